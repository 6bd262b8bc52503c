/** An event of the stream, numbered as the rows of its table are. */
export interface TailItem {
  readonly id: number;
  /** One line of JSON. */
  readonly data: string;
}

/** Reads what comes behind a number, at most `most` of it, in order. */
export type ReadAfter = (id: number, most: number) => Promise<readonly TailItem[]>;

/** How many events are kept for the clients that keep up, and how many are read at once. */
const MOST_KEPT = 1_000;
const MOST_AT_ONCE = 200;

/**
 * The end of a table that grows. Whoever keeps up is served from memory, so that a thousand clients cost one query;
 * whoever is behind reads from the database. Nothing is kept for single clients.
 */
export class Tail {
  private kept: TailItem[] = [];
  private last: number | null = null;
  private reading: Promise<void> | null = null;

  /** @param newest the number of the newest row; 0 where there is none */
  constructor(
    private readonly readAfter: ReadAfter,
    private readonly newest: () => Promise<number>,
  ) {}

  /** Where a client begins that wants nothing of the past. */
  async head(): Promise<number> {
    this.last ??= await this.newest();
    return this.last;
  }

  /** Lets go of everything, while nobody listens. */
  forget(): void {
    this.kept = [];
    this.last = null;
  }

  /** Takes in what is new. */
  refresh(): Promise<void> {
    this.reading ??= this.readNew().finally(() => (this.reading = null));
    return this.reading;
  }

  /** What comes behind a number, in order; only a part where it is much, nothing at the end. */
  async after(id: number): Promise<readonly TailItem[]> {
    const head = await this.head();
    if (id >= head) return [];
    const first = this.kept[0];
    if (first === undefined || id < first.id - 1) {
      const read = await this.readAfter(id, MOST_AT_ONCE);
      return read.filter((item) => item.id <= head);
    }
    const start = this.kept.findIndex((item) => item.id > id);
    return start === -1 ? [] : this.kept.slice(start, start + MOST_AT_ONCE);
  }

  private async readNew(): Promise<void> {
    for (;;) {
      const items = await this.readAfter(await this.head(), MOST_AT_ONCE);
      if (items.length === 0) return;
      this.kept = [...this.kept, ...items].slice(-MOST_KEPT);
      this.last = items.at(-1)!.id;
    }
  }
}
