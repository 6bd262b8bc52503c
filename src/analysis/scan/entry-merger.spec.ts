import fc from 'fast-check';
import { logEntry } from '../../../test/factories/log-entry.js';
import { EntryMerger } from './entry-merger.js';
import type { ReceivedEntry } from './line-analysis.js';

const NOW = Date.UTC(2026, 10, 20, 9);

const entry = (second: number, rawLog = ''): ReceivedEntry =>
  ({ ...logEntry({ timestamp: NOW + second * 1000, rawLog }), receivedAt: NOW + 3_600_000 }) as ReceivedEntry;

describe('EntryMerger', () => {
  it('orders the entries of sources by their times, each source in its own order, as a plain merge does', () => {
    const sources = fc.array(fc.array(fc.nat(30), { maxLength: 12 }), { minLength: 1, maxLength: 6 });
    const property = fc.property(sources, fc.array(fc.nat(30), { maxLength: 4 }), (times, horizons) => {
      const merger = new EntryMerger();
      const queues = times.map((seconds, source) => seconds.map((second, n) => entry(second, `${source}.${n}`)));
      const keys = queues.map(() => ({}));
      queues.forEach((entries, source) => merger.add(keys[source]!, entries));
      const merged = [...horizons.toSorted((a, b) => a - b).map((second) => NOW + second * 1000), Infinity].flatMap(
        (to) => {
          const released = merger.release(to);
          expect(released.every(({ timestamp }) => timestamp <= to)).toBe(true);
          return released;
        },
      );
      const order: string[] = [];
      const heads = queues.map(() => 0);
      for (;;) {
        let first = -1;
        for (const [source, entries] of queues.entries()) {
          const next = entries[heads[source]!];
          if (next !== undefined && (first < 0 || next.timestamp < queues[first]![heads[first]!]!.timestamp))
            first = source;
        }
        if (first < 0) break;
        order.push(queues[first]![heads[first]!++]!.rawLog);
      }
      expect(merged.map(({ rawLog }) => rawLog)).toEqual(order);
    });
    fc.assert(property);
  });

  it('holds up nothing behind an entry that is dated days ahead', () => {
    const merger = new EntryMerger();
    const ahead = { ...entry(3 * 86_400, 'ahead'), receivedAt: NOW + 60_000 };
    merger.add({}, [entry(1, 'a'), ahead, entry(2, 'b'), entry(20, 'c')]);
    merger.add({}, [entry(3, 'd')]);
    expect(merger.release(NOW + 10_000).map(({ rawLog }) => rawLog)).toEqual(['a', 'ahead', 'b', 'd']);
    expect(merger.release(Infinity).map(({ rawLog }) => rawLog)).toEqual(['c']);
  });
});
