import { Worker } from 'node:worker_threads';
import type { RuleFile } from '../rules/rule-file.js';
import type { ScanListener, ScanReport } from './scan-report.js';
import type { Scanner } from './scanner.js';
import type { ScanReply, ScanRequest, ScanWorkerData } from './worker-messages.js';

/** Scans in a thread of its own; a thread that dies is replaced at the next scan. */
export class WorkerScanner implements Scanner {
  private worker: Worker | null = null;
  private stopping = false;

  constructor(private data: ScanWorkerData) {}

  scan(listener: ScanListener): Promise<ScanReport> {
    const worker = this.running();
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        worker.off('message', receive).off('error', fail).off('exit', exited);
        settle();
      };
      const fail = (error: unknown): void => {
        this.worker = null;
        finish(() => reject(error));
      };
      const exited = (): void => fail(new Error('The scanning thread ended unexpectedly.'));
      const receive = (message: ScanReply): void => {
        if (message.kind === 'alerts') listener.alertsChanged(message.changes);
        if (message.kind === 'progress') listener.progressed(message.progress);
        if (message.kind === 'done') finish(() => resolve(message.report));
        if (message.kind === 'failed') finish(() => reject(new Error(message.message)));
      };
      worker.on('message', receive).on('error', fail).on('exit', exited);
      this.send(worker, { kind: 'scan' });
    });
  }

  useRules(ruleFiles: readonly RuleFile[]): void {
    this.data = { ...this.data, options: { ...this.data.options, ruleFiles } };
    if (this.worker !== null) this.send(this.worker, { kind: 'rules', ruleFiles });
  }

  stop(): void {
    this.stopping = true;
    if (this.worker !== null) this.send(this.worker, { kind: 'stop' });
  }

  async close(): Promise<void> {
    const worker = this.worker;
    if (worker === null) return;
    this.worker = null;
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
    });
    this.send(worker, { kind: 'close' });
    await ended;
  }

  private running(): Worker {
    if (this.worker === null) {
      this.worker = new Worker(new URL('./scan-worker.js', import.meta.url), { workerData: this.data });
      if (this.stopping) this.send(this.worker, { kind: 'stop' });
    }
    return this.worker;
  }

  private send(worker: Worker, request: ScanRequest): void {
    worker.postMessage(request);
  }
}
