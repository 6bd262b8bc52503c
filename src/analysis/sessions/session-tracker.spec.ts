import { v5 as uuidV5 } from 'uuid';
import fc from 'fast-check';
import { LogParser } from '../../logs/parsing/log-parser.js';
import type { LogEvent } from '../../logs/parsing/parsed-line.js';
import { SessionTracker } from './session-tracker.js';
import type { TrackedSession } from './session.js';

const FROM = '198.51.100.7';

/** Line by line: the time of day in seconds, `host program[pid]`, and the message. */
type Line = readonly [second: number, tag: string, message: string];

function eventOf(parser: LogParser, [second, tag, message]: Line): LogEvent | null {
  const time = new Date(Date.UTC(2026, 10, 20, 9) + second * 1000).toISOString();
  const parsed = parser.parse(`${time} ${tag}: ${message}`);
  return parsed.kind === 'event' ? parsed : null;
}

/** Of each line, the sessions that it belongs to by the second of their login, and how that is known. */
function linksOf(...lines: Line[]): string[] {
  const parser = new LogParser({ timeZone: 'UTC' });
  const tracker = new SessionTracker();
  return lines.map((line) => {
    const event = eventOf(parser, line);
    const links = event === null ? [] : tracker.observe(event);
    return links.map(({ session, how }) => `${how} ${secondOf(session)}`).join(', ');
  });
}

function secondOf({ startedAt }: TrackedSession): number {
  return (startedAt - Date.UTC(2026, 10, 20, 9)) / 1000;
}

/** How a session stands after these lines, of which the first is its login. */
function sessionAfter(...lines: Line[]): TrackedSession {
  const parser = new LogParser({ timeZone: 'UTC' });
  const tracker = new SessionTracker();
  const found = lines.flatMap((line) => {
    const event = eventOf(parser, line);
    if (event !== null) tracker.observe(event);
    return tracker.takeChanges();
  });
  return found.findLast(({ id }) => id === found[0]!.id)!;
}

const login = (second: number, user: string, pid: number, host = 'web-1'): Line => [
  second,
  `${host} sshd[${pid}]`,
  `Accepted password for ${user} from ${FROM} port ${50_000 + pid} ssh2`,
];
const started = (second: number, user: string, pid: number, tty: string): Line => [
  second,
  `web-1 sshd[${pid + 1}]`,
  `Starting session: shell on ${tty} for ${user} from ${FROM} port ${50_000 + pid} id 0`,
];
const left = (second: number, user: string, pid: number): Line => [
  second,
  `web-1 sshd[${pid + 1}]`,
  `Disconnected from user ${user} ${FROM} port ${50_000 + pid}`,
];
const sudo = (second: number, user: string, tty: string, command = '/usr/bin/id', host = 'web-1'): Line => [
  second,
  `${host} sudo`,
  `${user} : TTY=${tty} ; PWD=/ ; USER=root ; COMMAND=${command}`,
];

const created = (second: number): Line => [
  second,
  'web-1 useradd[77]',
  'new user: name=backup2, UID=0, GID=0, home=/root, shell=/bin/sh',
];
const file = (second: number, pid: number): Line => [
  second,
  `web-1 internal-sftp[${pid}]`,
  'open "/root/.ssh/authorized_keys" flags WRITE,CREATE mode 0600',
];
const at = (second: number): number => Date.UTC(2026, 10, 20, 9) + second * 1000;

