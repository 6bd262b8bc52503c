import { seededRandom } from '../../../bench/seeded-random.js';
import { LogParser } from './log-parser.js';

const CLIENT = '198.51.100.97';
const FORGED = '203.0.113.9';
const HEADER = 'Jun  8 10:20:30 web-1 sshd[4242]: ';

/** What sshd makes of bytes of a name. */
const escaped = (raw: string): string => raw.replaceAll('\\', '\\\\').replaceAll('\u00c3', '\\303');

/** The lines of a connection that comes with a name, as sshd writes them: 100 bytes of it, each line cut at a length. */
function connection(raw: string, port: number, cut = 10_000): string[] {
  const name = escaped(raw.slice(0, 100));
  const twice = escaped(escaped(raw).slice(0, 187));
  return [
    `Invalid user ${name} from ${CLIENT} port ${port}`,
    `Failed password for invalid user ${name} from ${CLIENT} port ${port} ssh2`,
    `Connection closed by invalid user ${twice} ${CLIENT} port ${port} [preauth]`,
  ].map((message) => `${HEADER}${message}`.slice(0, cut));
}

function addresses(lines: readonly string[], parser = new LogParser({ timeZone: 'UTC' })): (string | null)[] {
  return lines.map((line) => {
    const parsed = parser.parse(line);
    return parsed.kind === 'event' ? parsed.ipAddress : null;
  });
}

describe('an address that a line alone does not prove', () => {
  it('is proved by a second line of the connection, whatever length the name gives them', () => {
    for (let bytes = 1; bytes <= 60; bytes++) {
      const [, second] = addresses(connection('\u00c3'.repeat(bytes), 40_022));
      expect({ bytes, second }).toEqual({ bytes, second: CLIENT });
    }
  });

  it('is proved by the end of a connection that came with a key alone', () => {
    const [invalid, , closed] = connection('\u00c3'.repeat(40), 40_022);
    expect(addresses([invalid!, closed!])).toEqual([null, CLIENT]);
  });

  it('waits for the second line across a restart, and is not proved by the same line again', () => {
    const [invalid, failed] = connection('\u00c3'.repeat(40), 40_022);
    const first = new LogParser({ timeZone: 'UTC' });
    expect(addresses([invalid!, invalid!], first)).toEqual([null, null]);
    const state = JSON.parse(JSON.stringify(first.state())) as ReturnType<typeof first.state>;
    expect(addresses([failed!], new LogParser({ timeZone: 'UTC' }, state))).toEqual([CLIENT]);
  });

  it('is never one of the name, wherever all lines are cut', () => {
    const random = seededRandom(7);
    const below = (limit: number): number => Math.floor(random() * limit);
    const tails = [
      ` from ${FORGED} port 22`,
      ` from ${FORGED} port 22 ssh2`,
      ` ${FORGED} port 22 [preauth]`,
      ` from ${FORGED}`,
    ];
    const piece = (): string =>
      ['x', '\u00c3', '\\', ' ', tails[below(tails.length)]!][below(5)]!.repeat(1 + below(12));
    const found = new Set<string | null>();
    for (let round = 0; round < 5_000; round++) {
      const name = `u${Array.from({ length: 1 + below(8) }, piece).join('')}`;
      const cut = [256, 480, 500, 512, 1_024][below(5)]! - below(20);
      for (const address of addresses(connection(name, 40_022, cut))) found.add(address);
    }
    expect([...found].sort()).toEqual([CLIENT, null]);
  });
});
