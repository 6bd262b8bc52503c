import { PriorityQueue } from '../../common/priority-queue.js';
import { PUSH_PREFIX } from '../../config/log-sources.js';
import { pauseAfter, reasonOf } from '../../faults/set-aside.js';
import type { LineSource, ReadStep, SourceFault, TakenLines } from '../../logs/ingestion/line-source.js';
import type { LogParser } from '../../logs/parsing/log-parser.js';

/** The smallest batch: some forty lines. */
const MIN_BATCH_BYTES = 4096;
/** What is read ahead of all sources together, however many there are. */
const READ_AHEAD_BYTES = 64 << 20;
/** A batch that spans more event time than this is followed by a smaller one while other sources wait. */
const LONGEST_SPAN_MS = 3_600_000;
/** A source that gives so much and gets no further in time does not hold up others any more. */
const STANDSTILL_BYTES = 16 << 20;

/** A sender that has pushed so much has the rest taken by the next scan, which looks for new lines of others first. */
const SENDER_BYTES = 16 << 20;

/** What the feeds need of a source: its batches, and the parser that its lines are taken through. */
export interface FeedSource {
  readonly reader: Pick<LineSource, 'read'> & Partial<Pick<LineSource, 'path'>>;
  readonly parser: Pick<LogParser, 'lastTime'>;
}

interface FeedOptions {
  /** The most that one batch takes. */
  readonly batchBytes: number;
  /** How many sources there will be. */
  readonly sourceCount: number;
  /** True where what the last batch led to takes much memory; the next one is smaller then. */
  readonly isFull?: (() => boolean) | undefined;
  /** How much of sources that get no further is passed over before the scan ends: new lines of others are looked for then. */
  readonly passBytes: number;
}

interface Feed<Source> {
  readonly source: Source;
  /** Counts the feeds. */
  readonly number: number;
  readonly now: number;
  steps: AsyncGenerator<ReadStep> | null;
  /** The batch that comes next; null where that is not known yet, and at the end. */
  next: TakenLines | null;
  batchBytes: number;
  /** How far in time it has come, UTC milliseconds. */
  time: number;
  /** Bytes that were taken since it last got further in time. */
  standstill: number;
  /** Bytes that were taken. */
  given: number;
  hasEnded: boolean;
}

/**
 * The sources of a scan, side by side. Detection wants events nearly in order, also across hosts: so the source that
 * is furthest behind goes first, in batches that do not run far ahead of the others. One that gives no lines for a long
 * stretch, or lines that get no further in time, is set aside: it goes on by turns with the others, who do not wait for
 * it. One that cannot be read has failed; the others go on.
 */
export class SourceFeeds<Source extends FeedSource> {
  /** The sources that could not be read to their end, and why. */
  readonly failed = new Map<Source, Error>();
  private readonly feeds: Feed<Source>[] = [];
  /** Those that have a batch, the one first that is furthest behind. */
  private readonly waiting = new PriorityQueue<Feed<Source>>(
    (one, other) => one.time < other.time || (one.time === other.time && one.number < other.number),
  );
  /** Those that nobody waits for, in turn. */
  private aside: Feed<Source>[] = [];
  private current: Feed<Source> | null = null;
  private isTurnOfAside = false;
  private passed = 0;
  private wasCutShort = false;

  constructor(private readonly options: FeedOptions) {}

  /** @param now UTC milliseconds */
  async add(source: Source, now: number): Promise<void> {
    const { sourceCount, batchBytes } = this.options;
    const feed: Feed<Source> = {
      source,
      number: this.feeds.length,
      now,
      steps: null,
      next: null,
      batchBytes: sourceCount > 1 ? MIN_BATCH_BYTES : batchBytes,
      time: Number.NEGATIVE_INFINITY,
      standstill: 0,
      given: 0,
      hasEnded: false,
    };
    this.feeds.push(feed);
    await this.step(feed);
    this.place(feed);
  }

  get hasMore(): boolean {
    return this.waiting.size > 0 || this.aside.length > 0;
  }

  /** Bytes of sources that others do not wait for. */
  get passedBytes(): number {
    return this.passed;
  }

  /** True where a source was left in the middle of a part without lines: the next scan, soon, goes on there. */
  get isCutShort(): boolean {
    return this.wasCutShort;
  }

  /** Up to this time (UTC milliseconds) every source has been read that others wait for. */
  get horizon(): number {
    const { first } = this.waiting;
    return first === undefined || this.feeds.length === 1 ? Number.POSITIVE_INFINITY : first.time;
  }

  /** The batch to take now; null where a part without lines was passed over instead. */
  async next(): Promise<{ readonly source: Source; readonly taken: TakenLines } | null> {
    this.isTurnOfAside = this.waiting.size === 0 || (this.aside.length > 0 && !this.isTurnOfAside);
    const feed = this.isTurnOfAside ? this.aside.shift() : this.waiting.first;
    if (feed === undefined) return null;
    if (feed.next === null) {
      await this.step(feed);
      this.place(feed);
      return null;
    }
    this.current = feed;
    return { source: feed.source, taken: feed.next };
  }

