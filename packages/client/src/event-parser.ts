import { createParser } from 'eventsource-parser';

/** An event of the stream as it came: its kind, its data still JSON, and the id to go on from. */
export interface RawEvent {
  readonly type: string;
  readonly data: string;
  readonly id: string;
}

/** Takes server-sent events apart (HTML standard, 9.2.6), in whatever pieces they come. */
export class EventParser {
  private events: RawEvent[] = [];
  /** The id of the last event, as the standard keeps it from event to event. */
  private id = '';
  private readonly parser = createParser({
    onEvent: ({ event: type = 'message', data, id = this.id }) => {
      this.id = id;
      this.events.push({ type, data, id });
    },
  });

  /** The events that end in this piece. */
  push(piece: string): RawEvent[] {
    this.parser.feed(piece);
    const { events } = this;
    this.events = [];
    return events;
  }
}
