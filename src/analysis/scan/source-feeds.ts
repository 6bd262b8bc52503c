import type { LineSource, TakenLines } from '../../logs/ingestion/line-source.js';
import type { SshLogParser } from '../../logs/parsing/ssh-log-parser.js';

/** The smallest batch: some forty lines. */
const LEAST_BATCH_BYTES = 4096;
/** A batch that spans more event time than this is followed by a smaller one while other sources wait. */
const LONGEST_SPAN_MS = 3_600_000;

/** What the feeds need of a source: its batches, and the parser that its lines are taken through. */
export interface FeedSource {
  readonly reader: Pick<LineSource, 'read'>;
  readonly parser: SshLogParser;
}

interface Feed<Source> {
  readonly source: Source;
  readonly batches: AsyncGenerator<TakenLines>;
  /** The batch that comes next; null at the end. */
  next: TakenLines | null;
  batchBytes: number;
  /** Time of the last line taken, UTC milliseconds. */
  time: number;
}

/**
 * The sources of a scan, side by side. Detection wants events nearly in order, also across hosts: so the source that
 * is furthest behind goes first, in batches that do not run far ahead of the others.
 */
export class SourceFeeds<Source extends FeedSource> {
  private readonly feeds: Feed<Source>[] = [];
  private readonly firstBatchBytes: number;
  private waiting: Feed<Source>[] = [];

  /**
   * @param batchBytes the most that one batch takes
   * @param sourceCount how many sources there will be
   */
  constructor(
    private readonly batchBytes: number,
    sourceCount: number,
  ) {
    this.firstBatchBytes = sourceCount > 1 ? LEAST_BATCH_BYTES : batchBytes;
  }

  /** @param now UTC milliseconds */
  async add(source: Source, now: number): Promise<void> {
    const feed: Feed<Source> = {
      source,
      batches: source.reader.read(now, () => feed.batchBytes),
      next: null,
      batchBytes: this.firstBatchBytes,
      time: Number.NEGATIVE_INFINITY,
    };
    this.feeds.push(feed);
    await this.fetch(feed);
    if (feed.next !== null) this.waiting.push(feed);
  }

  get hasMore(): boolean {
    return this.waiting.length > 0;
  }

  /** Up to this time (UTC milliseconds) every source has been read that has more to give. */
  get horizon(): number {
    return this.waiting.length === 0 || this.feeds.length === 1
      ? Number.POSITIVE_INFINITY
      : Math.min(...this.waiting.map(({ time }) => time));
  }

  /** The batch to take next. */
  get earliest(): { readonly source: Source; readonly taken: TakenLines } {
    const { source, next } = this.first;
    return { source, taken: next! };
  }

  /** Goes on behind the batch that was taken; `earliest` must have been taken through its parser. */
  async advance(): Promise<void> {
    const feed = this.first;
    const { lastTime } = feed.source.parser;
    feed.batchBytes = this.sizeAfter(feed, lastTime - feed.time);
    feed.time = lastTime;
    await this.fetch(feed);
    if (feed.next === null) this.waiting = this.waiting.filter((each) => each !== feed);
  }

  get sources(): readonly Source[] {
    return this.feeds.map(({ source }) => source);
  }

  async close(): Promise<void> {
    for (const { batches } of this.feeds) await batches.return(undefined);
  }

  private get first(): Feed<Source> {
    return this.waiting.reduce((first, each) => (each.time < first.time ? each : first));
  }

  private sizeAfter({ batchBytes }: Feed<Source>, spanMs: number): number {
    if (this.waiting.length < 2) return this.batchBytes;
    const size = spanMs > LONGEST_SPAN_MS ? batchBytes / 2 : batchBytes * 2;
    return Math.min(this.batchBytes, Math.max(LEAST_BATCH_BYTES, size));
  }

  private async fetch(feed: Feed<Source>): Promise<void> {
    const { value, done } = await feed.batches.next();
    feed.next = done === true ? null : value;
  }
}
