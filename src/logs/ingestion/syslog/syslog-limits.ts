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
