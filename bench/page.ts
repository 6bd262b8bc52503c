import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';

/** A benchmark of the page, and what its figures say and do not say. */
interface Chapter {
  readonly title: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly about: string;
}

const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Start and rest',
    name: 'start',
    args: [],
    about:
      'From the start of a process to its end, or until `GET /health/ready` answers 200, on an empty SQLite database; the disk is ' +
      'warm. A service that waits watches one log, with no browser open and nobody who reads its metrics, from two minutes after its start.',
  },
  {
    title: 'Backfill of a million lines',
    name: 'ingest',
    args: ['1000000', '3'],
    about:
      '`analyze` reads a log into a new SQLite database on disk, with all shipped rules, sessions, incidents and figures. ' +
      "`sqlite3`'s `.import` loads the very rows that came of it into the very table with its indexes, and does nothing else: no " +
      'parsing, no detection, no other table. A reaction is the time from the last line of an attack until its alert is in `GET /alerts`.',
  },
  {
    title: 'Parsing alone',
    name: 'parse',
    args: [],
    about:
      'One thread, no rules, nothing stored. `grep` looks for three words; the parser reads time, host, program, address, user and ' +
      'connection of every line.',
  },
  {
    title: 'Detection',
    name: 'detect',
    args: [],
    about: 'What the rules add, and entries a second through the rules alone.',
  },
  {
    title: 'Beside others',
    name: 'peers',
    args: [],
    about:
      'The same log, in turns. `fail2ban-regex` holds every line against the expressions of one filter and counts matches. `report` ' +
      'parses the lines of all programs, runs all rules and tells attackers, logins and what was done. `explain` prints what was ' +
      'understood of each line. None of them stores anything.',
  },
];

const TARGET = 'docs/benchmarks.md';
const names = process.argv.slice(2);
const chosen = names.length === 0 ? CHAPTERS : CHAPTERS.filter(({ name }) => names.includes(name));

/** The lines that a benchmark prints, as it prints them. */
function outputOf({ name, args }: Chapter): string[] {
  console.log(`${name} …`);
  const { stdout, stderr } = spawnSync(process.execPath, [`dist-bench/bench/${name}.js`, ...args], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`${name} printed nothing: ${stderr}`);
  process.stdout.write(stdout);
  return stdout.split('\n').filter((line) => line.trim() !== '');
}

const FIGURE = /^(held|MISSED|UNSURE) +(.+?): (.+) \(limit: (.+)\)$/;

/** The last column of the table, by the word that `say` prints in front. */
const HELD: Readonly<Record<string, string>> = { held: 'yes', MISSED: '**no**', UNSURE: 'not known' };

/** Figures as a table, and what else was printed behind it. */
function shown(lines: readonly string[]): string {
  const figures = lines.flatMap((line) => {
    const [, held, name, value, limit] = FIGURE.exec(line.trim()) ?? [];
    return held === undefined ? [] : [`| ${name} | ${value} | ${limit} | ${HELD[held]} |`];
  });
  const others = lines.filter((line) => !FIGURE.test(line.trim())).map((line) => line.trim());
  const table =
    figures.length === 0
      ? ''
      : `| figure | value | limit | held |\n| --- | --- | --- | --- |\n${figures.join('\n')}\n\n`;
  return table + (others.length === 0 ? '' : `\`\`\`text\n${others.join('\n')}\n\`\`\`\n`);
}

function machine(): string {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model ?? 'an unknown processor'}, ${Math.round(totalmem() / 1e9)} GB of memory`;
}

const chapters = chosen.map((chapter) => {
  const figures = shown(outputOf(chapter));
  const command = ['npm run bench --', chapter.name, ...chapter.args].join(' ');
  return `## ${chapter.title}\n\n${chapter.about}\n\n\`\`\`sh\n${command}\n\`\`\`\n\n${figures}`;
});
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const page = `# Benchmarks

<!-- Written by npm run bench -- page. -->

What this program takes for its main jobs, beside what others take for theirs. Version ${version}, Node.js ${process.version}, ${process.platform},
${machine()}, ${new Date().toISOString().slice(0, 10)}. One command writes this page again: \`npm run bench -- page\`.

Each figure stands beside the limit that it is held against, and whether the limit is held; "not known" says that the run was too short
to tell. The limits are development targets. Where one is missed, the results are still correct and complete; only the time or memory taken
is more than we aim for. What is compared was run in
turns, and the median counts. Machines are noisy, and those in a cloud are shared: figures of another day, or of another machine, may
be twice as large, while ratios hold. The log is made by \`bench/generate-load-log.ts\`: a fifth failed logins, a sixth of all
connections logs in and leaves again, the rest is what CRON, sudo, systemd and the kernel write. Other logs have other shares. The page over ten
million entries, PostgreSQL, filters and hostile logs have benchmarks of their own ([bench/README.md](../bench/README.md),
[scaling](scaling.md)).

${chapters.join('\n')}`;
writeFileSync(TARGET, await format(page, { ...(await resolveConfig(TARGET)), filepath: TARGET }));
console.log(`${TARGET} is written.`);
