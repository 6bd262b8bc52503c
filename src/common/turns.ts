/** What is thrown at those who get no turn. */
export interface TurnRefusals {
  /** At whoever finds no place to wait in. */
  readonly busy: () => Error;
  /** At whoever has left by the time of the turn; nobody is there to read it. */
  readonly left: () => Error;
}

/**
 * Does so much work at a time; what comes meanwhile waits in the order in which it came, and no more than so much. Whoever
 * leaves gives up the place at once.
 */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly limits: { readonly atOnce: number; readonly mostWaiting: number },
    private readonly refusals: TurnRefusals,
  ) {}

  /**
   * @param left aborts when nobody waits for the result any more; work that has begun is not interrupted by it
   * @throws what the work throws, or a refusal
   */
  async run<Result>(work: () => Promise<Result>, left?: AbortSignal): Promise<Result> {
    if (left?.aborted === true) throw this.refusals.left();
    if (this.running < this.limits.atOnce) this.running += 1;
    else await this.place(left);
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The turn is handed over: nobody can come in between.
      if (next === undefined) this.running -= 1;
      else next();
    }
  }

  private place(left: AbortSignal | undefined): Promise<void> {
    if (this.waiting.length >= this.limits.mostWaiting) throw this.refusals.busy();
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        left?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(begin), 1);
        reject(this.refusals.left());
      };
      left?.addEventListener('abort', leave, { once: true });
      this.waiting.push(begin);
    });
  }
}
