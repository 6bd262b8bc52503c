/**
 * Runs a task at most once at a time. A call while it is under way, which may have passed what is new, has it run once
 * more afterwards, for everybody who called meanwhile.
 */
export class SingleFlight<Result> {
  private running: Promise<Result> | null = null;
  private again = false;
  private stopped = false;

  constructor(private readonly task: () => Promise<Result>) {}

  get isStopped(): boolean {
    return this.stopped;
  }

  /** @returns the result of the last run; null where no more begin and none is under way */
  run(): Promise<Result | null> {
    if (this.stopped) return this.running ?? Promise.resolve(null);
    this.again = this.running !== null;
    this.running ??= this.runAll().finally(() => (this.running = null));
    return this.running;
  }

  /** Begins no more runs. Settles when the one under way has ended, however it did. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running?.catch(() => undefined);
  }

  private async runAll(): Promise<Result> {
    for (;;) {
      this.again = false;
      const result = await this.task();
      if (!this.again || this.stopped) return result;
    }
  }
}
