/** An event of the stream as it came: its kind, its data still JSON, and the id to go on from. */
export interface RawEvent {
  readonly type: string;
  readonly data: string;
  readonly id: string;
}

/** Takes server-sent events apart (HTML standard, 9.2.6), in whatever pieces they come. */
export class EventParser {
  private rest = '';
  /** The id of the last event, as the standard keeps it from event to event. */
  private id = '';

  /** The events that end in this piece. */
  push(piece: string): RawEvent[] {
    const blocks = (this.rest + piece).replace(/\r\n?/g, '\n').split('\n\n');
    this.rest = blocks.pop()!;
    return blocks.flatMap((block) => this.read(block));
  }

  private read(block: string): RawEvent[] {
    let type = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
      if (field === 'event') type = value;
      else if (field === 'data') data.push(value);
      else if (field === 'id') this.id = value;
    }
    return data.length === 0 ? [] : [{ type, data: data.join('\n'), id: this.id }];
  }
}
