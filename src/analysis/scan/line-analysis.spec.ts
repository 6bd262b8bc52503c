import { eventRule } from '../../../test/detection/rule-factory.js';
import { Coverage } from '../../logs/parsing/coverage.js';
import { LogParser } from '../../logs/parsing/log-parser.js';
import type { EventRule } from '../detection/detection-rule.js';
import { Engine } from '../detection/engine.js';
import { SessionTracker } from '../sessions/session-tracker.js';
import { SourceHealth } from '../detection/source-health.js';
import { parseLines } from './line-analysis.js';

const pathOf = () => ({
  sourceId: 1,
  parser: new LogParser({ timeZone: 'UTC' }),
  coverage: new Coverage(),
  health: new SourceHealth('auth.log'),
  sessions: new SessionTracker(),
});
const HEAD = '2026-11-20T09:00:00+00:00 web-1';
const NOW = Date.UTC(2026, 10, 20, 9);

describe('parseLines', () => {
  const LINES = [
    `${HEAD} sshd[7]: Failed password for root from 203.0.113.7 port 22 ssh2`,
    `${HEAD} sshd[7]: Connection closed by authenticating user root 203.0.113.7 port 22 [preauth]`,
    `${HEAD} sshd[8]: Server listening on 0.0.0.0 port 22.`,
    `${HEAD} sshd[8]: something quite new`,
    `${HEAD} sudo: alice : (command continued) user NOT in sudoers`,
    `${HEAD} nginx[7]: Server listening on 0.0.0.0 port 80.`,
  ];
  const storedFor = (...rules: EventRule[]): (readonly [string, string | null])[] => {
    const path = pathOf();
    const entries = parseLines(LINES, path, NOW, new Engine(rules).selectors);
    expect(path.coverage.snapshot().stored).toBe(entries.length);
    return entries.map(({ logType, username }) => [logType, username]);
  };
  const FAILED = ['ssh_failed_login', 'root'];

  it('keeps what counts, and what a rule selects: lines that repeat evidence, say nothing, or are not understood', () => {
    expect(storedFor()).toEqual([FAILED]);
    expect(storedFor(eventRule('listening', ({ rawLog }) => rawLog.includes('listening')))).toEqual([
      FAILED,
      ['ssh_message', null],
      ['other', null],
    ]);
    expect(storedFor(eventRule('new', ({ rawLog }) => rawLog.includes('quite new')))).toEqual([
      FAILED,
      ['ssh_message', null],
    ]);
    expect(storedFor(eventRule('sudo', ({ logType }) => logType === 'sudo_message'))).toEqual([
      FAILED,
      ['sudo_message', null],
    ]);
    expect(storedFor(eventRule('end', ({ logType }) => logType === 'ssh_authentication_abandoned'))).toEqual([
      FAILED,
      ['ssh_authentication_abandoned', 'root'],
    ]);
  });

  it('keeps lines of other programs, and of none, that a rule asks for', () => {
    const rule = eventRule('web', ({ logType, rawLog }) => logType === 'other' && rawLog.includes('port 80'));
    expect(storedFor(rule)).toEqual([FAILED, ['other', null]]);
    const path = pathOf();
    const text = eventRule('text', ({ rawLog }) => rawLog.includes('uname -a'));
    const [entry] = parseLines(['uname -a; id', ...LINES], path, NOW, new Engine([text]).selectors);
    expect(entry).toMatchObject({ logType: 'other', program: '', rawLog: 'uname -a; id', attempts: 0 });
  });

  it('asks no rule about lines that it cannot select', () => {
    const rule = eventRule('attempts', (event) => event.attempts > 0 && event.rawLog.length > 0);
    expect(new Engine([rule]).selectors.maySelect('ssh_message')).toBe(false);
    expect(storedFor(rule)).toEqual([FAILED]);
  });

  it('keeps a line on which a rule fails, so that it can be said', () => {
    const rule = eventRule('failing', ({ logType, rawLog }) => {
      if (logType === 'sudo_message' && rawLog !== '') throw new Error('cannot');
      return false;
    });
    expect(storedFor(rule)).toEqual([FAILED, ['sudo_message', null]]);
  });

  it('hears that sshd is no longer understood, however much sudo writes beside it', () => {
    const path = pathOf();
    const { selectors } = new Engine([]);
    const sudo = `${HEAD} sudo: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls`;
    const read = (message: string, lines: number): void => {
      for (let line = 0; line < lines; line++) {
        parseLines([`${HEAD} sshd[${line}]: ${message}`, ...Array(9).fill(sudo)], path, NOW, selectors);
      }
    };
    read('Failed password for root from 203.0.113.7 port 22 ssh2', 2_000);
    expect(path.health.state().notUnderstood).toBeNull();
    read('what no form matches', 1_000);
    expect(path.health.state().notUnderstood).not.toBeNull();
  });
});
