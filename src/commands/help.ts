/** How a command is called. */
export interface CommandHelp {
  /** What follows its name. */
  readonly usage: string;
  /** What it does, in a line. */
  readonly summary: string;
  readonly options: readonly (readonly [option: string, meaning: string])[];
  readonly examples: readonly string[];
}

const JSON_OPTION = ['--json', 'one JSON object a line, for programs'] as const;
const RULES_OPTION = ['--rules DIR', 'by the rules of a directory instead of the configured ones'] as const;

/** Every command, in the order of the overview. */
export const HELP: Readonly<Record<string, CommandHelp>> = {
  report: {
    usage: 'FILE…|-',
    summary: 'says what log files say: did they get in, who tried, what they did; stores nothing',
    options: [
      ['--html OUT', 'as a page that needs nothing else'],
      ['--json', 'as one JSON object'],
      ['--since TIME', "from then on: 2h (ago), yesterday, '2026-11-29 10:00' (UTC)"],
      ['--until TIME', 'up to then'],
    ],
    examples: ['report /var/log/auth.log', 'journalctl -u ssh -o short-iso | log-analyzer report --html ssh.html -'],
  },
  analyze: {
    usage: 'FILE…|-',
    summary: 'stores what is new in log files and raises alerts, once',
    options: [],
    examples: ['analyze /var/log/auth.log', 'analyze /var/log/auth.log*'],
  },
  replay: {
    usage: 'FILE…|-',
    summary: 'prints the alerts that log files would raise; stores nothing',
    options: [
      JSON_OPTION,
      RULES_OPTION,
      ['--against DIR', 'what would appear (+) and vanish (-) with the rules of another directory'],
      ['--decisions', 'whom the alerts would have turned away, and whom not, and why'],
    ],
    examples: ['replay /var/log/auth.log', 'replay --against my-rules /var/log/auth.log'],
  },
  tail: {
    usage: '[URL|FILE…]',
    summary: 'prints alerts as they are raised, of a service or of files; stores nothing',
    options: [JSON_OPTION],
    examples: ['tail', 'LOG_ANALYZER_KEY=… log-analyzer tail https://alerts.example.org', 'tail /var/log/auth.log'],
  },
  explain: {
    usage: '[FILE…|-]',
    summary: 'prints for each line what was understood of it, why, and which rules select it',
    options: [
      JSON_OPTION,
      RULES_OPTION,
      ['--not-understood', 'only lines of programs that it knows and no form matches, as they are'],
    ],
    examples: [
      'explain /var/log/auth.log',
      'explain --not-understood /var/log/auth.log',
      'tail -1 /var/log/auth.log | log-analyzer explain',
    ],
  },
  'rules check': {
    usage: '[DIR|FILE…]',
    summary: 'lists all that is wrong with rules, by default with those of the configuration',
    options: [
      JSON_OPTION,
      ['--fields FILE', 'with what the fields of these rules are called here'],
      ['--skip-unsupported', 'without the rules that cannot be used'],
    ],
    examples: ['rules check', 'rules check --skip-unsupported ~/sigma/rules/linux'],
  },
  'rules test': {
    usage: '[DIR|FILE…]',
    summary: 'the same, and runs the tests beside the rules (NAME.test.yml)',
    options: [JSON_OPTION],
    examples: ['rules test my-rules'],
  },
  migrate: {
    usage: '',
    summary: "brings the database's schema up to date",
    options: [],
    examples: ['migrate'],
  },
  backup: {
    usage: 'FILE',
    summary: 'writes a copy of an SQLite database while the service goes on',
    options: [],
    examples: ['backup /backup/log-analyzer.sqlite'],
  },
  'migrate-store': {
    usage: 'sqlite:PATH',
    summary: 'copies an SQLite database into the PostgreSQL database of DATABASE_URL',
    options: [],
    examples: ['migrate-store sqlite:data/log-analyzer.sqlite'],
  },
  'import-fail2ban': {
    usage: '[FOLDER]',
    summary: 'prints the settings that do what the jails of a fail2ban do, and what has no counterpart',
    options: [['--write', 'writes .env and what it names']],
    examples: ['import-fail2ban', 'import-fail2ban --write /etc/fail2ban'],
  },
  mcp: {
    usage: '',
    summary: 'answers a language model about a running service (Model Context Protocol)',
    options: [],
    examples: ['LOG_ANALYZER_URL=https://alerts.example.org LOG_ANALYZER_KEY_FILE=key log-analyzer mcp'],
  },
  openapi: {
    usage: '[FILE]',
    summary: 'writes the OpenAPI document to a file or to standard output',
    options: [],
    examples: ['openapi openapi.json'],
  },
  completion: {
    usage: 'bash|zsh|fish',
    summary: 'prints what makes a shell complete commands and options',
    options: [],
    examples: ['completion bash > /etc/bash_completion.d/log-analyzer'],
  },
};

