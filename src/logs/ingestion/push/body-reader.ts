import { Worker } from 'node:worker_threads';
import { readBody } from './pushed-lines.js';
import type { BodyOutcome, SentBody } from './pushed-lines.js';

/** Makes lines of bodies. */
export interface BodyReader {
  /** @throws where it cannot be done now */
  read(body: SentBody): Promise<BodyOutcome>;
  close(): Promise<void>;
}

/** Injection token of the {@link BodyReader}. */
export const BODY_READER = Symbol('BodyReader');

/** In the caller's thread: for tests. */
export class InProcessBodyReader implements BodyReader {
  async read(body: SentBody): Promise<BodyOutcome> {
    return readBody(body);
  }

  async close(): Promise<void> {}
}

const SCRIPT = new URL('./body-worker.js', import.meta.url);

/** No body that is meant well takes a tenth of it, also on a slow machine. */
const DEADLINE_MS = 30_000;

/** A body of the largest size, its text and its lines fit into a part of it. */
const HEAP_MB = 256;

interface Asked {
  readonly body: SentBody;
  readonly resolve: (outcome: BodyOutcome) => void;
  readonly reject: (error: Error) => void;
}

/**
 * In a thread of its own, body by body: whatever a few bytes come to, the API goes on answering. A thread that dies of a
 * body, or takes too long, is replaced; that body is refused, the others are read.
 */
export class ThreadBodyReader implements BodyReader {
  private worker: Worker | null = null;
  private readonly asked: Asked[] = [];
  private current: { readonly asked: Asked; readonly deadline: NodeJS.Timeout } | null = null;

  constructor(
    private readonly script = SCRIPT,
    private readonly deadlineMs: (body: SentBody) => number = () => DEADLINE_MS,
  ) {}

  read(body: SentBody): Promise<BodyOutcome> {
    return new Promise((resolve, reject) => {
      this.asked.push({ body, resolve, reject });
      this.next();
    });
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private next(): void {
    if (this.current !== null) return;
    const asked = this.asked.shift();
    if (asked === undefined) {
      this.worker?.unref();
      return;
    }
    const worker = this.running();
    worker.ref();
    const deadline = setTimeout(() => void worker.terminate(), this.deadlineMs(asked.body));
    this.current = { asked, deadline };
    worker.postMessage(asked.body);
  }

  private running(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(this.script, { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    this.worker = worker;
    worker.on('message', (outcome: BodyOutcome) => this.settle(({ resolve }) => resolve(outcome)));
    // The exit that follows is what counts.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = null;
      this.settle(({ resolve }) => resolve({ kind: 'unreadable', why: 'takes too much to be read' }));
    });
    return worker;
  }

  private settle(answer: (asked: Asked) => void): void {
    const { current } = this;
    if (current === null) return;
    this.current = null;
    clearTimeout(current.deadline);
    answer(current.asked);
    this.next();
  }
}
