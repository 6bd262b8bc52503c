import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** An event as it came. */
export interface ReceivedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** A client of the live stream. */
export class EventStream {
  readonly events: ReceivedEvent[] = [];
  private text = '';
  private wakeUp: () => void = () => undefined;

  private constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => this.take(chunk));
    response.on('error', () => undefined);
  }

  static async open(url: string, lastEventId?: string, key?: string): Promise<EventStream> {
    const headers = {
      ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
      ...(key === undefined ? {} : { 'X-API-Key': key }),
    };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { headers, agent: false }, resolve).on('error', reject);
    });
    if (response.statusCode !== 200) throw new Error(`The stream answered ${response.statusCode}`);
    return new EventStream(response);
  }

  /** Id of the last event. */
  get lastId(): string {
    return this.events.at(-1)!.id;
  }

  /** Settles when enough events have come, or the stream has ended. */
  async until(accept: (events: readonly ReceivedEvent[]) => boolean): Promise<void> {
    while (!accept(this.events)) {
      await new Promise<void>((wake) => {
        this.wakeUp = wake;
        this.response.once('close', wake);
      });
      if (this.response.closed && !accept(this.events)) throw new Error('The stream has ended.');
    }
  }

  /** Settles when the service has ended the stream. */
  async ended(): Promise<void> {
    if (!this.response.closed) await new Promise<void>((closed) => this.response.once('close', () => closed()));
  }

  get isOpen(): boolean {
    return !this.response.closed;
  }

  close(): void {
    this.response.destroy();
  }

  private take(chunk: string): void {
    this.text += chunk;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop()!;
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => [line.split(': ', 1)[0]!, line.slice(line.indexOf(': ') + 2)]),
      );
      const data = fields.get('data');
      if (data === undefined) continue;
      this.events.push({ id: fields.get('id')!, event: fields.get('event')!, data: JSON.parse(data) });
    }
    this.wakeUp();
  }
}
