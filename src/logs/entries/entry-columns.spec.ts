import fc from 'fast-check';
import type { LogEntry } from './log-entry.entity.js';
import { entryColumns, reader } from './entry-columns.js';

const text = fc.string({ unit: 'grapheme' }).map((each) => each.replaceAll('\n', ' '));
const maybe = fc.option(fc.oneof(text, fc.constantFrom('a', 'b')));

const entry: fc.Arbitrary<LogEntry> = fc.record({
  id: fc.nat(),
  timestamp: fc.integer(),
  timeBasis: fc.constantFrom('exact', 'inherited'),
  logType: fc.constantFrom('ssh_probe', 'ssh_failed_login'),
  host: maybe,
  program: text,
  pid: fc.option(fc.nat()),
  ipAddress: maybe,
  sourceHost: maybe,
  port: fc.option(fc.nat()),
  username: maybe,
  validUser: fc.option(fc.boolean()),
  method: maybe,
  keyType: maybe,
  keyFingerprint: maybe,
  certificateId: maybe,
  service: maybe,
  targetUser: maybe,
  command: maybe,
  tty: maybe,
  workingDirectory: maybe,
  details: fc.option(fc.string()),
  attempts: fc.nat(),
  carriedAttempts: fc.nat(),
  methodAttempts: fc.nat(),
  allowlisted: fc.boolean(),
  lane: fc.constantFrom(0, 1),
  sourceId: fc.constantFrom(1, 2),
  rawLog: text,
});

describe('columns of log entries', () => {
  it('hold what the entries hold, booleans as numbers', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 20 }), (entries) => {
        const { count, columns } = entryColumns(entries);
        expect(count).toBe(entries.length);
        for (const name of Object.keys(entries[0]!) as (keyof LogEntry)[]) {
          const values = entries.map((each) => (typeof each[name] === 'boolean' ? Number(each[name]) : each[name]));
          const read = reader(columns[name]);
          expect(entries.map((_, index) => read(index))).toEqual(values);
        }
      }),
    );
  });
});
