import { Coverage } from '../../logs/parsing/coverage.js';
import { LogParser } from '../../logs/parsing/log-parser.js';
import { SourceHealth } from '../detection/source-health.js';
import { parseLines } from './line-analysis.js';

describe('parseLines', () => {
  it('hears that sshd is no longer understood, however much sudo writes beside it', () => {
    const path = {
      sourceId: 1,
      parser: new LogParser({ timeZone: 'UTC' }),
      coverage: new Coverage(),
      health: new SourceHealth('auth.log'),
    };
    const head = '2026-11-20T09:00:00+00:00 web-1';
    const sudo = `${head} sudo: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls`;
    const read = (message: string, lines: number): void => {
      for (let line = 0; line < lines; line++) {
        parseLines([`${head} sshd[${line}]: ${message}`, ...Array(9).fill(sudo)], path, Date.UTC(2026, 10, 20, 9));
      }
    };
    read('Failed password for root from 203.0.113.7 port 22 ssh2', 2_000);
    expect(path.health.state().notUnderstood).toBeNull();
    read('what no form matches', 1_000);
    expect(path.health.state().notUnderstood).not.toBeNull();
  });
});