describe('the session that an event belongs to', () => {
  it('is the one whose terminal it names, whoever else is logged in by that name', () => {
    expect(
      linksOf(
        login(0, 'alice', 10),
        started(1, 'alice', 10, 'pts/0'),
        login(2, 'alice', 20),
        started(3, 'alice', 20, 'pts/1'),
        sudo(4, 'alice', 'pts/0'),
        sudo(5, 'alice', 'pts/1'),
        sudo(6, 'alice', 'pts/2'),
        left(7, 'alice', 10),
        sudo(8, 'alice', 'pts/0'),
      ),
    ).toEqual(['login 0', 'connection 0', 'login 2', 'connection 2', 'tty 0', 'tty 2', '', '', '']);
  });

  it('is the only one of its user on its host where no terminal tells, and each of several', () => {
    expect(
      linksOf(
        sudo(0, 'alice', 'pts/0'),
        login(1, 'alice', 10),
        sudo(2, 'alice', 'pts/0'),
        sudo(3, 'bob', 'pts/0'),
        sudo(4, 'alice', 'pts/0', '/usr/bin/id', 'web-2'),
        login(5, 'alice', 20),
        sudo(6, 'alice', 'pts/0'),
        left(7, 'alice', 10),
        sudo(8, 'alice', 'pts/0'),
      ),
    ).toEqual(['', 'login 1', 'only_session 1', '', '', 'login 5', 'ambiguous 1, ambiguous 5', '', 'only_session 5']);
  });

  it('goes on as somebody else behind a shell, and not behind one command', () => {
    const root: Line = [3, 'web-1 su[99]', '(to postgres) root on none'];
    expect(linksOf(login(0, 'alice', 10), sudo(1, 'alice', 'pts/0', '/usr/bin/id'), root)[2]).toBe('');
    for (const shell of ['/bin/bash', '/usr/bin/su -', '/usr/bin/tmux new']) {
      expect(linksOf(login(0, 'alice', 10), sudo(1, 'alice', 'pts/0', shell), root)[2]).toBe('only_session 0');
    }
    expect(linksOf(login(0, 'alice', 10), sudo(1, 'alice', 'pts/0', '/bin/sh -c id'), root)[2]).toBe('');
  });

  it('is that of the command of the same second which runs the tool', () => {
    const add = '/usr/sbin/useradd -o -u 0 backup2';
    const two = [login(0, 'alice', 10), login(1, 'bob', 20)];
    expect(linksOf(...two, sudo(5, 'bob', 'pts/0', add), created(6))[3]).toBe('same_second 1');
    expect(linksOf(...two, sudo(5, 'bob', 'pts/0', '/bin/sh -c "useradd x"'), created(5))[3]).toBe('same_second 1');
    expect(linksOf(...two, sudo(5, 'bob', 'pts/0', add), created(9))[3]).toBe('command 1');
    expect(linksOf(...two, sudo(5, 'bob', 'pts/0', '/usr/sbin/adduser x'), created(305))[3]).toBe('command 1');
    expect(linksOf(...two, sudo(5, 'bob', 'pts/0', add), created(306))[3]).toBe('');
    expect(linksOf(...two, sudo(5, 'bob', 'pts/0', '/usr/bin/id useradd2'), created(5))[3]).toBe('');
  });

  it('is never that of another user by a terminal that was given on without a word', () => {
    const lines = [login(0, 'alice', 10), started(1, 'alice', 10, 'pts/0'), login(2, 'bob', 20)];
    expect(linksOf(...lines, sudo(3, 'bob', 'pts/0'))[3]).toBe('only_session 2');
    expect(linksOf(...lines.slice(0, 2), sudo(3, 'bob', 'pts/0'))[2]).toBe('');
  });

  it('is that of the shell which sudo opened, on a terminal of its own', () => {
    const root: Line = [5, 'web-1 su[99]', '(to postgres) root on pts/7'];
    const lines = [login(0, 'alice', 10), started(1, 'alice', 10, 'pts/0'), sudo(2, 'alice', 'pts/0', '/bin/bash')];
    expect(linksOf(...lines, root)[3]).toBe('only_session 0');
  });

  it('may be several where others could have called a tool of root, and is none where nobody could', () => {
    const other = login(0, 'root', 5);
    expect(linksOf(login(0, 'alice', 10), sudo(2, 'alice', 'pts/0', '/root/install.sh'), created(5))[2]).toBe('');
    expect(linksOf(other, login(0, 'alice', 10), sudo(2, 'alice', 'pts/0', '/root/install.sh'), created(5))[3]).toBe(
      'ambiguous 0, ambiguous 0',
    );
    const own: Line = [9, 'web-1 passwd[8]', 'pam_unix(passwd:chauthtok): password changed for alice'];
    expect(linksOf(login(0, 'alice', 10), own)[1]).toBe('only_session 0');
    const jobs: Line = [40, 'web-1 crontab[7]', '(root) REPLACE (root)'];
    expect(linksOf(login(0, 'alice', 10), sudo(2, 'alice', 'pts/0', '/usr/bin/crontab -e'), jobs)[2]).toBe('command 0');
  });

  it('is that of user and address for sftp, and its files are those of its process', () => {
    const opened: Line = [1, 'web-1 internal-sftp[50]', `session opened for local user alice from [${FROM}]`];
    expect(linksOf(login(0, 'alice', 10), opened, file(2, 50), file(3, 51), left(4, 'alice', 10), file(5, 50))).toEqual(
      ['login 0', 'only_session 0', 'only_session 0', '', '', ''],
    );
  });
});

