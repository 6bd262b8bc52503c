import { LogParser } from './log-parser.js';
import type { ParsedLine } from './parsed-line.js';

const MESSAGE = 'Failed password for root from 192.0.2.10 port 40022 ssh2';

function read(line: string, program: string | null = 'sshd'): ParsedLine {
  const parser = new LogParser({ timeZone: 'UTC', program });
  parser.setReferenceTime(Date.UTC(2026, 5, 20));
  return parser.parse(line);
}

const journal = (identifier: string): string =>
  JSON.stringify({ SYSLOG_IDENTIFIER: identifier, MESSAGE, _PID: '7', __REALTIME_TIMESTAMP: '1780912830000000' });

describe('a tag that stands for a program', () => {
  it.each([
    `Jun  8 10:20:30 web1 gitlab-shell[7]: ${MESSAGE}`,
    `Jun  8 10:20:30 web1 addon_core_ssh: ${MESSAGE}`,
    `2026-06-08T10:20:30Z web1 docker/ssh-gateway[7]: ${MESSAGE}`,
    `<38>1 2026-06-08T10:20:30Z web1 sftp-box 7 - - ${MESSAGE}`,
    `<38>Jun  8 10:20:30 web1 k8s_sshd[7]: ${MESSAGE}`,
    `<38>Jun  8 10:20:30 web1 k8s_sshd[7]: message repeated 2 times: [ ${MESSAGE}]`,
    journal('sftp-box'),
  ])('is read as its lines: %s', (line) => {
    const count = line.includes('repeated') ? 2 : 1;
    const pid = /\[7\]| 7 |"7"/.test(line) ? 7 : null;
    expect(read(line)).toMatchObject({
      kind: 'event',
      logType: 'ssh_failed_login',
      program: 'sshd',
      pid,
      ipAddress: '192.0.2.10',
      attempts: count,
    });
    expect(read(line, null)).toEqual({ kind: 'foreign' });
  });

  it('leaves lines that name a program, or none, as they are', () => {
    const sudo = 'Jun  8 10:20:30 web1 sudo: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls';
    expect(read(sudo)).toMatchObject({ logType: 'sudo_command', program: 'sudo' });
    for (const line of ['', 'just text', 'Jun  8 10:20:30 web1 last message repeated 3 times'])
      expect(read(line)).toEqual(read(line, null));
    const notice = 'Jun  8 10:20:30 web1 syslogd[7]: last message repeated 3 times';
    expect(read(notice).kind).not.toBe('unrecognised');
  });

  it('makes lines of that tag that no form explains ones that are not understood', () => {
    const line = 'Jun  8 10:20:30 web1 gateway[7]: something quite new';
    expect(read(line)).toMatchObject({ kind: 'unrecognised', program: 'sshd', message: 'something quite new' });
    expect(read('Jun  8 10:20:30 web1 gateway').kind).toBe('foreign');
  });

  it.each([
    [
      'srclimit_penalise: ipv4: new 192.0.2.10/32 active penalty of 15.000 seconds for penalty: failed authentication',
      'ssh_penalty',
    ],
    ['monitor_read: unpermitted request 102', 'ssh_protocol_attack'],
    [MESSAGE, 'ssh_failed_login'],
  ])('needs no tag where the container writes the message alone: %s', (message, logType) => {
    const docker = JSON.stringify({ log: `${message}\n`, stream: 'stderr', time: '2026-06-08T10:20:30Z' });
    for (const line of [`2026-06-08T10:20:30Z ${message}`, docker, message])
      expect(read(line)).toMatchObject({ kind: 'event', logType, program: 'sshd' });
  });

  it('leaves programs alone that are known for something else, and others where one tag is named', () => {
    for (const program of ['cron', 'kernel', 'systemd', '/usr/sbin/CRON'])
      expect(read(`Jun  8 10:20:30 web1 ${program}[7]: ${MESSAGE}`).kind).toMatch(/^(?:foreign|unrecognised)$/);
    const gateway = 'ssh-gateway:sshd';
    expect(read(`Jun  8 10:20:30 web1 ssh-gateway[7]: ${MESSAGE}`, gateway)).toMatchObject({ program: 'sshd' });
    expect(read(`Jun  8 10:20:30 web1 myapp[7]: ${MESSAGE}`, gateway).kind).toBe('foreign');
  });

  it('may be dropbear’s', () => {
    const line = "Jun  8 10:20:30 router box[7]: Bad password attempt for 'root' from 192.0.2.10:40022";
    expect(read(line, 'dropbear')).toMatchObject({ logType: 'ssh_failed_login', program: 'dropbear' });
  });
});

describe('docker’s JSON', () => {
  it.each(['', 'Nov 20 10:00:00 web-1 ', '<38>Nov 20 10:00:00 web-1 ', '2026-11-20T10:00:00Z web-1 '])(
    'is read with the header that a syslog daemon in the container writes, and with docker’s time: %j',
    (header) => {
      const line = JSON.stringify({
        log: `${header}sshd[7]: ${MESSAGE}\n`,
        stream: 'stdout',
        time: '2026-06-08T10:20:30Z',
      });
      expect(read(line, null)).toMatchObject({
        logType: 'ssh_failed_login',
        pid: 7,
        timestamp: Date.UTC(2026, 5, 8, 10, 20, 30),
        host: header === '' ? null : 'web-1',
      });
    },
  );
});
