import type { SyslogListenerSetting } from '../../../config/syslog-settings.js';
import type { IpRange } from '../../../net/ip-range.js';

/** Bounds of what senders can make the listeners hold. */
export interface SyslogLimits {
  /** Bytes of one message; what is longer is cut. sshd's own longest line is a fraction of it. */
  readonly messageBytes: number;
  /** Bytes of messages that are received and not stored: no more is read then. */
  readonly pendingBytes: number;
  /** Bytes of pending messages that are stored without waiting for more. */
  readonly flushBytes: number;
  /** How long a message waits for others, so that they are stored together, milliseconds. */
  readonly flushMs: number;
  /** How long to wait before storing is tried again. */
  readonly retryMs: number;
  /** Connections of a listener. */
  readonly connections: number;
  /** Connections of one address to a listener. */
  readonly connectionsOfAddress: number;
  /** How long a new connection may take to its first message, milliseconds. */
  readonly firstMessageMs: number;
  /** Addresses of a listener that become a log source of their own; lines of further ones are the listener's. */
  readonly sources: number;
  /** A stop reads on until nothing has come for so long, milliseconds. */
  readonly quietMs: number;
  /** How long a stop takes at most, for reading as for storing, milliseconds. */
  readonly stopMs: number;
}

/** Injection token of the {@link SyslogLimits}. */
export const SYSLOG_LIMITS = Symbol('SyslogLimits');

export const DEFAULT_SYSLOG_LIMITS: SyslogLimits = {
  messageBytes: 16_384,
  pendingBytes: 8 << 20,
  flushBytes: 1 << 20,
  flushMs: 500,
  retryMs: 1_000,
  connections: 1_000,
  connectionsOfAddress: 100,
  firstMessageMs: 300_000,
  sources: 256,
  quietMs: 200,
  stopMs: 3_000,
};

/** Why something that came was not taken. */
export const DROP_REASONS = [
  'no_room',
  'sender_not_allowed',
  'too_many_connections',
  'tls_failed',
  'incomplete',
] as const;

type DropReason = (typeof DROP_REASONS)[number];

/** Why a sender was turned away, whatever it sent. */
export type Refusal = Extract<DropReason, 'sender_not_allowed' | 'too_many_connections' | 'tls_failed'>;

/** What a listener has counted since the start. */
export class ListenerFigures {
  messages = 0;
  /** Messages that were longer than what is kept of one. */
  cut = 0;
  /** Connections that are open. */
  connections = 0;
  /** Connections and datagrams that were refused, by reason. */
  readonly dropped: Record<DropReason, number> = {
    no_room: 0,
    sender_not_allowed: 0,
    too_many_connections: 0,
    tls_failed: 0,
    incomplete: 0,
  };

  /** @param listener such as `tcp://127.0.0.1:5514` */
  constructor(public listener: string) {}
}

/** A listener of `SYSLOG_LISTEN` cannot be opened. */
export class ListenerUnusableError extends Error {
  readonly code = 'SYSLOG_LISTENER_UNUSABLE';

  constructor(listener: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`SYSLOG_LISTEN: ${listener} cannot be used: ${reason}. Another program may listen there.`, { cause });
  }
}

/** Takes messages from the network, and hands each on as a line. */
export interface SyslogListener {
  readonly figures: ListenerFigures;
  /** Settles when it listens. @throws where it cannot */
  start(): Promise<void>;
  /** Reads nothing more for now. */
  pause(): void;
  resume(): void;
  /** Takes no new connections, reads what is on its way, and ends. */
  stop(): Promise<void>;
}

export interface ListenerOptions {
  readonly setting: SyslogListenerSetting;
  /** Who may send; empty: whoever gets through. */
  readonly senders: readonly IpRange[];
  readonly limits: SyslogLimits;
  readonly tls: TlsFiles;
  /** True while no line can be taken. */
  readonly isFull: () => boolean;
  /** Told of whoever is turned away, often: it says so now and then. */
  readonly turnedAway: (reason: Refusal, address: string) => void;
  /** Takes a line with its newline. */
  readonly take: (source: string, line: Buffer) => void;
}

/** Texts in PEM; empty where they are not set. */
interface TlsFiles {
  readonly cert: string;
  readonly key: string;
  readonly clientCa: string;
}

/** `tcp://127.0.0.1:5514` */
export function listenerUrl({ protocol, host }: SyslogListenerSetting, port: number): string {
  return `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
