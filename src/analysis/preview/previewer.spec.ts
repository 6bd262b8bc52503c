import { PreviewStoppedError } from './preview-run.js';
import type { PreviewOrder } from './preview-run.js';
import { ThreadPreviewer } from './previewer.js';

/** A thread that does what it is told by its order, in place of a preview. */
const THREAD = `
  import { parentPort, workerData } from 'node:worker_threads';
  const until = setInterval(() => undefined, 1_000);
  parentPort.once('message', () => {
    if (workerData.order === 'deaf') return;
    parentPort.postMessage({ kind: 'stopped' });
    clearInterval(until);
  });
  if (workerData.order === 'done') {
    parentPort.postMessage({ kind: 'done', outcome: { entries: 3 } });
    clearInterval(until);
    parentPort.unref();
  }
  if (workerData.order === 'failed') parentPort.postMessage({ kind: 'failed', message: 'no such column' });
  if (workerData.order === 'error') throw new Error('out of luck');
  if (workerData.order === 'exit') process.exit(5);
`;
const SCRIPT = new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`);

function run(order: string, signal = new AbortController().signal): Promise<unknown> {
  const previewer = new ThreadPreviewer({ kind: 'sqlite', path: 'none' }, SCRIPT, 50);
  return previewer.run(order as unknown as PreviewOrder, signal);
}

describe('ThreadPreviewer', () => {
  it('answers what its thread has found', async () => {
    expect(await run('done')).toEqual({ entries: 3 });
  });

  it.each([
    ['error', 'out of luck'],
    ['exit', 'The thread has ended with code 5.'],
  ])('says why there is no answer (%s)', async (order, reason) => {
    await expect(run(order)).rejects.toThrow(reason);
  });

  it.each(['waits', 'deaf'])('stops its thread, also one that does not hear (%s)', async (order) => {
    const left = new AbortController();
    const answer = run(order, left.signal);
    left.abort();
    await expect(answer).rejects.toThrow(PreviewStoppedError);
    await expect(run(order, left.signal)).rejects.toThrow(PreviewStoppedError);
  });
});
