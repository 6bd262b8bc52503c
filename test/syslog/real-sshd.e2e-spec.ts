import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogParser } from '../../src/logs/parsing/log-parser.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** `npm run soak -- sshd` sets how many names clients come with. */
const NAMES = Number(process.env['SOAK_NAMES'] ?? 6);

/** An address that is nothing but a part of names; clients come from loopback. */
const FORGED = '203.0.113.9';
const CLIENTS = new Set<string | null>(['127.0.0.1', '127.0.0.2', null]);

const PROGRAMS = ['/usr/sbin/sshd', '/usr/sbin/rsyslogd', '/usr/bin/ssh', '/usr/bin/busybox'];
const missing = PROGRAMS.filter((path) => !existsSync(path) && !existsSync(path.replace('/usr/', '/')));
const canRun = missing.length === 0 && process.getuid!() === 0 && canUnshare();
if (!canRun) console.warn('A real sshd is not tested: it takes root, namespaces, sshd, ssh, rsyslogd and busybox.');

function canUnshare(): boolean {
  try {
    execFileSync('unshare', ['-n', '-m', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Ends of names that look like the end of a line of sshd. */
const ENDS = [
  ` ${FORGED} port 22 [preauth]`,
  ` ${FORGED} port 22`,
  ` from ${FORGED} port 22 ssh2`,
  ` from ${FORGED} port 22`,
  ` from ${FORGED}`,
  ` ${FORGED}`,
];

/** So long that what they end with is cut in every place, by sshd at 100 or 187 bytes and by whoever passes the line on. */
function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const end = ENDS[index % ENDS.length]!;
    const length = 10 + ((index * 37) % 260);
    return `${'x'.repeat(Math.max(1, length - end.length))}${end}`;
  });
}

/** Where programs on the way cut, bytes, counted with what stands in front of the message or without. */
const LIMITS = [256, 480, 500, 512, 1_024, 2_048, 8_192];
/** A priority in front of the line. */
const PRIORITY_BYTES = 5;

/** Every address that a line gives however its message is cut, behind the lines before it or alone. */
function addressesOf(lines: readonly string[]): Map<string | null, string> {
  const found = new Map<string | null, string>();
  for (const [index, line] of lines.entries()) {
    const start = line.indexOf(': ', line.indexOf('sshd[')) + 2;
    const cuts = LIMITS.flatMap((limit) =>
      Array.from({ length: start + PRIORITY_BYTES }, (_, header) => start + limit - header),
    );
    for (const length of [line.length, ...cuts.filter((cut) => cut < line.length)]) {
      const parser = new LogParser({ timeZone: 'UTC' });
      for (const before of lines.slice(Math.max(0, index - 3), index)) parser.parse(before);
      for (const each of [parser, new LogParser({ timeZone: 'UTC' })]) {
        const parsed = each.parse(line.slice(0, length));
        if (parsed.kind === 'event' && !found.has(parsed.ipAddress)) found.set(parsed.ipAddress, line.slice(0, length));
      }
    }
  }
  return found;
}

describe('lines of a real sshd about names that end like its lines', () => {
  const folder = temporaryFolder();

  (canRun ? it : it.skip).each(['rsyslogd', 'busybox'])(
    'give no address but that of the client, wherever they are cut: %s',
    (daemon) => {
      writeFileSync(
        join(folder(), 'names'),
        names(NAMES)
          .map((name) => `${name}\n`)
          .join(''),
      );
      const script = join(__dirname, 'real-sshd.sh');
      execFileSync('unshare', ['-n', '-m', 'bash', script, folder(), daemon], { stdio: 'ignore' });
      const lines = readFileSync(join(folder(), 'log'), 'latin1')
        .split('\n')
        .filter((line) => line.includes('sshd['));
      expect(lines.filter((line) => line.includes(FORGED)).length).toBeGreaterThanOrEqual(NAMES);
      const found = addressesOf(lines);
      if (NAMES > 50)
        console.log(daemon, lines.length, 'lines, longest', Math.max(...lines.map(({ length }) => length)), found);
      expect([...found.keys()]).toContain('127.0.0.2');
      expect([...found].filter(([address]) => !CLIENTS.has(address))).toEqual([]);
    },
  );
});
