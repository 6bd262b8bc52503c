import { Worker } from 'node:worker_threads';
import type { RuleFile } from '../rules/rule-files.js';
import type { ScanListener, ScanReport } from './scan-report.js';
import type { Scanner } from './scanner.js';
import type { ScanReply, ScanRequest, ScanWorkerData } from './scan-messages.js';

/** The thread that scans. */
const SCRIPT = new URL('./scan-worker.js', import.meta.url);

/** A scan that the thread was asked for. */
interface AskedScan {
  readonly listener: ScanListener;
  readonly resolve: (report: ScanReport) => void;
  readonly reject: (error: Error) => void;
}

/** Scans in a thread of its own. One that dies, whether it scans or waits, is replaced at the next scan, and told of. */
export class WorkerScanner implements Scanner {
  private worker: Worker | null = null;
  private asked: AskedScan | null = null;
  private stopping = false;

  /** @param lost is told why the thread has ended */
  constructor(
    private data: ScanWorkerData,
    private readonly lost: (error: Error) => void,
    private readonly script = SCRIPT,
  ) {}

  scan(listener: ScanListener): Promise<ScanReport> {
    const worker = this.running();
    return new Promise((resolve, reject) => {
      this.asked = { listener, resolve, reject };
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
      worker.on('message', ({ kind }: ScanReply) => kind === 'closed' && resolve());
    });
    this.send(worker, { kind: 'close' });
    await ended;
    // What the thread had open is closed; what is left of it is nobody's concern.
    await worker.terminate();
  }

  private running(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(this.script, { workerData: this.data });
    worker.on('message', (message: ScanReply) => this.receive(message));
    worker.on('error', (error) => this.lose(worker, error as Error));
    worker.on('exit', (code) => this.lose(worker, new Error(`The scanning thread has ended with code ${code}.`)));
    this.worker = worker;
    if (this.stopping) this.send(worker, { kind: 'stop' });
    return worker;
  }

  private receive(message: ScanReply): void {
    const { asked } = this;
    if (asked === null) return;
    if (message.kind === 'alerts') asked.listener.alertsChanged(message.changes);
    if (message.kind === 'progress') asked.listener.progressed(message.progress);
    if (message.kind !== 'done' && message.kind !== 'failed') return;
    this.asked = null;
    if (message.kind === 'done') asked.resolve(message.report);
    else asked.reject(new Error(message.message));
  }

  /** An error is followed by the exit, which says less. */
  private lose(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = null;
    const { asked } = this;
    this.asked = null;
    asked?.reject(error);
    this.lost(error);
  }

  private send(worker: Worker, request: ScanRequest): void {
    worker.postMessage(request);
  }
}
