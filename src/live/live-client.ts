import type { Response } from 'express';
import { positionText } from './live-position.js';
import type { LivePosition } from './live-position.js';
import type { Tail, TailItem } from './tail.js';

/** Characters that are put together into one write, so that a burst does not cost a write for each event. */
const WRITTEN_AT_ONCE = 8_192;

/** What a client can ask for. */
export const LIVE_TYPES = ['alerts', 'entries', 'sources'] as const;

export type LiveType = (typeof LIVE_TYPES)[number];

/** Where the events of the stream come from. */
export interface LiveTails {
  readonly alerts: Tail;
  readonly entries: Tail;
}

/** How the sources stand, and how often that has changed. */
export interface SourcesSnapshot {
  readonly version: number;
  /** One line of JSON. */
  readonly data: string;
}

/**
 * One connection. It keeps its place in the stream and nothing else: where the other side does not read, nothing is
 * written, and what it misses waits in the database.
 */
export class LiveClient {
  private change: number;
  private entry: number;
  private sourcesVersion = -1;
  private pumping = false;
  private again = false;
  private closed = false;
  /** Since when the other side has not read, UTC milliseconds; null: it has. */
  blockedSince: number | null = null;

  constructor(
    private readonly response: Response,
    private readonly types: ReadonlySet<LiveType>,
    from: LivePosition,
  ) {
    this.change = from.change;
    this.entry = from.entry;
    response.on('close', () => (this.closed = true));
  }

  get isClosed(): boolean {
    return this.closed;
  }

  wants(type: LiveType): boolean {
    return this.types.has(type);
  }

  /** Keeps the connection from looking dead. */
  beat(now: number): void {
    this.write(': still here\n\n', now);
  }

  close(): void {
    this.closed = true;
    this.response.end();
  }

  /** Bytes that wait in this process for the other side to read. */
  get unsentBytes(): number {
    return this.response.writableLength;
  }

  /** Ends a connection whose other side does not read: it can come back and go on where it was. */
  cut(): void {
    this.closed = true;
    this.response.destroy();
  }

  /** Writes what is new, as far as the other side reads. */
  async pump(tails: LiveTails, sources: () => SourcesSnapshot | null, now: () => number): Promise<void> {
    if (this.pumping) {
      this.again = true;
      return;
    }
    this.pumping = true;
    try {
      do {
        this.again = false;
        await this.writeNew(tails, sources, now);
      } while (this.again);
    } finally {
      this.pumping = false;
    }
  }

  private async writeNew(tails: LiveTails, sources: () => SourcesSnapshot | null, now: () => number): Promise<void> {
    let isMore = true;
    while (isMore && this.canWrite) {
      isMore = false;
      if (this.wants('alerts')) {
        isMore =
          this.send('alert', await tails.alerts.after(this.change), ({ id }) => (this.change = id), now) || isMore;
      }
      if (this.wants('entries')) {
        isMore =
          this.send('entry', await tails.entries.after(this.entry), ({ id }) => (this.entry = id), now) || isMore;
      }
    }
    this.sendSources(sources(), now());
  }

  /** Writes events, many at a time, until the other side does not read. @returns whether there were any */
  private send(event: string, items: readonly TailItem[], pass: (item: TailItem) => void, now: () => number): boolean {
    let text = '';
    for (const item of items) {
      if (!this.canWrite) break;
      pass(item);
      text += this.eventText(event, item.data);
      if (text.length < WRITTEN_AT_ONCE) continue;
      this.write(text, now());
      text = '';
    }
    if (text !== '') this.write(text, now());
    return items.length > 0;
  }

  private sendSources(snapshot: SourcesSnapshot | null, now: number): void {
    if (!this.wants('sources') || !this.canWrite || snapshot === null) return;
    if (snapshot.version === this.sourcesVersion) return;
    this.sourcesVersion = snapshot.version;
    this.write(this.eventText('sources', snapshot.data), now);
  }

  private get canWrite(): boolean {
    return !this.closed && this.blockedSince === null;
  }

  private eventText(event: string, data: string): string {
    const { change, entry } = this;
    return `event: ${event}\nid: ${positionText({ change, entry })}\ndata: ${data}\n\n`;
  }

  private write(text: string, now: number): void {
    if (!this.canWrite || this.response.write(text)) return;
    this.blockedSince = now;
    this.response.once('drain', () => {
      this.blockedSince = null;
      this.onDrain();
    });
  }

  /** Called when the other side reads again. */
  onDrain: () => void = () => undefined;
}
