import { LogParser } from './log-parser.js';
import type { LogParserState } from './log-parser.js';
import type { LogEvent } from './parsed-line.js';

const A = '192.0.2.10';

function eventsOf(lines: readonly string[], state?: LogParserState): { events: LogEvent[]; state: LogParserState } {
  const parser = new LogParser({ timeZone: 'UTC' }, state);
  parser.setReferenceTime(Date.UTC(2026, 5, 20));
  const events = lines.map((line) => parser.parse(line)).filter((parsed) => parsed.kind === 'event');
  return { events, state: parser.state() };
}

const line = (pid: number, message: string, time = '10:20:30'): string =>
  `Jun  8 ${time} web1 sshd[${pid}]: ${message}`;
const probes = (...lines: string[]): number =>
  eventsOf(lines).events.filter(({ logType, stored }) => logType === 'ssh_probe' && stored).length;

/** What becomes of lines of one process, those that waited where they were decided. */
function settled(messages: readonly string[], restarts = false): unknown[] {
  let parser = new LogParser({ timeZone: 'UTC' });
  const events: LogEvent[] = [];
  for (const message of messages) {
    parser.setReferenceTime(Date.UTC(2026, 5, 20));
    const parsed = parser.parse(line(7, message));
    events.push(...parser.takeSettled().map(({ event }) => event));
    if (parsed.kind === 'event' && parsed.pendingRound === null) events.push(parsed);
    const state = JSON.parse(JSON.stringify(parser.state())) as LogParserState;
    if (restarts) parser = new LogParser({ timeZone: 'UTC' }, state);
  }
  parser.settle();
  events.push(...parser.takeSettled().map(({ event }) => event));
  return events.map(({ logType, ipAddress, addressCarried, stored }) => [logType, ipAddress, addressCarried, stored]);
}
describe('the end of a connection of which nothing else is known', () => {
  it.each([
    `Connection closed by ${A} port 40022 [preauth]`,
    `Connection reset by ${A} port 40022 [preauth]`,
    `Disconnected from ${A} port 40022 [preauth]`,
    `Received disconnect from ${A} port 40022:11: Bye Bye [preauth]`,
    `Connection closed by ${A} port 40022`,
    `Connection reset by ${A} port 40022`,
  ])('is a probe: %s', (message) => {
    expect(eventsOf([line(7, message)]).events).toMatchObject([
      { logType: 'ssh_probe', ipAddress: A, port: 40022, attempts: 0, stored: true },
    ]);
  });

  it('is one probe, whichever of its lines come', () => {
    const lines = [
      line(7, `Connection from ${A} port 40022 on 203.0.113.5 port 22`),
      line(7, `Received disconnect from ${A} port 40022:11: Bye Bye [preauth]`),
      line(7, `Disconnected from ${A} port 40022 [preauth]`),
    ];
    expect(probes(...lines)).toBe(1);
  });

  describe('tells the address of what waits for it', () => {
    const END = `Connection closed by ${A} port 40022 [preauth]`;
    const ENDED = ['ssh_connection_ended', A, false, false];
    const KEX = 'error: kex_exchange_identification: Connection closed by remote host';

    it.each([false, true])('an error of the key exchange, a revoked key; with restarts: %s', (restarts) => {
      const of = (message: string): unknown => settled([message, END], restarts)[0];
      expect(of(KEX)).toEqual(['ssh_probe', A, true, true]);
      expect(of('error: kex_protocol_error: type 30 seq 1 [preauth]')).toEqual([
        'ssh_key_exchange_failure',
        A,
        true,
        true,
      ]);
      expect(of('error: Authentication key RSA SHA256:abc revoked by file /x')).toEqual([
        'ssh_revoked_key',
        A,
        true,
        true,
      ]);
    });

    it('and is no second probe then', () => {
      expect(settled([KEX, `Connection closed by ${A} port 40022`])).toEqual([['ssh_probe', A, true, true], ENDED]);
    });

    it('but not where the other line is a probe itself, which counts', () => {
      const banner = `banner exchange: Connection from ${A} port 40022: invalid format`;
      expect(settled([KEX, banner])).toEqual([
        ['ssh_probe', null, false, true],
        ['ssh_bad_protocol', A, false, true],
      ]);
    });

    it('but not that of a connection that begins then, under a pid that has come again', () => {
      const begins = `Connection from ${A} port 40022 on 203.0.113.5 port 22 rdomain ""`;
      expect(settled([KEX, begins])[0]).toEqual(['ssh_probe', null, false, true]);
    });

    it('and lets go of it without, when none comes', () => {
      expect(settled([KEX])).toEqual([['ssh_probe', null, false, true]]);
      const later = line(8, 'Server listening on 0.0.0.0 port 22.', '10:30:31');
      const parser = new LogParser({ timeZone: 'UTC' });
      for (const text of [line(7, KEX), later]) parser.parse(text);
      expect(parser.takeSettled()).toMatchObject([{ result: 'address', event: { ipAddress: null, stored: true } }]);
    });

    it('of its own process only, and of few lines at once', () => {
      const parser = new LogParser({ timeZone: 'UTC' });
      parser.parse(line(7, KEX));
      parser.parse(line(8, `Connection closed by ${A} port 40022`));
      expect(parser.hasSettled).toBe(false);
      for (let more = 0; more < 10; more++) parser.parse(line(7, KEX));
      expect(parser.pendingCount).toBe(4);
      for (let pid = 100; pid < 3_000; pid++) parser.parse(line(pid, KEX));
      expect(parser.pendingCount).toBeLessThanOrEqual(1_024);
    });

    it('which is that of a login, too, though it adds no attempt', () => {
      expect(settled([KEX, `Failed password for root from ${A} port 40022 ssh2`])).toEqual([
        ['ssh_probe', A, true, true],
        ['ssh_failed_login', A, false, true],
      ]);
    });
  });

  it.each([
    ['a failed attempt', `Failed password for root from ${A} port 40022 ssh2`],
    ['an unknown user', `Invalid user oracle from ${A} port 40022`],
    ['a refused key', `Failed publickey for alice from ${A} port 40022 ssh2: ED25519 SHA256:abc`],
    ['a login', `Accepted password for alice from ${A} port 40022 ssh2`],
    [
      'a line that is a probe by itself',
      `Unable to negotiate with ${A} port 40022: no matching cipher found. Their offer: x`,
    ],
  ])('is none behind %s', (_what, message) => {
    expect(probes(line(7, message), line(7, `Connection closed by ${A} port 40022 [preauth]`))).toBe(0);
  });

  it('is none hours after a login, by another process and after a restart', () => {
    const { state } = eventsOf([line(7, `Accepted publickey for alice from ${A} port 40022 ssh2`)]);
    const later = line(9, `Connection closed by ${A} port 40022`, '18:20:30');
    const restored = JSON.parse(JSON.stringify(state)) as LogParserState;
    expect(eventsOf([later], restored).events).toMatchObject([{ logType: 'ssh_connection_ended', stored: false }]);
    expect(eventsOf([later]).events).toMatchObject([{ logType: 'ssh_probe' }]);
  });

  it('remembers a bounded number of logins', () => {
    const logins = Array.from({ length: 600 }, (_, n) =>
      line(100 + n, `Accepted password for a from ${A} port ${1000 + n} ssh2`),
    );
    const { state } = eventsOf(logins);
    expect(state.logins).toHaveLength(512);
    const end = (port: number) =>
      eventsOf([line(9, `Connection closed by ${A} port ${port}`, '18:20:30')], state).events[0];
    expect(end(1599)).toMatchObject({ logType: 'ssh_connection_ended' });
    expect(end(1000)).toMatchObject({ logType: 'ssh_probe' });
  });
});

const kindOf = (text: string): string => new LogParser({ timeZone: 'UTC' }).parse(text).kind;

describe('a line that no prefix explains', () => {
  it.each([
    'Jun-08/10:20:30 web1 | sshd | Failed password for root from 192.0.2.10 port 40022 ssh2',
    '@4000000066 Invalid user oracle from 192.0.2.10',
    '-- dropbear -- Bad password',
  ])('is not understood where it looks like ours: %s', (text) => {
    expect(kindOf(text)).toBe('unrecognised');
  });

  it.each(['hello world', '', 'Jun  8 10:20:30 web1 nginx[7]: GET /sshd', '{"level":"info","msg":"started"}'])(
    'is foreign where it does not: %j',
    (text) => {
      expect(kindOf(text)).toBe('foreign');
    },
  );
});