describe('a session', () => {
  it.each<[string, Line[], string | null, number | null]>([
    ['is open while nothing ends it', [sudo(5, 'alice', 'pts/0')], null, null],
    ['ends with its connection', [left(60, 'alice', 10)], 'disconnected', 60],
    [
      'ends where PAM closes it',
      [[60, 'web-1 sshd[10]', 'pam_unix(sshd:session): session closed for user alice']],
      'closed',
      60,
    ],
    [
      'does not end with that of another process',
      [[60, 'web-1 sshd[11]', 'pam_unix(sshd:session): session closed for user alice']],
      null,
      null,
    ],
    ['ends where the host goes down', [[60, 'web-1 systemd-logind[1]', 'System is powering down.']], 'shutdown', 60],
    [
      'does not end where another host goes down',
      [[60, 'web-2 systemd-logind[1]', 'System is rebooting.']],
      null,
      null,
    ],
    ['was lost where its port comes again', [sudo(9, 'alice', 'pts/0'), login(60, 'alice', 10)], 'lost', 9],
  ])('%s', (_what, lines, reason, second) => {
    const { endReason, endedAt } = sessionAfter(login(0, 'alice', 10), ...lines);
    expect([endReason, endedAt]).toEqual([reason, second === null ? null : Date.UTC(2026, 10, 20, 9) + second * 1000]);
  });

  it('at a terminal ends where PAM closes it', () => {
    const { endReason } = sessionAfter(
      [0, 'web-1 login[50]', 'LOGIN ON tty1 BY alice'],
      [9, 'web-1 login[50]', 'pam_unix(login:session): session closed for user alice'],
    );
    expect(endReason).toBe('closed');
  });

  it('that is over is no longer found by the process that served it', () => {
    const lines = [login(0, 'alice', 10), started(1, 'alice', 10, 'pts/0'), left(2, 'alice', 10)];
    const carol = [login(3, 'carol', 30), started(4, 'carol', 30, 'pts/0'), login(5, 'bob', 11)];
    expect(linksOf(...lines, ...carol, sudo(6, 'carol', 'pts/0')).at(-1)).toBe('tty 3');
    expect(sessionAfter(...lines, ...carol).endReason).toBe('disconnected');
  });

  it('knows what was done by a person, whichever of their sessions it was', () => {
    const { facts } = sessionAfter(
      login(0, 'alice', 10),
      login(1, 'alice', 20),
      sudo(5, 'alice', 'pts/0', '/bin/bash'),
    );
    expect(facts).toMatchObject({ commands: 0, milestones: { root: at(5) } });
    const asked = sessionAfter(login(0, 'alice', 10), sudo(5, 'alice', 'pts/0', 'list'));
    expect(asked.facts.milestones).toEqual({});
  });

  it('of the latest login has what one person did who has more of them open than can be told apart', () => {
    const parser = new LogParser({ timeZone: 'UTC' });
    const tracker = new SessionTracker();
    const linked = (line: Line) => tracker.observe(eventOf(parser, line)!).map(({ session }) => session.startedAt);
    for (let index = 0; index < 10; index++) linked(login(index, 'alice', 100 + index));
    expect(linked(sudo(20, 'alice', 'pts/0', '/bin/true'))).toHaveLength(10);
    // A login that is older than the others, and written down behind them.
    linked(login(-5, 'alice', 200));
    expect(linked(sudo(30, 'alice', 'pts/0', '/bin/true'))).toEqual([at(9)]);
    const resumed = new SessionTracker(JSON.parse(JSON.stringify(tracker.state())));
    const event = eventOf(parser, sudo(40, 'alice', 'pts/0', '/bin/true'))!;
    expect(resumed.observe(event)).toMatchObject([{ session: { startedAt: at(9) }, how: 'ambiguous' }]);
  });

  it('has an id that follows from its login, and is a UUID of version 5', () => {
    const { id } = sessionAfter(login(0, 'josé', 10));
    const name = JSON.stringify(['web-1', 'josé', FROM, 50010, 10, null, at(0)]);
    expect(id).toBe(uuidV5(name, '0d6f3a52-7f0e-5b0c-9a57-3b1c7f5f2a10'));
  });

  it('knows the processes that serve it after a restart', () => {
    const parser = new LogParser({ timeZone: 'UTC' });
    let tracker = new SessionTracker();
    for (const line of [login(0, 'alice', 10), started(1, 'alice', 10, 'pts/0')])
      tracker.observe(eventOf(parser, line)!);
    tracker = new SessionTracker(JSON.parse(JSON.stringify(tracker.state())));
    tracker.observe(eventOf(parser, [9, 'web-1 sshd[11]', 'Transferred: sent 3128, received 2952 bytes'])!);
    expect(tracker.takeChanges()).toMatchObject([{ facts: { bytesSent: 3128 } }]);
  });

  it('counts what is done in it, and when what matters was done first', () => {
    const { facts, events } = sessionAfter(
      login(0, 'alice', 10),
      sudo(12, 'alice', 'pts/0', '/bin/bash'),
      sudo(20, 'alice', 'pts/0', '/usr/bin/tail /var/log/auth.log'),
      [30, 'web-1 sudo', 'alice : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh'],
      [40, 'web-1 useradd[9]', 'new user: name=b, UID=0, GID=0, home=/root, shell=/bin/sh'],
      sudo(50, 'alice', 'pts/0', '/usr/bin/tee -a /root/.ssh/authorized_keys'),
      sudo(60, 'alice', 'pts/0', '/usr/bin/truncate -s 0 /var/log/auth.log'),
      [70, 'web-1 sshd[10]', 'Transferred: sent 3128, received 2952 bytes'],
    );
    expect({ facts, events }).toMatchObject({
      events: 7,
      facts: {
        commands: 4,
        refusals: 1,
        accounts: 1,
        became: ['root'],
        bytesSent: 3128,
        bytesReceived: 2952,
        milestones: { root: at(12), account: at(40), key: at(50), logs: at(60) },
      },
    });
  });
});

