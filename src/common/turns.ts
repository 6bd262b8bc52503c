/** Does so much work at a time; what comes meanwhile waits in the order in which it came, and no more than so much. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param refusal what whoever finds no place to wait in is told */
  constructor(
    private readonly limits: { readonly atOnce: number; readonly mostWaiting: number },
    private readonly refusal: () => Error,
  ) {}

  /** @throws what the work throws, or the refusal at once */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running < this.limits.atOnce) this.running += 1;
    else await this.place();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The turn is handed over: nobody can come in between.
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  private place(): Promise<void> {
    if (this.waiting.length >= this.limits.mostWaiting) throw this.refusal();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