const PROGRAM = 'log-analyzer';

/** All commands, a line each. */
export function overview(): string {
  const calls = Object.entries(HELP).map(([name, { usage, summary }]) => [`${name} ${usage}`.trim(), summary] as const);
  return (
    `Usage: ${PROGRAM} COMMAND\n\n${aligned(calls)}\n\n` +
    `${PROGRAM} COMMAND --help says more of one, ${PROGRAM} --version which version this is.\n` +
    'Files may be compressed with gzip. Settings are those of the service (docs). Exit codes: 0 done, 1 failed, 2 wrong usage.\n'
  );
}

/** One command, with its options and examples. @param name such as `rules`: of all that begin so; null: there is none */
export function helpOf(name: string): string | null {
  const found = Object.entries(HELP).filter(([each]) => each === name || each.startsWith(`${name} `));
  if (found.length === 0) return null;
  return found
    .map(([each, { usage, summary, options, examples }]) => {
      const call = `Usage: ${PROGRAM} ${each}${options.length === 0 ? '' : ' [OPTION…]'}${usage === '' ? '' : ` ${usage}`}`;
      const listed = options.length === 0 ? '' : `${aligned(options)}\n\n`;
      const shown = examples.map((example) => `  ${example.includes(PROGRAM) ? example : `${PROGRAM} ${example}`}\n`);
      return `${call}\n\n  ${summary}\n\n${listed}${shown.join('')}`;
    })
    .join('\n');
}

function aligned(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

/** Shells that {@link completionFor} knows. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** What a shell sources to complete commands and options; where none of them fits, it completes files. */
export function completionFor(shell: (typeof SHELLS)[number]): string {
  const words = [...new Set(Object.keys(HELP).map((name) => name.split(' ')[0]!))];
  const ofCommand = words.map((word) => {
    const all = Object.entries(HELP).filter(([name]) => name.split(' ')[0] === word);
    const further = all.flatMap(([name]) => name.split(' ').slice(1));
    const options = all.flatMap(([, { options: each }]) => each.map(([option]) => option.split(' ')[0]!));
    return {
      word,
      offered: [...new Set([...further, ...(word === 'completion' ? SHELLS : []), ...options, '--help'])],
    };
  });
  switch (shell) {
    case 'bash':
    case 'zsh': {
      const cases = ofCommand.map(({ word, offered }) => `    ${word}) words='${offered.join(' ')}' ;;`).join('\n');
      const script = `_log_analyzer() {
  local words current="\${COMP_WORDS[COMP_CWORD]}"
  case "\${COMP_WORDS[1]}" in
${cases}
    *) words='' ;;
  esac
  [ "$COMP_CWORD" -eq 1 ] && words='${words.join(' ')} --help --version'
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _log_analyzer ${PROGRAM}
`;
      return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${script}` : script;
    }
    case 'fish':
      return ofCommand
        .map(
          ({ word, offered }) =>
            `complete -c ${PROGRAM} -n __fish_use_subcommand -a ${word}\n` +
            `complete -c ${PROGRAM} -n '__fish_seen_subcommand_from ${word}' -a '${offered.join(' ')}'\n`,
        )
        .join('');
    default:
      return shell satisfies never;
  }
}
