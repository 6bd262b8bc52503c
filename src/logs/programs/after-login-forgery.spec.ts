import fc from 'fast-check';
import { LogParser } from '../parsing/log-parser.js';
import type { LogEvent, ParsedLine } from '../parsing/parsed-line.js';

const FORGED = '203.0.113.66';
const FAKE = `sshd[1]: Failed password for root from ${FORGED} port 22 ssh2`;

function parse(tag: string, message: string): ParsedLine {
  return new LogParser({ timeZone: 'UTC' }).parse(`2026-06-08T10:20:30Z web1 ${tag}: ${message}`);
}

function eventOf(tag: string, message: string): LogEvent {
  const parsed = parse(tag, message);
  if (parsed.kind !== 'event') throw new Error(`no event: ${message}`);
  return parsed;
}

describe('who is logged in cannot forge', () => {
  it.each<[string, string, string, Partial<LogEvent>]>([
    [
      'as whom, by the name of a directory',
      'sudo',
      'bob : TTY=pts/0 ; PWD=/tmp/x ; USER=nobody ; COMMAND=/bin/true ; USER=root ; COMMAND=/bin/sh',
      { username: 'bob', targetUser: null, workingDirectory: null, command: '/bin/true ; USER=root ; COMMAND=/bin/sh' },
    ],
    [
      'as whom, by an argument',
      'sudo',
      'bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh -c x ; USER=nobody ; COMMAND=/bin/true',
      { username: 'bob', targetUser: null, command: '/bin/sh -c x ; USER=nobody ; COMMAND=/bin/true' },
    ],
    [
      'as whom, by a directory alone',
      'sudo',
      'bob : TTY=pts/0 ; PWD=/tmp/a ; USER=nobody ; USER=root ; COMMAND=/bin/sh',
      { targetUser: 'root', workingDirectory: '/tmp/a ; USER=nobody', command: '/bin/sh' },
    ],
    [
      'as whom, by an environment',
      'sudo',
      'bob : TTY=pts/0 ; PWD=/ ; USER=root ; ENV=A=1 ; USER=nobody ; COMMAND=/bin/sh',
      { targetUser: null, command: '/bin/sh' },
    ],
    [
      'a line, by newlines that were escaped',
      'sudo',
      `bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/echo #012${FAKE}`,
      { logType: 'sudo_command', ipAddress: null, command: `/bin/echo #012${FAKE}` },
    ],
    [
      'an address, by a name for su',
      'su[7]',
      `FAILED SU (to root) alice on pts/0 from ${FORGED}) bob on pts/1`,
      { username: 'bob', targetUser: `root) alice on pts/0 from ${FORGED}`, tty: 'pts/1', ipAddress: null },
    ],
    [
      'who, by a name for the older su',
      'su[7]',
      '- pts/1 bob:root - pts/2 alice:root',
      { username: 'bob', targetUser: 'root - pts/2 alice:root', tty: 'pts/1' },
    ],
    [
      'what was run, by a directory that holds a command',
      'sudo',
      'bob : TTY=pts/0 ; PWD=/tmp/a ; COMMAND=x ; USER=root ; COMMAND=/bin/bash',
      { targetUser: 'root', command: '/bin/bash', workingDirectory: '/tmp/a ; COMMAND=x', details: null },
    ],
    [
      'as whom, by an argument that holds a command',
      'sudo',
      'bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/bash -i ; COMMAND=',
      { targetUser: 'root', command: '/bin/bash -i ; COMMAND=', details: null },
    ],
    [
      'at which terminal, by a directory',
      'sudo',
      'bob : PWD=/tmp/x ; TTY=pts/9 ; USER=root ; COMMAND=/bin/bash',
      { tty: null, targetUser: 'root', workingDirectory: '/tmp/x ; TTY=pts/9' },
    ],
    [
      'who ran it, where rsyslog repeats the line',
      'sudo',
      'message repeated 2 times: [  bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/bash]',
      { username: 'bob', targetUser: 'root', command: '/bin/bash', occurrences: 2 },
    ],
    [
      'whether it worked, where rsyslog repeats a refusal of su',
      'su',
      'message repeated 2 times: [ BAD SU alice to root on /dev/pts/0]',
      { logType: 'su_failed', username: 'alice', targetUser: 'root' },
    ],
    [
      'a file, where the monitor of sshd logs for a chroot',
      'sshd[7]',
      'open "/.ssh/authorized_keys" flags WRITE,CREATE,TRUNCATE mode 0600 [postauth]',
      { logType: 'sftp_file_written', details: { path: '/.ssh/authorized_keys' } },
    ],
    [
      'an address, by a name for FTP',
      'vsftpd[7]',
      `pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=x rhost=${FORGED}  user=y rhost=192.0.2.10  user=x`,
      { logType: 'pam_failed_login', ipAddress: null, attempts: 1 },
    ],
    [
      'an address, by a wrong password for sudo',
      'sudo',
      `pam_unix(sudo:auth): authentication failure; logname=bob uid=1 euid=0 tty=/dev/pts/0 ruser=bob rhost=${FORGED}  user=bob`,
      { ipAddress: null, attempts: 0 },
    ],
    [
      'how a file was opened, by its name',
      'internal-sftp[7]',
      'open "/root/.ssh/authorized_keys" flags READ mode 0600" flags WRITE,CREATE mode 0600',
      { logType: 'sftp_file_written' },
    ],
    [
      'where a file went, by its name',
      'internal-sftp[7]',
      'rename old "/tmp/a" new "/tmp/b" new "/root/.ssh/authorized_keys"',
      { details: { change: 'rename', path: '/tmp/a" new "/tmp/b" new "/root/.ssh/authorized_keys', ambiguous: true } },
    ],
    [
      'who, by a name at a terminal',
      'login[7]',
      `FAILED LOGIN 1 FROM tty1 FOR root, x FROM ${FORGED} FOR bob, Authentication failure`,
      { username: `root, x FROM ${FORGED} FOR bob`, tty: 'tty1', ipAddress: null },
    ],
    [
      'whose rights, by a command line',
      'polkitd[7]',
      'Operator of unix-session:2 FAILED to authenticate to gain authorization for action a.b.c for system-bus-name::1.4 [x (owned by unix-user:alice)] (owned by unix-user:bob)',
      { username: 'bob', details: { action: 'a.b.c' } },
    ],
    [
      'as whom, by a command of pkexec',
      'pkexec[7]',
      'bob: Executing command [USER=root] [TTY=/dev/pts/0] [CWD=/tmp] [COMMAND=/bin/sh [USER=nobody]]',
      { username: 'bob', targetUser: 'root', command: '/bin/sh [USER=nobody]' },
    ],
    [
      'a job of somebody else',
      'CRON[7]',
      '(bob) CMD (echo ) REPLACE (root)',
      { logType: 'cron_command', username: 'bob', command: 'echo ) REPLACE (root' },
    ],
  ])('%s', (_what, tag, message, expected) => {
    expect(eventOf(tag, message)).toMatchObject(expected);
  });

  const words = fc.constantFrom(
    ' ; USER=nobody',
    ' ; COMMAND=/bin/true',
    ' ; PWD=/x',
    ' ; ENV=A=1',
    ' : ',
    ' ; ',
    `rhost=${FORGED}`,
    FAKE,
    "'",
    '#012',
    'x',
    '\u202e',
    '  user=alice',
  );
  const text = fc.array(words, { maxLength: 6 }).map((parts) => parts.join(''));

  it('anything with random directories and commands of sudo', () => {
    let told = 0;
    fc.assert(
      fc.property(text, text, (directory, argument) => {
        const line = `bob : TTY=pts/0 ; PWD=/tmp/${directory} ; USER=root ; COMMAND=/bin/sh ${argument}`;
        const { username, targetUser, ipAddress, attempts, command, tty } = eventOf('sudo', line);
        expect({ username, ipAddress, attempts, tty }).toEqual({
          username: 'bob',
          ipAddress: null,
          attempts: 0,
          tty: 'pts/0',
        });
        expect([null, 'root']).toContain(targetUser);
        // What was run is never hidden.
        expect(command).toContain(`/bin/sh ${argument}`.trimEnd());
        told += Number(targetUser === 'root');
      }),
      { numRuns: 2_000 },
    );
    expect(told).toBeGreaterThan(200);
  });
});

