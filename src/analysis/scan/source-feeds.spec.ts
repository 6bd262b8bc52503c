import type { ReadStep } from '../../logs/ingestion/line-source.js';
import { SourceFeeds } from './source-feeds.js';
import type { FeedSource } from './source-feeds.js';

const MB = 1 << 20;
const NOW = Date.UTC(2026, 10, 20, 9);

type Step = number | { readonly passed: number } | Error;

/** A source that gives a line at each second, parts without lines, and errors. */
class StandIn implements FeedSource {
  readonly parser = { lastTime: Number.NEGATIVE_INFINITY };
  readonly reader = { read: () => this.read() };

  constructor(
    readonly name: string,
    private readonly steps: readonly Step[],
    private readonly bytes = 100,
  ) {}

  take({ lines: [second] }: { readonly lines: readonly string[] }): string {
    this.parser.lastTime = NOW + Number(second) * 1000;
    return `${this.name}${second}`;
  }

  private async *read(): AsyncGenerator<ReadStep> {
    for (const step of this.steps) {
      if (step instanceof Error) throw step;
      if (typeof step === 'object') yield step;
      else {
        const checkpoint = { kind: 'journal', cursor: '' } as const;
        yield { lines: [String(step)], bytes: this.bytes, referenceTime: NOW + 3_600_000, checkpoint, size: null };
      }
    }
  }
}

async function takeAll(sources: readonly StandIn[], passBytes = MB) {
  const feeds = new SourceFeeds<StandIn>({ batchBytes: MB, sourceCount: sources.length, passBytes });
  for (const source of sources) await feeds.add(source, NOW);
  const taken: string[] = [];
  while (feeds.hasMore) {
    const next = await feeds.next();
    if (next === null) continue;
    taken.push(next.source.take(next.taken));
    await feeds.advance();
  }
  await feeds.close();
  return { taken: taken.join(' '), feeds };
}

describe('SourceFeeds', () => {
  it('takes the source first that is furthest behind', async () => {
    const { taken } = await takeAll([new StandIn('a', [1, 5, 6]), new StandIn('b', [2, 3, 4, 9])]);
    expect(taken).toBe('a1 b2 a5 b3 b4 b9 a6');
  });

  it('goes on with the others where one fails, and says why', async () => {
    const bad = new StandIn('a', [1, new Error('broken')]);
    const worse = new StandIn('b', [new Error('no')]);
    const { taken, feeds } = await takeAll([bad, worse, new StandIn('c', [2, 3])]);
    expect(taken).toBe('a1 c2 c3');
    expect([...feeds.failed].map(([{ name }, { message }]) => [name, message])).toEqual([
      ['b', 'no'],
      ['a', 'broken'],
    ]);
  });

  it('waits for no source in a part without lines, and cuts it short', async () => {
    const hole = Array.from({ length: 10 }, () => ({ passed: MB }));
    const { taken, feeds } = await takeAll([new StandIn('a', [1, ...hole, 2]), new StandIn('b', [3, 4])], 5 * MB);
    expect([taken, feeds.isCutShort, feeds.passedBytes]).toEqual(['a1 b3 b4', true, 5 * MB]);
    const all = await takeAll([new StandIn('a', [1, ...hole, 2]), new StandIn('b', [3])], Infinity);
    expect([all.taken, all.feeds.isCutShort]).toEqual(['a1 b3 a2', false]);
  });

  it('waits for no source whose lines get no further in time', async () => {
    const same = new StandIn('a', Array<number>(40).fill(1), MB);
    const { taken, feeds } = await takeAll([same, new StandIn('b', [5, 6])], 4 * MB);
    expect(taken.split(' ').filter((each) => each.startsWith('b'))).toEqual(['b5', 'b6']);
    expect([feeds.isCutShort, taken.split(' ').length < 30]).toEqual([true, true]);
  });

  it('does not take a line that is dated days ahead for where its source stands', async () => {
    const ahead = new StandIn('a', [1, 3 * 86_400, 2, 3]);
    const { taken } = await takeAll([ahead, new StandIn('b', [4, 5, 6])]);
    expect(taken).toBe('a1 b4 a259200 a2 a3 b5 b6');
  });

  it('asks for smaller batches while what the last one led to takes much', async () => {
    const asked: number[] = [];
    async function* read(_now: number, batchBytes: () => number): AsyncGenerator<ReadStep> {
      for (let step = 0; step < 8; step++) {
        asked.push(batchBytes() / 1024);
        const checkpoint = { kind: 'journal', cursor: '' } as const;
        yield { lines: ['line'], bytes: 100, referenceTime: NOW, checkpoint, size: null };
      }
    }
    let taken = 0;
    const isFull = (): boolean => taken === 4;
    const options = { batchBytes: MB / 8, sourceCount: 1, passBytes: MB, isFull };
    const feeds = new SourceFeeds<FeedSource>(options);
    await feeds.add({ reader: { read }, parser: { lastTime: NOW } }, NOW);
    while (feeds.hasMore) {
      if ((await feeds.next()) === null) continue;
      taken++;
      await feeds.advance();
    }
    expect(asked).toEqual([128, 128, 128, 128, 32, 64, 128, 128]);
  });
});
