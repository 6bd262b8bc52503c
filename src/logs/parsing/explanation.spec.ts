import { LineExplainer } from './explanation.js';
import type { LineExplanation } from './explanation.js';
import { LogParser } from './log-parser.js';

function explain(...lines: string[]): LineExplanation {
  const parser = new LogParser({ timeZone: 'UTC' });
  parser.setReferenceTime(Date.UTC(2026, 5, 20));
  const explainer = new LineExplainer(parser);
  return [...lines.flatMap((line) => explainer.explain(line)), ...explainer.end()].at(-1)!;
}
const syslog = (program: string, message: string): string => `Jun  8 10:20:30 web1 ${program}: ${message}`;
const FAILED = syslog('sshd[7]', 'Failed password for root from 192.0.2.10 port 4 ssh2');

describe('an explanation', () => {
  it('has the fields of the line and the form that matched', () => {
    expect(explain(FAILED)).toEqual({
      timestamp: Date.UTC(2026, 5, 8, 10, 20, 30),
      timeBasis: 'year_inferred',
      host: 'web1',
      isUnderstood: true,
      notUnderstood: null,
      service: null,
      targetUser: null,
      command: null,
      tty: null,
      workingDirectory: null,
      program: 'sshd',
      pid: 7,
      logType: 'ssh_failed_login',
      ipAddress: '192.0.2.10',
      addressCarried: false,
      sourceHost: null,
      port: 4,
      username: 'root',
      validUser: true,
      method: 'password',
      keyType: null,
      keyFingerprint: null,
      certificateId: null,
      details: null,
      attempts: 1,
      stored: true,
      rules: [],
      reason: 'form failed_login: a refused attempt (F); adds 1 (F=1 P=0 O=0, in all 1)',
    });
  });

  it('says why evidence is not counted again', () => {
    const closed = syslog('sshd[7]', 'Connection closed by authenticating user root 192.0.2.10 port 4 [preauth]');
    expect(explain(FAILED, closed).reason).toContain('an earlier line of the connection counted it already');
  });

  it('says what a line carries along', () => {
    const named = syslog(
      'sshd[7]',
      'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=pc7.example.net  user=root',
    );
    expect(explain(named, FAILED).reason).toContain('so 1 counted before belong to it as well');
  });

  it('names the form of an ignored line', () => {
    expect(explain(syslog('sshd[7]', 'pam_unix(sshd:auth): check pass; user unknown'))).toMatchObject({
      program: 'sshd',
      pid: 7,
      logType: 'ssh_message',
      attempts: 0,
      reason: 'form pam_remark: understood, and says nothing about an attempt by itself',
    });
  });

  it('names the nearest form where none matches', () => {
    const { reason } = explain(syslog('sshd[7]', 'Invalid account oracle from 192.0.2.10 port 4'));
    expect(reason).toMatch(/^no form matches; the nearest is invalid_user: /);
  });

  it('names no form where none is like it, and gives the line', () => {
    const line = syslog('sshd[7]', 'Weird unheard-of line that sshd never wrote about 185.220.101.7');
    expect(explain(line)).toMatchObject({ reason: 'no form matches', notUnderstood: line });
  });

  it('names the rules that select a line, and stores it then', () => {
    const asked: string[] = [];
    const parser = new LogParser({ timeZone: 'UTC' });
    const explainer = new LineExplainer(parser, (event, line) => {
      asked.push(event.logType);
      return line.includes('check pass') || event.attempts > 0 ? ['mine'] : [];
    });
    const pam =
      'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.10  user=root';
    const lines = [
      syslog('sshd[7]', 'pam_unix(sshd:auth): check pass; user unknown'),
      syslog('sshd[7]', 'Server listening on 0.0.0.0 port 22.'),
      syslog('sshd[8]', pam),
      syslog('sshd[8]', 'Failed password for root from 192.0.2.10 port 4 ssh2'),
      syslog('smartd', 'nothing of ours'),
    ];
    const explained = [...lines.flatMap((line) => explainer.explain(line)), ...explainer.end()];
    expect(explained.map(({ stored, rules }) => ({ stored, rules }))).toEqual([
      { stored: true, rules: ['mine'] },
      { stored: false, rules: [] },
      { stored: true, rules: ['mine'] },
      { stored: true, rules: [] },
      { stored: false, rules: [] },
    ]);
    expect(asked).toHaveLength(5);
  });

  it('tells another program from no program', () => {
    expect(explain(syslog('smartd', 'alice : TTY=pts/0'))).toMatchObject({
      program: 'smartd',
      reason: 'belongs to another program',
    });
    expect(explain('hello there')).toMatchObject({
      program: null,
      reason: 'no program is named, and no form of sshd matches',
    });
    expect(explain('')).toMatchObject({ program: null, timeBasis: 'received' });
  });
});
