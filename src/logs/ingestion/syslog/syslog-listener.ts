import type { IpRange } from '../../../net/ip-range.js';
import type { SyslogListenerSetting } from '../../../config/syslog-listeners.js';
import type { ListenerFigures, Refusal } from './listener-figures.js';
import type { SyslogLimits } from './syslog-limits.js';

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
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
  readonly clientCa: string;
}

/** `tcp://127.0.0.1:5514` */
export function listenerUrl({ protocol, host }: SyslogListenerSetting, port: number): string {
  return `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
