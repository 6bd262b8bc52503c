import { ThreadBodyReader } from './body-reader.js';
import type { SentBody } from './pushed-lines.js';

/** A thread that does what bodies say, in place of reading them. */
const THREAD = `
  import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ kind }) => {
    switch (kind) {
      case 'dies': process.exit(3);
      case 'throws': throw new Error('out of luck');
      case 'hangs': for (;;);
      case 'fills memory': for (const kept = []; ;) kept.push(new Array(1e5).fill(0).map(() => ({})));
      default: parentPort.postMessage({ kind: 'lines', lines: { count: 1 } });
    }
  });
`;
const SCRIPT = new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`);

const body = (kind: string): SentBody => ({ kind }) as unknown as SentBody;

/** Only what never ends is not waited for. */
const deadlineMs = ({ kind }: SentBody): number => ((kind as string) === 'hangs' ? 1 : 3_600_000);

describe('ThreadBodyReader', () => {
  it.each(['dies', 'throws', 'hangs', 'fills memory'])(
    'refuses a body of which the thread %s, and reads the others',
    async (ends) => {
      const reader = new ThreadBodyReader(SCRIPT, deadlineMs);
      const outcomes = await Promise.all([ends, 'good', ends, 'good'].map((kind) => reader.read(body(kind))));
      expect(outcomes.map(({ kind }) => kind)).toEqual(['unreadable', 'lines', 'unreadable', 'lines']);
      await reader.close();
    },
  );
});
