import fc from 'fast-check';
import { play, steps } from './ingestion-sequence.js';
import { ENGINE } from '../support/test-database.js';

/** How many sequences are tried; `npm run soak -- ingestion` tries 2 000. */
const SEQUENCES = Number(process.env['SOAK_SEQUENCES'] ?? (ENGINE === 'sqlite' ? 8 : 4));
/** Least number of steps; 1 lets a failing sequence shrink to its core. */
const STEPS = Number(process.env['SOAK_STEPS'] ?? 50);
/** A failing run names its seed and path; give them here to play it again. */
const SEED = process.env['SOAK_SEED'];
const PATH = process.env['SOAK_PATH'];

describe('ingestion', () => {
  it('stores what a plain read of all completed lines gives, whatever happens to the log and to the process', async () => {
    const property = fc.asyncProperty(steps(STEPS), async (sequence) => {
      const { stored, expected } = await play(sequence);
      expect(stored).toEqual(expected);
    });
    await fc.assert(property, {
      numRuns: SEQUENCES,
      ...(SEED === undefined ? {} : { seed: Number(SEED) }),
      ...(PATH === undefined ? {} : { path: PATH }),
    });
  }, 3_600_000);
});
