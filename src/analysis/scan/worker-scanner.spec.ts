import { WorkerScanner } from './worker-scanner.js';
import type { ScanWorkerData } from './scan-messages.js';

/** A thread that does what it is told by its data, in place of scanning. */
const THREAD = `
  import { parentPort, workerData } from 'node:worker_threads';
  const done = () => parentPort.postMessage({ kind: 'done', report: { linesRead: 1 } });
  parentPort.on('message', ({ kind }) => {
    if (kind === 'close') parentPort.close();
    if (kind === 'rules' && workerData.ends === 'between scans') process.exit(3);
    if (kind === 'rules' && workerData.ends === 'by an error between scans') throw new Error('later');
    if (kind !== 'scan') return;
    switch (workerData.ends) {
      case 'in a scan': process.exit(4); break;
      case 'by an error': throw new Error('out of luck');
      default: done();
    }
  });
`;
const SCRIPT = new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`);
const LISTENER = { alertsChanged: () => undefined, progressed: () => undefined };

/** A scanner whose thread ends in some way, and what was told of it. */
function scannerThat(ends: string): { scanner: WorkerScanner; lost: Promise<string>; heard: string[] } {
  const heard: string[] = [];
  let tell: (message: string) => void;
  const lost = new Promise<string>((resolve) => (tell = resolve));
  const scanner = new WorkerScanner(
    { ends } as unknown as ScanWorkerData,
    ({ message }) => {
      heard.push(message);
      tell(message);
    },
    SCRIPT,
  );
  return { scanner, lost, heard };
}

describe('WorkerScanner', () => {
  it.each([
    ['between scans', 'The scanning thread has ended with code 3.'],
    ['by an error between scans', 'later'],
  ])('replaces a thread that ends %s, and says so', async (ends, reason) => {
    const { scanner, lost, heard } = scannerThat(ends);
    await expect(scanner.scan(LISTENER)).resolves.toMatchObject({ linesRead: 1 });
    scanner.useRules([]);
    expect(await lost).toBe(reason);
    await expect(scanner.scan(LISTENER)).resolves.toMatchObject({ linesRead: 1 });
    await scanner.close();
    expect(new Set(heard)).toEqual(new Set([reason]));
  });

  it.each([
    ['in a scan', 'The scanning thread has ended with code 4.'],
    ['by an error', 'out of luck'],
  ])('fails a scan whose thread ends %s, and tries with another', async (ends, reason) => {
    const { scanner, lost } = scannerThat(ends);
    await expect(scanner.scan(LISTENER)).rejects.toThrow(reason);
    expect(await lost).toBe(reason);
    await expect(scanner.scan(LISTENER)).rejects.toThrow(reason);
  });

  it('says nothing of a thread that ends because it was asked to', async () => {
    const { scanner, heard } = scannerThat('never');
    await scanner.scan(LISTENER);
    await scanner.close();
    expect(heard).toEqual([]);
  });
});
