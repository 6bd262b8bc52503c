import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { FrameDecoder } from './frame-decoder.js';
import { ListenerFigures, listenerUrl } from './syslog-listener.js';
import type { ListenerOptions, Refusal, SyslogListener } from './syslog-listener.js';
import { SourceNames, maySend, messageLine, senderAddress } from './pending-lines.js';

const HANDSHAKE_TIMEOUT_MS = 10_000;
/** A peer that is gone without a word is noticed after minutes instead of never. */
const KEEP_ALIVE_MS = 60_000;

/** Messages over TCP, with TLS or without (RFC 6587, RFC 5425). */
export class StreamListener implements SyslogListener {
  readonly figures: ListenerFigures;
  private readonly server: Server;
  /** By which messages come: of TLS, those behind the handshake. */
  private readonly sockets = new Set<Socket>();
  /** The connections below them, by which one can be reset. */
  private readonly connections = new Set<Socket>();
  private readonly connectionsOf = new Map<string, number>();
  private readonly sources: SourceNames;
  private lastChunkAt = 0;

  constructor(private readonly options: ListenerOptions) {
    const { setting, limits } = options;
    this.figures = new ListenerFigures(listenerUrl(setting, setting.port));
    this.sources = new SourceNames(`syslog-${setting.protocol}-${setting.port}`, limits.sources);
    this.server = this.makeServer();
    this.server.maxConnections = limits.connections;
    this.server.on('connection', (socket: Socket) => this.admit(socket));
    this.server.on('drop', () => this.figures.dropped.too_many_connections++);
  }

  async start(): Promise<void> {
    const { setting } = this.options;
    this.server.listen(setting.port, setting.host);
    await once(this.server, 'listening');
    // A server that has no handles left for a connection goes on with those that it has.
    this.server.on('error', () => undefined);
    this.figures.listener = listenerUrl(setting, (this.server.address() as AddressInfo).port);
  }

  pause(): void {
    for (const socket of this.sockets) socket.pause();
  }

  resume(): void {
    for (const socket of this.sockets) socket.resume();
  }

  async stop(): Promise<void> {
    const { limits, isFull } = this.options;
    this.server.close();
    // The sender learns that no more is read; what it has sent before is on its way.
    for (const socket of this.sockets) socket.end();
    const deadline = Date.now() + limits.stopMs;
    this.lastChunkAt = Date.now();
    while (this.sockets.size > 0 && Date.now() < deadline) {
      if (isFull() || Date.now() - this.lastChunkAt > limits.quietMs) break;
      await pause(20);
    }
    // A reset fails the sender's next attempt to send. An end alone goes unnoticed by rsyslog with TLS, which would write
    // its next messages into nothing.
    for (const connection of this.connections) connection.resetAndDestroy();
  }

  private makeServer(): Server {
    const { setting, tls } = this.options;
    if (setting.protocol !== 'tls') return createServer((socket) => this.read(socket));
    const asksClients = tls.clientCa !== '';
    const server = createTlsServer({
      cert: tls.cert,
      key: tls.key,
      ...(asksClients ? { ca: tls.clientCa } : {}),
      requestCert: asksClients,
      rejectUnauthorized: asksClients,
      minVersion: 'TLSv1.2',
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    });
    server.on('secureConnection', (socket) => this.read(socket));
    server.on('tlsClientError', (_error, socket) => this.refuse(socket, 'tls_failed'));
    return server;
  }

  /** Turns away who may not send, and who has too many connections already. */
  private admit(socket: Socket): void {
    const { senders, limits } = this.options;
    const address = senderAddress(socket.remoteAddress);
    // Whoever breaks off is gone; that is no error of ours.
    socket.on('error', () => undefined);
    if (!maySend(address, senders)) return this.refuse(socket, 'sender_not_allowed');
    const connections = this.connectionsOf.get(address) ?? 0;
    if (connections >= limits.connectionsOfAddress) return this.refuse(socket, 'too_many_connections');
    this.connectionsOf.set(address, connections + 1);
    this.connections.add(socket);
    this.figures.connections++;
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.once('close', () => this.forget(socket, address));
  }

  private refuse(socket: Socket, reason: Refusal): void {
    this.figures.dropped[reason]++;
    this.options.turnedAway(reason, senderAddress(socket.remoteAddress));
    socket.destroy();
  }

  private forget(socket: Socket, address: string): void {
    this.connections.delete(socket);
    this.figures.connections--;
    const left = this.connectionsOf.get(address)! - 1;
    if (left > 0) this.connectionsOf.set(address, left);
    else this.connectionsOf.delete(address);
  }

  private read(socket: Socket): void {
    if (socket.destroyed) return;
    const { limits, isFull, take } = this.options;
    const source = this.sources.of(senderAddress(socket.remoteAddress));
    let taken = 0;
    const decoder = new FrameDecoder(limits.messageBytes, (message, isCut) => {
      taken++;
      if (isCut) this.figures.cut++;
      const line = messageLine(message);
      if (line === null) return;
      this.figures.messages++;
      take(source, line);
    });
    this.sockets.add(socket);
    const first = setTimeout(() => taken === 0 && socket.destroy(), limits.firstMessageMs);
    first.unref();
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      this.lastChunkAt = Date.now();
      decoder.push(chunk);
    });
    socket.once('end', () => {
      if (!decoder.end()) this.figures.dropped.incomplete++;
    });
    socket.once('close', () => {
      clearTimeout(first);
      this.sockets.delete(socket);
    });
    if (isFull()) socket.pause();
  }
}
