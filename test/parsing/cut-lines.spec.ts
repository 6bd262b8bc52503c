import { seededRandom } from '../../bench/seeded-random.js';
import { LogParser } from '../../src/logs/parsing/log-parser.js';
import { CLIENT, fuzzCutLines } from './cut-lines.js';
import { FORGED } from './hostile-lines.js';

/** `npm run soak -- cut` sets the number of lines. */
const LINES = Number(process.env['SOAK_CUT_LINES'] ?? 4_000);
const SEED = Number(process.env['SOAK_SEED'] ?? 11);

function addressOf(...lines: string[]): (string | null)[] {
  const parser = new LogParser({ timeZone: 'UTC' });
  const events = lines.map((line) => parser.parse(line)).filter((parsed) => parsed.kind === 'event');
  return events.map(({ ipAddress }) => ipAddress);
}

const header = 'Jun  8 10:20:30 web-1 sshd[4242]: ';
/** `text`, filled up to a length in front. */
const filled = (text: string, length: number): string => text.padStart(length, 'x');

describe('a line that was cut', () => {
  it(
    'gives no address but the one that sshd wrote',
    () => {
      const random = seededRandom(SEED);
      const result = fuzzCutLines(LINES, (limit) => Math.floor(random() * limit));
      if (LINES > 100_000) console.log('cut', result);
      expect(result.cut).toBeGreaterThan(LINES / 10);
      expect(result.addresses).toBeGreaterThan(LINES / 10);
    },
    LINES + 300_000,
  );

  const end = ` ${FORGED} port 22 [preauth]`;
  it.each([
    ['by busybox', `Connection closed by invalid user ${filled(end, 150)}`],
    ['by sshd itself', `Connection closed by invalid user ${'\\361'.repeat(110)}${end}`],
    ['by a relay of an unknown limit', `Connection closed by invalid user ${filled(end, 130)}`],
    [
      'in the address that the name makes a port of',
      `Connection reset by invalid user ${filled(` ${FORGED} port`, 187)} ${CLIENT.slice(0, 1)}`,
    ],
    [
      'in the address',
      `error: PAM: Authentication failure for illegal user ${'x'.repeat(160)} from ${CLIENT.slice(0, -1)}`,
    ],
  ])('has no address that its client may have written: %s', (_what, message) => {
    expect(addressOf(header + message)).toEqual([null]);
  });

  it('has the address of its connection', () => {
    const opened = `${header}Connection from ${CLIENT} port 40022 on 192.0.2.1 port 22`;
    expect(addressOf(opened, `${header}Connection closed by invalid user ${filled(end, 150)}`)).toEqual([
      CLIENT,
      CLIENT,
    ]);
  });

  it.each([
    ['an ordinary name', `Failed password for invalid user oracle from ${CLIENT} port 40022 ssh2`],
    ['the longest name', `Failed password for invalid user ${'x'.repeat(100)} from ${CLIENT} port 40022 ssh2`],
    [
      'a long name, in front of a reason',
      `Disconnecting invalid user ${'x'.repeat(40)} ${CLIENT} port 4: Too many authentication failures [preauth]`,
    ],
    [
      'a login with a certificate',
      `Accepted publickey for alice from ${CLIENT} port 40022 ssh2: ED25519-CERT SHA256:${'k'.repeat(43)} ID alice@example.com (serial 7) CA ED25519 SHA256:${'k'.repeat(43)}`,
    ],
  ])('is not taken for one: %s', (_what, message) => {
    expect(addressOf(header + message)).toEqual([CLIENT]);
  });
});
