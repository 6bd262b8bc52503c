import type { Response } from 'express';
import { positionText } from './live-log.js';
import type { LiveItem, LiveLog, LivePosition } from './live-log.js';

/** Characters that are put together into one write, so that a burst does not cost a write for each event. */
const WRITTEN_AT_ONCE = 8_192;

/** What a client can ask for. */
export const LIVE_TYPES = ['alerts', 'entries', 'sources'] as const;

export type LiveType = (typeof LIVE_TYPES)[number];

/** The types whose events are rows of a table. */
export type LoggedType = Exclude<LiveType, 'sources'>;

/** What the events of a table are called. */
const EVENTS: Readonly<Record<LoggedType, string>> = { alerts: 'alert', entries: 'entry' };

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
  private readonly places: Record<LoggedType, number>;
  private sourcesVersion = -1;
  private closed = false;
  /** Since when the other side has not read, UTC milliseconds; null: it has. */
  blockedSince: number | null = null;
  /** Called when the other side reads again. */
  onDrain: () => void = () => undefined;

  constructor(
    private readonly response: Response,
    private readonly types: ReadonlySet<LiveType>,
    from: LivePosition,
    /** Hash of the key that the client listens with; null: it needed none. */
    readonly keyHash: string | null = null,
    /** Puts the data of an event into the form that the client asks for: one line of JSON, as it was. */
    private readonly form: (type: LoggedType, data: string) => string = (_, data) => data,
  ) {
    this.places = { alerts: from.change, entries: from.entry };
    response.on('close', () => (this.closed = true));
  }

  get isClosed(): boolean {
    return this.closed;
  }

  get canWrite(): boolean {
    return !this.closed && this.blockedSince === null;
  }

  wants(type: LiveType): boolean {
    return this.types.has(type);
  }

  /** Number of the last event of a type that it was given. */
  placeOf(type: LoggedType): number {
    return this.places[type];
  }

  /** Keeps the connection from looking dead. */
  beat(now: number): void {
    this.write(': still here\n\n', now);
  }

  close(): void {
    this.closed = true;
    this.response.end();
  }

  /** Ends a connection that its key opens no longer; what the other side has not read yet is not sent any more. */
  refuse(): void {
    if (this.blockedSince === null) this.close();
    else this.cut();
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

  /** Writes what a log has kept, as far as the other side reads. @returns false where it has not kept enough */
  writeKept(type: LoggedType, log: LiveLog, now: number): boolean {
    if (!this.wants(type) || !this.canWrite) return true;
    const items = log.keptAfter(this.places[type]);
    if (items !== null) this.writeItems(type, items, now);
    return items !== null;
  }

  /** Writes events, many at a time, until the other side does not read. */
  writeItems(type: LoggedType, items: readonly LiveItem[], now: number): void {
    let text = '';
    for (const { id, data } of items) {
      if (!this.canWrite) break;
      this.places[type] = id;
      text += this.eventText(EVENTS[type], this.form(type, data));
      if (text.length < WRITTEN_AT_ONCE) continue;
      this.write(text, now);
      text = '';
    }
    if (text !== '') this.write(text, now);
  }

  /** There is nothing up to this place any more. */
  passTo(type: LoggedType, place: number): void {
    this.places[type] = place;
  }

  /** Passes over what the client is too slow for, and tells it to begin anew with what it shows of these. */
  startOver(type: LoggedType, place: number, now: number): void {
    this.places[type] = place;
    this.write(this.eventText('reset', JSON.stringify({ types: [type] })), now);
  }

  writeSources(snapshot: SourcesSnapshot | null, now: number): void {
    if (!this.wants('sources') || !this.canWrite || snapshot === null) return;
    if (snapshot.version === this.sourcesVersion) return;
    this.sourcesVersion = snapshot.version;
    this.write(this.eventText('sources', snapshot.data), now);
  }

  private eventText(event: string, data: string): string {
    const { alerts: change, entries: entry } = this.places;
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
}