/** Lines in which few names, terminals, ports and processes meet. */
const anyLine: fc.Arbitrary<Line> = fc
  .record({
    step: fc.integer({ min: 0, max: 3 }),
    what: fc.constantFrom('login', 'login', 'tty', 'left', 'sudo', 'sudo', 'sudo', 'shell', 'su', 'account', 'down'),
    user: fc.constantFrom('alice', 'bob'),
    host: fc.constantFrom('web-1', 'web-1', 'web-2'),
    pid: fc.constantFrom(10, 20, 30),
    tty: fc.constantFrom('pts/0', 'pts/1', 'unknown'),
  })
  .map(({ step, what, user, host, pid, tty }): Line => {
    const from = `${FROM} port ${50_000 + pid}`;
    switch (what) {
      case 'login':
        return login(step, user, pid, host);
      case 'tty':
        return [step, `${host} sshd[${pid + 1}]`, `Starting session: shell on ${tty} for ${user} from ${from} id 0`];
      case 'left':
        return [step, `${host} sshd[${pid + 1}]`, `Disconnected from user ${user} ${from}`];
      case 'su':
        return [step, `${host} su[5]`, `(to root) ${user} on ${tty === 'unknown' ? 'none' : tty}`];
      case 'account':
        return [step, `${host} useradd[6]`, 'new user: name=x, UID=7, GID=7, home=/x, shell=/bin/sh'];
      case 'down':
        return step === 0
          ? [step, `${host} systemd-logind[1]`, 'System is rebooting.']
          : sudo(step, user, tty, 'useradd x', host);
      default:
        return sudo(step, user, tty, what === 'shell' ? '/bin/bash' : '/usr/bin/id', host);
    }
  });

interface PlainSession {
  readonly user: string;
  readonly host: string;
  readonly port: string;
  readonly name: string;
  ttys: string[];
  as: string[];
}

