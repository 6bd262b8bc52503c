import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ListenerFigures, listenerUrl } from './syslog-listener.js';
import type { ListenerOptions, SyslogListener } from './syslog-listener.js';
import { maySend, messageLine, senderAddress } from './pending-lines.js';

/** What the kernel is asked to hold while we are busy; it may give less. */
const RECEIVE_BUFFER_BYTES = 4 << 20;

/** Messages over UDP, one a datagram (RFC 5426). What there is no room for is lost, and counted. */
export class DatagramListener implements SyslogListener {
  readonly figures: ListenerFigures;
  private readonly socket: Socket;
  private readonly source: string;

  constructor(private readonly options: ListenerOptions) {
    const { setting } = options;
    this.figures = new ListenerFigures(listenerUrl(setting, setting.port));
    this.source = `syslog-${setting.protocol}-${setting.port}`;
    this.socket = createSocket({ type: isIPv6(setting.host) ? 'udp6' : 'udp4' });
    this.socket.on('message', (message, { address }) => this.take(message, address));
  }

  async start(): Promise<void> {
    const { setting } = this.options;
    this.socket.bind(setting.port, setting.host);
    await once(this.socket, 'listening');
    this.socket.on('error', () => undefined);
    this.socket.setRecvBufferSize(RECEIVE_BUFFER_BYTES);
    this.figures.listener = listenerUrl(setting, this.socket.address().port);
  }

  /** Nobody waits for an answer: datagrams are taken and dropped. */
  pause(): void {}

  resume(): void {}

  async stop(): Promise<void> {
    // What the kernel holds is read within the next turns of the event loop.
    await pause(this.options.limits.quietMs);
    this.socket.close();
  }

  private take(message: Buffer, remoteAddress: string): void {
    const { senders, limits, isFull, turnedAway } = this.options;
    const { figures } = this;
    const address = senderAddress(remoteAddress);
    if (!maySend(address, senders)) {
      figures.dropped.sender_not_allowed++;
      return turnedAway('sender_not_allowed', address);
    }
    if (isFull()) return void figures.dropped.no_room++;
    if (message.length > limits.messageBytes) figures.cut++;
    const line = messageLine(message.subarray(0, limits.messageBytes));
    if (line === null) return;
    figures.messages++;
    this.options.take(this.source, line);
  }
}
