/** How much may wait for the scan; a sender that meets a limit tries again. */
export interface IngestLimits {
  /** Bytes of lines. */
  readonly waitingBytes: number;
  readonly waitingBatches: number;
  /** Names of senders. */
  readonly sources: number;
}

/** Injection token of the {@link IngestLimits}. */
export const INGEST_LIMITS = Symbol('IngestLimits');

/** Half a minute of scanning; every scan looks at every sender. */
export const DEFAULT_LIMITS: IngestLimits = { waitingBytes: 256 << 20, waitingBatches: 10_000, sources: 1_000 };
