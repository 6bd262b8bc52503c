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

  it('tells the address of an error of the key exchange', () => {
    const lines = [
      line(7, 'error: kex_protocol_error: type 30 seq 1 [preauth]'),
      line(7, `Connection closed by ${A} [preauth]`),
    ];
    expect(eventsOf(lines).events.map(({ logType, ipAddress }) => [logType, ipAddress])).toEqual([
      ['ssh_key_exchange_failure', null],
      ['ssh_probe', A],
    ]);
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
