import type { TimeBasis } from '../parsed-line.js';
import { LocalClock } from './local-clock.js';
import type { Stamp } from './stamp.js';
import { YearInference } from './year-inference.js';
import { ZoneOffsets } from './zone-offsets.js';

/** What the clock has to remember between two runs; JSON-serialisable. */
export interface LineClockState {
  /** UTC ms of the last line that carried a time. */
  readonly previous: number | null;
  /** Local ms of the latest line without a year. */
  readonly latestYearless: number | null;
}

/** Turns the stamps of one file's lines, in order, into instants. `time` and `basis` are those of the last line. */
export class LineClock {
  time = 0;
  basis: TimeBasis = 'received';
  private previous: number | null;
  private reference = 0;
  private readonly zone: ZoneOffsets;
  private readonly local: LocalClock;
  private readonly years = new YearInference();

  constructor(timeZone: string, state: LineClockState | null) {
    this.zone = new ZoneOffsets(timeZone);
    this.local = new LocalClock(this.zone);
    this.previous = state?.previous ?? null;
    this.years.latest = state?.latestYearless ?? null;
    this.setReference(0);
  }

  setReference(utcMs: number): void {
    this.reference = utcMs;
    this.years.setReference(utcMs + this.zone.offsetAt(utcMs));
  }

  state(): LineClockState {
    return { previous: this.previous, latestYearless: this.years.latest };
  }

  read(stamp: Stamp): void {
    switch (stamp.kind) {
      case 'none':
        this.basis = this.previous === null ? 'received' : 'inherited';
        this.time = this.previous ?? this.reference;
        return;
      case 'yearless':
        this.readLocal(this.years.locate(stamp.month, stamp.day, stamp.ms), 'year_inferred');
        return;
      case 'local':
        this.readLocal(stamp.ms, 'zone_assumed');
        return;
      case 'instant':
        this.time = this.previous = stamp.ms;
        this.basis = 'exact';
        return;
      default:
        stamp.kind satisfies never;
    }
  }

  private readLocal(localMs: number, basis: TimeBasis): void {
    this.time = this.local.toUtc(localMs, this.previous ?? -Infinity);
    this.previous = this.time;
    this.basis = this.local.ambiguous ? 'ambiguous' : basis;
  }
}
