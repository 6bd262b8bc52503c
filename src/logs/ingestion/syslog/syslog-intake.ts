import { Logger } from '@nestjs/common';
import { PendingLines } from './pending-lines.js';
import type { PendingBatch } from './pending-lines.js';
import type { SyslogLimits } from './syslog-listener.js';

/** Stores batches, all of them or none; may be called again with the same ones, which then count once. */
type StoreBatches = (batches: readonly SealedBatch[]) => Promise<void>;

/** A batch with the name that it is stored under, however often that is tried. */
export interface SealedBatch extends PendingBatch {
  readonly key: string;
  /** When the last of its lines came, UTC milliseconds. */
  readonly receivedAt: number;
}

interface IntakeOptions {
  readonly limits: Pick<SyslogLimits, 'pendingBytes' | 'flushBytes' | 'flushMs' | 'retryMs'>;
  readonly store: StoreBatches;
  readonly seal: (batches: readonly PendingBatch[]) => readonly SealedBatch[];
  /** Called when there is room again. */
  readonly roomAgain: () => void;
}

/**
 * Between the listeners and the database: collects lines for a moment, and stores them in the order in which they came.
 * What cannot be stored is tried again and again; meanwhile lines are taken until {@link isFull}.
 */
export class SyslogIntake {
  private readonly log = new Logger('Syslog');
  private readonly pending = new PendingLines();
  /** Taken out of what is pending, and not stored yet. */
  private sealedBytes = 0;
  private storing: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private wake: (() => void) | null = null;
  private stopping = false;
  /** Why lines cannot be stored at present; null: they can. */
  failure: string | null = null;

  constructor(private readonly options: IntakeOptions) {}

  /** True while so much waits to be stored that no more should be read. */
  get isFull(): boolean {
    return this.waitingBytes >= this.options.limits.pendingBytes;
  }

  get waitingBytes(): number {
    return this.pending.bytes + this.sealedBytes;
  }

  add(source: string, line: Buffer): void {
    this.pending.add(source, line);
    if (this.storing !== null) return;
    if (this.pending.bytes >= this.options.limits.flushBytes) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), this.options.limits.flushMs);
  }

  /**
   * Stores what is left.
   *
   * @param patienceMs how long that may take
   * @returns bytes that could not be stored
   */
  async stop(patienceMs: number): Promise<number> {
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
    const stored = (async () => {
      this.wake?.();
      while (this.waitingBytes > 0 && !this.stopping) await this.flush();
    })();
    await Promise.race([stored, deadline]);
    this.stopping = true;
    this.wake?.();
    await this.storing;
    return this.waitingBytes;
  }

  private flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.storing ??= this.storeAll().finally(() => (this.storing = null));
    return this.storing;
  }

  private async storeAll(): Promise<void> {
    while (this.pending.bytes > 0 && !this.stopping) {
      this.sealedBytes = this.pending.bytes;
      const batches = this.options.seal(this.pending.takeAll());
      while (!(await this.tryToStore(batches))) {
        await this.pause();
        if (this.stopping) return;
      }
      this.sealedBytes = 0;
      if (!this.isFull) this.options.roomAgain();
      // Meanwhile a moment's lines have come together, or the next ones are waited for.
      if (this.pending.bytes < this.options.limits.flushBytes) await this.pause(this.options.limits.flushMs);
    }
  }

  private async tryToStore(batches: readonly SealedBatch[]): Promise<boolean> {
    try {
      await this.options.store(batches);
      if (this.failure !== null) this.log.log('Syslog messages are stored again.');
      this.failure = null;
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (this.failure !== message) this.log.warn(`Syslog messages cannot be stored, and are kept: ${message}`);
      this.failure = message;
      return false;
    }
  }

  private pause(milliseconds = this.options.limits.retryMs): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
