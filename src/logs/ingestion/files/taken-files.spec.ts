import fc from 'fast-check';
import { beginningOf, fingerprintOf, likeness } from './fingerprint.js';
import type { FileCheckpoint } from './log-file.entity.js';
import { StreamContent } from './log-content.js';
import type { PassedBytes } from './log-content.js';
import { TakenFiles } from './taken-files.js';

const contentOf = (bytes: Buffer): StreamContent =>
  new StreamContent(async function* () {
    yield bytes;
  }, false);

async function outcomeOf<Outcome>(steps: AsyncGenerator<PassedBytes, Outcome>): Promise<Outcome> {
  for (;;) {
    const { done, value } = await steps.next();
    if (done === true) return value;
  }
}

/** Some bytes that begin as others do, with a hole in front of or behind a few of them. */
const bytes = fc
  .record({
    hole: fc.constantFrom(0, 0, 5, 3_000),
    letter: fc.constantFrom('a', 'b'),
    same: fc.constantFrom(3, 10, 900, 1_024, 2_000),
    gap: fc.constantFrom(0, 0, 2_000),
    rest: fc.constantFrom('', 'x', 'yy'),
  })
  .map(({ hole, letter, same, gap, rest }) =>
    Buffer.concat([Buffer.alloc(hole), Buffer.alloc(same, letter), Buffer.alloc(gap), Buffer.from(rest)]),
  );

describe('TakenFiles', () => {
  it('finds every file that another may be a copy of', async () => {
    const files = fc.array(bytes, { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(files, bytes, async (contents, other) => {
      const taken = new TakenFiles();
      const known: FileCheckpoint[] = [];
      for (const [number, content] of contents.entries()) {
        const opened = contentOf(content);
        const print = await fingerprintOf(opened, await outcomeOf(beginningOf(opened)), content.length);
        const file = { number, path: '', inode: '', signature: '', unterminated: false, ...print! };
        taken.put('a.log', file);
        known.push(file);
      }
      const opened = contentOf(other);
      const beginning = await outcomeOf(beginningOf(opened));
      const likely = taken.likely('b.log', beginning).map(({ number }) => number);
      for (const file of known.filter(({ offset }) => offset >= 1_024)) {
        if ((await outcomeOf(likeness(opened, beginning, file))) !== 'different') expect(likely).toContain(file.number);
      }
      expect(taken.likely('a.log', beginning)).toEqual([]);
      taken.forget('a.log');
      expect(taken.likely('b.log', beginning)).toEqual([]);
    });
    await fc.assert(property);
  });
});
