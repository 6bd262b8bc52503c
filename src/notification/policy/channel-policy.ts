import type { Severity } from '../../alerts/lifecycle/severity.js';

/** When people on a channel want to be left in peace; critical alerts are told of all the same. */
export interface QuietTime {
  /** Minutes after midnight; the same value twice: always. */
  readonly from: number;
  readonly to: number;
  /** IANA time zone. */
  readonly timeZone: string;
}

/** What is told of on a channel, and when. */
export interface ChannelPolicy {
  /** The mildest severity that is told of. */
  readonly minSeverity: Severity;
  /** How long an attack goes on before it is told of again; null: never. */
  readonly repeatMs: number | null;
  /** Whether the end of an attack of high severity or above is told of. */
  readonly tellsEnd: boolean;
  /** Alerts last seen longer ago are told of in one digest. */
  readonly maxAgeMs: number;
  /** How many messages may be sent at once within `digestMs`; further alerts go into a digest. */
  readonly limit: number;
  readonly digestMs: number;
  readonly quiet: QuietTime | null;
}