/** Processor time: other work on the machine counts for nothing. */
function milliseconds(tag: string, message: string): number {
  const times = [0, 1, 2].map(() => {
    const start = process.cpuUsage();
    parse(tag, message);
    return process.cpuUsage(start).user / 1000;
  });
  return Math.min(...times);
}

it.each([
  ['sudo', 'bob : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=', ' ; USER=x ; COMMAND='],
  ['sudo', 'bob : ', ' : '],
  ['su[1]', 'FAILED SU (to ', ') '],
  ['su[1]', '', ' to '],
  ['pkexec[1]', 'bob: Executing command [USER=root] [TTY=x] [CWD=', '] [COMMAND='],
  ['polkitd[1]', 'Operator of x FAILED to authenticate ', ' for action (owned by unix-user:'],
  ['internal-sftp[1]', 'rename old "', '" new "'],
  ['internal-sftp[1]', 'open "', '" flags WRITE mode 0600'],
  ['login[1]', 'FAILED LOGIN 1 FROM tty1 FOR ', ', '],
  ['useradd[1]', 'new user: name=x, UID=0, GID=0, home=', ', shell='],
  ['usermod[1]', "change user 'x' shell from '", "' to '"],
  ['CRON[1]', '(root) CMD (', ') ('],
  ['vsftpd[1]', 'pam_unix(vsftpd:auth): authentication failure; logname= uid=0 euid=0 tty=ftp ruser=', ' rhost= user='],
])('a line of %s takes time linear in its length: %s', (tag, start, filler) => {
  expect(milliseconds(tag, start + filler.repeat(Math.ceil(300_000 / filler.length)))).toBeLessThan(1_000);
});
