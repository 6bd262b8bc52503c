import type { BodyDeadlines } from './request-body.js';

/** How much may wait for the scan; a sender that meets a limit tries again. */
export interface IngestLimits {
  /** Bytes of lines. */
  readonly waitingBytes: number;
  readonly waitingBatches: number;
  /** Names of senders. */
  readonly sources: number;
  /** Bytes of bodies that are held at once, as they were sent. */
  readonly bodyBytes: number;
  /** Bodies of one key, or of one address where there are no keys. */
  readonly bodiesOfSender: number;
  /** How long a body may take. */
  readonly body: BodyDeadlines;
}

/** Injection token of the {@link IngestLimits}. */
export const INGEST_LIMITS = Symbol('IngestLimits');

/** Half a minute of scanning; every scan looks at every sender. */
export const DEFAULT_LIMITS: IngestLimits = {
  waitingBytes: 256 << 20,
  waitingBatches: 10_000,
  sources: 1_000,
  bodyBytes: 64 << 20,
  bodiesOfSender: 128,
  body: { silenceMs: 15_000, wholeMs: 120_000 },
};
