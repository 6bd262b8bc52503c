interface Waiting {
  readonly start: () => void;
}

/**
 * Runs a few pieces of work at once, those of several owners by turns: whoever brings much waits behind what it has
 * brought itself, and nobody else does.
 */
export class FairQueue {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly running = new Map<string, number>();
  private runningCount = 0;

  /**
   * @param most how much runs at once
   * @param mostOfOwner how much of one owner does
   */
  constructor(
    private readonly most: number,
    private readonly mostOfOwner: number,
  ) {}

  async run<Result>(owner: string, work: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((start) => {
      const own = this.waiting.get(owner);
      if (own === undefined) this.waiting.set(owner, [{ start }]);
      else own.push({ start });
      this.startNext();
    });
    try {
      return await work();
    } finally {
      this.runningCount -= 1;
      this.count(owner, -1);
      this.startNext();
    }
  }

  private startNext(): void {
    for (const [owner, works] of this.waiting) {
      if (this.runningCount >= this.most) return;
      if ((this.running.get(owner) ?? 0) >= this.mostOfOwner) continue;
      const next = works.shift()!;
      // Behind all others who wait.
      this.waiting.delete(owner);
      if (works.length > 0) this.waiting.set(owner, works);
      this.runningCount += 1;
      this.count(owner, 1);
      next.start();
    }
  }

  private count(owner: string, change: number): void {
    const count = (this.running.get(owner) ?? 0) + change;
    if (count === 0) this.running.delete(owner);
    else this.running.set(owner, count);
  }
}