/** What the sessions of the lines are, told a second time in the plainest way: all are looked at for every line. */
function plainLinks(lines: readonly Line[]): string[] {
  let open: PlainSession[] = [];
  let ran: { second: number; host: string; command: string; of: PlainSession[] }[] = [];
  const answer = (of: PlainSession[], how: string): string =>
    of
      .map(({ name }) => `${of.length === 1 ? how : 'ambiguous'} ${name}`)
      .sort()
      .join(', ');
  return lines.map(([second, tag, message]) => {
    const host = tag.split(' ')[0]!;
    const port = /from .* port (\d+)|port (\d+)$| port (\d+) /.exec(message)?.slice(1).find(Boolean) ?? '';
    const here = open.filter((each) => each.host === host);
    const accepted = /^Accepted password for (\w+)/.exec(message);
    if (accepted !== null) {
      const name = `${second} ${accepted[1]} ${port} ${host}`;
      const known = open.find((each) => each.name === name);
      if (known !== undefined) return answer([known], 'login');
      open = open.filter((each) => each.host !== host || each.port !== port);
      const session = { user: accepted[1]!, host, port, name, ttys: [], as: [] };
      open.push(session);
      return answer([session], 'login');
    }
    const tty = /(?:TTY=| on )(pts\/\d)/.exec(message)?.[1] ?? null;
    if (message.startsWith('Starting')) {
      const of = here.filter((each) => each.port === port);
      if (of.length > 0 && tty !== null) {
        for (const each of here) if (each !== of[0]) each.ttys = each.ttys.filter((other) => other !== tty);
        if (!of[0]!.ttys.includes(tty)) of[0]!.ttys.push(tty);
      }
      return answer(of, 'connection');
    }
    if (message.startsWith('Disconnected')) {
      open = open.filter((each) => each.host !== host || each.port !== port);
      return '';
    }
    if (message.startsWith('System is')) {
      open = open.filter((each) => each.host !== host);
      return '';
    }
    const acting = (user: string, on: string | null): [PlainSession[], string] => {
      const able = here.filter((each) => each.user === user || each.as.includes(user));
      const owner = able.filter((each) => on !== null && each.ttys.includes(on));
      if (owner.length > 0) return [owner, 'tty'];
      return [able.filter((each) => on === null || each.ttys.length === 0 || each.user !== user), 'only_session'];
    };
    if (message.startsWith('new user')) {
      const ranIn = (seconds: number, word: string): PlainSession[] => {
        const recent = ran.filter(
          (each) => each.host === host && second - each.second <= seconds && each.command.includes(word),
        );
        return [...new Set(recent.flatMap((each) => each.of))].filter((each) => open.includes(each));
      };
      if (ranIn(1, 'useradd').length > 0) return answer(ranIn(1, 'useradd'), 'same_second');
      if (ranIn(300, 'useradd').length > 0) return answer(ranIn(300, 'useradd'), 'command');
      const [able, how] = acting('root', null);
      return able.length === 0 ? '' : answer([...new Set([...able, ...ranIn(300, '')])], how);
    }
    const user = /^(\w+) :|\) (\w+) on/.exec(message)!.slice(1).find(Boolean)!;
    const [of, how] = acting(user, tty);
    const command = /COMMAND=(.*)/.exec(message)?.[1] ?? null;
    if (command !== null && of.length > 0) ran = [...ran, { second, host, command, of }];
    if (command === null || command === '/bin/bash')
      for (const each of of) if (!each.as.includes('root')) each.as.push('root');
    return answer(of, how);
  });
}

it('links random lines as the plain reference does, wherever it is stopped and resumed', () => {
  let links = 0;
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 5, maxLength: 40 }), fc.infiniteStream(fc.boolean()), (steps, stops) => {
      let second = 0;
      const lines = steps.map(([step, tag, message]): Line => [(second += step), tag, message]);
      const parser = new LogParser({ timeZone: 'UTC' });
      let tracker = new SessionTracker();
      const found = lines.map((line) => {
        const event = eventOf(parser, line);
        const answer = (event === null ? [] : tracker.observe(event))
          .map(({ session, how }) => {
            const { username, port, host } = session;
            return `${how} ${secondOf(session)} ${username} ${port} ${host}`;
          })
          .sort()
          .join(', ');
        if (stops.next().value) tracker = new SessionTracker(JSON.parse(JSON.stringify(tracker.state())));
        return answer;
      });
      links += found.filter((each) => each !== '').length;
      expect(found).toEqual(plainLinks(lines));
    }),
    { numRuns: Number(process.env['SOAK_SESSIONS'] ?? 300) },
  );
  expect(links).toBeGreaterThan(1_000);
});