  /** Goes on behind the batch that was taken; it must have been taken through the source's parser. */
  async advance(): Promise<void> {
    const feed = this.current!;
    this.current = null;
    const { next, time } = feed;
    const moved = timeAfter(feed, next!);
    feed.batchBytes = this.sizeAfter(feed, moved - time);
    feed.standstill = moved > time ? 0 : feed.standstill + next!.bytes;
    feed.time = moved;
    const { bytes } = next!;
    const wasAside = this.isTurnOfAside;
    if (wasAside) this.passed += next!.bytes;
    feed.next = null;
    feed.given += bytes;
    if ((wasAside && this.isOverBudget) || isGreedy(feed)) this.cut(feed);
    else await this.step(feed);
    // In its place among those that wait until it is known where it stands now.
    if (!wasAside) this.waiting.takeFirst();
    this.place(feed);
  }

  get sources(): readonly Source[] {
    return this.feeds.map(({ source }) => source);
  }

  async close(): Promise<void> {
    for (const { steps, source } of this.feeds) {
      await steps?.return(undefined).catch((error: unknown) => this.failed.set(source, error as Error));
    }
  }

  private get isOverBudget(): boolean {
    return this.passed >= this.options.passBytes;
  }

  private place(feed: Feed<Source>): void {
    if (feed.hasEnded) return;
    const isAside = feed.next === null || feed.next.lines.length === 0 || feed.standstill >= STANDSTILL_BYTES;
    if (!isAside) this.waiting.add(feed);
    else if (feed.next === null && this.isOverBudget) this.cut(feed);
    else this.aside.push(feed);
  }

  private cut(feed: Feed<Source>): void {
    feed.hasEnded = true;
    this.wasCutShort = true;
  }

  private sizeAfter({ batchBytes }: Feed<Source>, spanMs: number): number {
    const others = this.waiting.size + this.aside.length;
    const isFar = others >= 2 && spanMs > LONGEST_SPAN_MS;
    const isFull = this.options.isFull?.() === true;
    const size = isFull ? batchBytes / 4 : isFar ? batchBytes / 2 : batchBytes * 2;
    const most = Math.min(this.options.batchBytes, Math.floor(READ_AHEAD_BYTES / Math.max(1, others)));
    return Math.max(MIN_BATCH_BYTES, Math.min(most, size));
  }

  private async step(feed: Feed<Source>): Promise<void> {
    try {
      feed.steps ??= feed.source.reader.read(feed.now, () => feed.batchBytes);
      const { value, done } = await feed.steps.next();
      feed.hasEnded = done === true;
      feed.next = null;
      if (done === true) return;
      if ('passed' in value) this.passed += value.passed;
      else feed.next = value;
    } catch (error) {
      feed.hasEnded = true;
      this.failed.set(feed.source, error as Error);
    }
  }
}

/** Who pushes lines decides how many, and of what time: others do not wait for all of them. */
function isGreedy<Source extends FeedSource>({ source, given }: Feed<Source>): boolean {
  return given >= SENDER_BYTES && source.reader.path?.startsWith(PUSH_PREFIX) === true;
}

/** A line that says it was written after it was read says nothing of where its source stands. */
function timeAfter<Source extends FeedSource>({ source, time }: Feed<Source>, { referenceTime }: TakenLines): number {
  const { lastTime } = source.parser;
  return lastTime > referenceTime + CLOCK_TOLERANCE_MS ? Math.max(time, Number.MIN_SAFE_INTEGER) : lastTime;
}

/** How far clocks are apart that are called right. */
const CLOCK_TOLERANCE_MS = 60_000;

const LONGEST_PAUSE_MS = 300_000;

interface Rest {
  readonly message: string;
  readonly tries: number;
  /** UTC milliseconds. */
  readonly until: number;
}

/** Sources that could not be taken, and are left out until it is their turn to be tried again. */
export class RestingSources {
  private readonly rests = new Map<string, Rest>();

  get size(): number {
    return this.rests.size;
  }

  /** @param now UTC milliseconds */
  isResting(path: string, now: number): boolean {
    const rest = this.rests.get(path);
    return rest !== undefined && now < rest.until;
  }

  /** It could not be taken. @param now UTC milliseconds */
  add(path: string, error: unknown, now: number): void {
    const tries = (this.rests.get(path)?.tries ?? 0) + 1;
    this.rests.set(path, { message: reasonOf(error), tries, until: now + pauseAfter(tries, LONGEST_PAUSE_MS) });
  }

  /** It was taken. */
  delete(path: string): void {
    this.rests.delete(path);
  }

  get faults(): SourceFault[] {
    return [...this.rests].map(([path, { message }]) => ({ path, code: 'EFAILED', message }));
  }
}
