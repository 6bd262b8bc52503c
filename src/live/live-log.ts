/** How far a client of the live stream has come: the last change of an alert, and the last log entry, that it knows. */
export interface LivePosition {
  readonly change: number;
  readonly entry: number;
}

/** As the stream gives it with every event, and takes it back in `Last-Event-ID`. */
export function positionText({ change, entry }: LivePosition): string {
  return `${change}-${entry}`;
}

/** @returns null for what {@link positionText} has not written */
export function parsePosition(text: string): LivePosition | null {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(text);
  return match === null ? null : { change: Number(match[1]), entry: Number(match[2]) };
}

/** An event of the stream, numbered as the rows of its table are. */
export interface LiveItem {
  readonly id: number;
  /** One line of JSON. */
  readonly data: string;
}

/** Where the events of a table come from. */
interface LiveTable {
  /** What comes behind a number, at most `most` of it, in order. */
  readAfter(id: number, most: number): Promise<readonly LiveItem[]>;
  /** The number of the newest row; 0 where there is none. */
  newest(): Promise<number>;
}

/** Rows that are made into events at once: a few milliseconds of work. */
const MAX_AT_ONCE = 50;
/** Characters that are kept for the clients that keep up. */
const MAX_KEPT = 2 << 20;

/**
 * The end of a table that grows, read once for all who listen. What is kept is bounded by its size; whoever is further
 * behind reads from the table.
 */
export class LiveLog {
  private kept: LiveItem[] = [];
  private characters = 0;
  private last: number | null = null;

  constructor(private readonly table: LiveTable) {}

  /** Number of the newest event that was read; of the newest row, where none was. */
  async head(): Promise<number> {
    this.last ??= await this.table.newest();
    return this.last;
  }

  /** Lets go of everything, while nobody listens. */
  forget(): void {
    this.kept = [];
    this.characters = 0;
    this.last = null;
  }

  /** Reads the next few rows. @returns whether there may be more */
  async step(): Promise<boolean> {
    const items = await this.table.readAfter(await this.head(), MAX_AT_ONCE);
    const newest = items.at(-1);
    if (newest === undefined) return false;
    this.last = newest.id;
    this.kept.push(...items);
    for (const { data } of items) this.characters += data.length;
    let dropped = 0;
    for (; this.characters > MAX_KEPT; dropped++) this.characters -= this.kept[dropped]!.data.length;
    if (dropped > 0) this.kept = this.kept.slice(dropped);
    return items.length === MAX_AT_ONCE;
  }

  /** What was read behind a number, in order; null where some of it is no longer kept. */
  keptAfter(id: number): readonly LiveItem[] | null {
    if (this.last === null || id >= this.last) return [];
    const [first] = this.kept;
    if (first === undefined || id < first.id - 1) return null;
    let [low, high] = [0, this.kept.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.kept[middle]!.id <= id) low = middle + 1;
      else high = middle;
    }
    return this.kept.slice(low);
  }

  /** Reads what comes behind a number from the table, a part of it. */
  async readAfter(id: number): Promise<readonly LiveItem[]> {
    const head = await this.head();
    return (await this.table.readAfter(id, MAX_AT_ONCE)).filter((item) => item.id <= head);
  }
}
