import { spawnSync } from 'node:child_process';
import { HELP, completionFor, helpOf, overview } from './help.js';

describe('help', () => {
  it('names every command in a line, with what follows it', () => {
    for (const [name, { usage, summary }] of Object.entries(HELP)) {
      expect(overview()).toContain(`  ${`${name} ${usage}`.trim()}`);
      expect(overview()).toContain(summary);
    }
    for (const line of overview().split('\n')) expect(line.length).toBeLessThanOrEqual(128);
  });

  it('says of one command what its options mean, with an example', () => {
    expect(helpOf('report')).toMatch(/^Usage: log-analyzer report \[OPTION…\] FILE…\|-\n/);
    expect(helpOf('report')).toContain('--html OUT    as a page that needs nothing else');
    expect(helpOf('report')).toContain('  log-analyzer report /var/log/auth.log\n');
    expect(helpOf('rules')).toContain('log-analyzer rules test my-rules');
    expect(helpOf('nothing')).toBeNull();
  });
});

describe('completion', () => {
  it.each([
    [['rep'], ['replay', 'report']],
    [
      ['report', '--'],
      ['--help', '--html', '--json', '--since', '--until'],
    ],
    [
      ['rules', ''],
      ['--fields', '--help', '--json', '--skip-unsupported', 'check', 'test'],
    ],
    [['completion', 'z'], ['zsh']],
    [['report', '/var/l'], []],
  ])('in bash of %j', (words, expected) => {
    const ask = `COMP_WORDS=(log-analyzer "$@"); COMP_CWORD=$#; _log_analyzer; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', `${completionFor('bash')}${ask}`, 'bash', ...words], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout.split('\n').filter(Boolean).sort()).toEqual(expected);
  });

  it('in the other shells names the same', () => {
    expect(completionFor('zsh')).toContain(completionFor('bash'));
    for (const name of Object.keys(HELP)) expect(completionFor('fish')).toContain(name.split(' ')[0]);
  });
});
