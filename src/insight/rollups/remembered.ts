/** How much is kept, in values. Ten thousand of them take about two megabytes. */
const MAX_VALUES = 200_000;

interface Kept {
  readonly state: string;
  readonly answer: Promise<unknown>;
  size: number;
}

/** Answers that hold as long as what they are made of stays as it is; those that were asked for last are kept. */
export class Remembered {
  private readonly kept = new Map<string, Kept>();

  /**
   * @param state stands for what the answer is made of
   * @param read makes the answer; who asks meanwhile waits for the same one
   */
  async get<Answer>(name: string, state: string, read: () => Promise<Answer>): Promise<Answer> {
    const known = this.kept.get(name);
    this.kept.delete(name);
    const kept: Kept = known?.state === state ? known : { state, answer: read(), size: 1 };
    this.kept.set(name, kept);
    try {
      const answer = await kept.answer;
      if (answer instanceof Map) kept.size = answer.size + 1;
      this.forget();
      return answer as Answer;
    } catch (error) {
      if (this.kept.get(name) === kept) this.kept.delete(name);
      throw error;
    }
  }

  private forget(): void {
    let sum = 0;
    for (const { size } of this.kept.values()) sum += size;
    for (const [name, { size }] of this.kept) {
      if (sum <= MAX_VALUES) return;
      this.kept.delete(name);
      sum -= size;
    }
  }
}
