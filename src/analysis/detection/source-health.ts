import { serviceAlert } from '../../alerts/lifecycle/service-alert.js';
import type { ServiceAlertChange } from '../../alerts/lifecycle/service-alert.js';
import type { ServiceRule } from '../../alerts/lifecycle/service-rules.js';
import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import type { ParsedLine } from '../../logs/parsing/parsed-line.js';
import { MAX_AHEAD_MS } from './engine.js';

/**
 * A map that forgets what has not been used for longest, in two generations: when the young one is full it becomes
 * the old one, and what was old and not used since is let go. Holds between `capacity` and twice as many values.
 * Cheaper than a list of last uses, since using a young value changes nothing.
 */
export class RecentMap<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();

  constructor(private readonly capacity: number) {}

  get(key: string): Value | undefined {
    const young = this.young.get(key);
    if (young !== undefined) return young;
    const old = this.old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: Value): void {
    if (this.young.size >= this.capacity) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Days whose longest gaps say how long a source may be quiet. */
const DAYS_KEPT = 7;
/** A source is silent after twice its longest gap, and never before an hour. */
const MIN_SILENCE_MS = HOUR_MS;
const TIMES_LONGEST_GAP = 2;
/** A source whose lines are older than this when they are taken is not live: it is a log of former days. */
const LIVE_WITHIN_MS = HOUR_MS;

/** Lines of sshd whose share that was understood is compared with that of the lines before. */
const WINDOW_LINES = 500;
const MIN_PAST_LINES = 1_000;
/** Beyond so many, the past weighs half: what is normal may change slowly. */
const MAX_PAST_LINES = 20_000;
const SHARP_DROP = 0.25;

/** Without such a line for so long the clock is taken to be right again. */
const AHEAD_ENDS_AFTER_MS = HOUR_MS;

/** How many lines of sshd there were, and how many of them were understood. */
interface Understanding {
  readonly lines: number;
  readonly understood: number;
}

/** Everything that is kept of a source between two scans; JSON-serialisable. Times are UTC milliseconds. */
export interface SourceHealthState {
  readonly firstLineAt: number | null;
  readonly lastLineAt: number | null;
  /** Whether lines were ever taken soon after they were written. */
  readonly wasLive: boolean;
  /** The longest gap between two lines, by day (days since 1970), the latest days only. */
  readonly gaps: readonly (readonly [day: number, gapMs: number])[];
  readonly window: Understanding;
  readonly past: Understanding;
  /** Lines that were dated ahead: by how much at most, and when the last one came; null: none for an hour. */
  readonly ahead?: { readonly mostMs: number; readonly at: number } | null;
  /** The alerts that go on. */
  readonly clockAhead?: DetectedAlert | null;
  readonly silent: DetectedAlert | null;
  readonly notUnderstood: DetectedAlert | null;
}

const UNKNOWN: SourceHealthState = {
  firstLineAt: null,
  lastLineAt: null,
  wasLive: false,
  gaps: [],
  window: { lines: 0, understood: 0 },
  past: { lines: 0, understood: 0 },
  ahead: null,
  clockAhead: null,
  silent: null,
  notUnderstood: null,
};

/**
 * Watches over one log source: raises an alert when its lines stop coming, and when they are no longer understood, each
 * against its own past. A log that nobody writes to any more, or whose format has changed, hides every attack.
 */
export class SourceHealth {
  private firstLineAt: number | null;
  private lastLineAt: number | null;
  private wasLive: boolean;
  private readonly gaps: Map<number, number>;
  private windowLines: number;
  private windowUnderstood: number;
  private past: Understanding;
  private ahead: NonNullable<SourceHealthState['ahead']> | null;
  private clockAhead: DetectedAlert | null;
  private silent: DetectedAlert | null;
  private notUnderstood: DetectedAlert | null;
  private changes: ServiceAlertChange[] = [];

  constructor(
    private readonly source: string,
    state: SourceHealthState = UNKNOWN,
  ) {
    this.firstLineAt = state.firstLineAt;
    this.lastLineAt = state.lastLineAt;
    this.wasLive = state.wasLive;
    this.gaps = new Map(state.gaps);
    this.windowLines = state.window.lines;
    this.windowUnderstood = state.window.understood;
    this.past = state.past;
    this.ahead = state.ahead ?? null;
    this.clockAhead = state.clockAhead ?? null;
    this.silent = state.silent;
    this.notUnderstood = state.notUnderstood;
  }

  state(): SourceHealthState {
    const { firstLineAt, lastLineAt, wasLive, gaps, past, ahead, clockAhead, silent, notUnderstood } = this;
    const window = { lines: this.windowLines, understood: this.windowUnderstood };
    return {
      firstLineAt,
      lastLineAt,
      wasLive,
      gaps: [...gaps],
      window,
      past,
      ahead,
      clockAhead,
      silent,
      notUnderstood,
    };
  }

  /**
   * @param timestamp of the line, UTC milliseconds
   * @param receivedAt when the service received it: no line was written later
   */
  record(kind: ParsedLine['kind'], timestamp: number, receivedAt = timestamp): void {
    if (timestamp > receivedAt + MAX_AHEAD_MS) this.recordAhead(timestamp - receivedAt, receivedAt);
    const time = Math.min(timestamp, receivedAt);
    this.recordTime(time);
    if (kind === 'foreign') return;
    this.windowLines += 1;
    if (kind !== 'unrecognised') this.windowUnderstood += 1;
    if (this.windowLines === WINDOW_LINES) this.closeWindow(time);
  }

  /**
   * Looks at the clock, which alone can tell that nothing comes any more.
   *
   * @param now UTC milliseconds
   */
  check(now: number): void {
    this.checkAhead(now);
    const { firstLineAt, lastLineAt } = this;
    if (firstLineAt === null || lastLineAt === null) return;
    if (now - lastLineAt <= LIVE_WITHIN_MS) this.wasLive = true;
    if (!this.wasLive || this.silent !== null || lastLineAt - firstLineAt < DAY_MS) return;
    const longestGap = Math.max(0, ...this.gaps.values());
    const allowed = Math.max(MIN_SILENCE_MS, TIMES_LONGEST_GAP * longestGap);
    if (now - lastLineAt <= allowed) return;
    this.silent = this.alertOf('source_silent', 'Log source fell silent', lastLineAt, lastLineAt + allowed, {
      explanation:
        `No line has come since then, and for a week there was none for ${hours(longestGap)} at most. ` +
        'Check that the host is up, that its log is still written, and that it is written here.',
    });
    this.changes.push({ kind: 'created', alert: this.silent });
  }

  get hasChanges(): boolean {
    return this.changes.length > 0;
  }

  /** The alerts that changed since the last call. */
  takeChanges(): readonly ServiceAlertChange[] {
    const { changes } = this;
    this.changes = [];
    return changes;
  }

  private recordAhead(aheadMs: number, receivedAt: number): void {
    this.ahead = {
      mostMs: Math.max(aheadMs, this.ahead?.mostMs ?? 0),
      at: Math.max(receivedAt, this.ahead?.at ?? receivedAt),
    };
    if (this.clockAhead !== null) return;
    this.clockAhead = this.alertOf('source_clock_ahead', 'Clock of a log source is ahead', receivedAt, receivedAt, {
      explanation:
        `A line was dated ${hours(aheadMs)} ahead of the clock of this service. It is followed apart from the others, ` +
        'which go by their own time. Check the clock of the host, and the zone of the source (LOG_TIMEZONE, LOG_FILES); ' +
        'or somebody has written the line to mislead.',
    });
    this.changes.push({ kind: 'created', alert: this.clockAhead });
  }

  private checkAhead(now: number): void {
    const { ahead, clockAhead } = this;
    if (ahead === null || now - ahead.at <= AHEAD_ENDS_AFTER_MS) return;
    this.ahead = null;
    if (clockAhead === null) return;
    this.changes.push({ kind: 'updated', alert: { ...clockAhead, lastSeen: ahead.at, endsAt: ahead.at } });
    this.clockAhead = null;
  }

  private recordTime(timestamp: number): void {
    const { lastLineAt } = this;
    this.firstLineAt ??= timestamp;
    if (lastLineAt !== null && timestamp <= lastLineAt) return;
    this.lastLineAt = timestamp;
    if (this.silent !== null) {
      this.changes.push({ kind: 'updated', alert: { ...this.silent, endsAt: timestamp } });
      this.silent = null;
      // The silence that was alerted is no measure of what is normal.
      return;
    }
    if (lastLineAt === null) return;
    const day = Math.floor(timestamp / DAY_MS);
    const longest = this.gaps.get(day);
    const gap = timestamp - lastLineAt;
    if (longest !== undefined && longest >= gap) return;
    this.gaps.set(day, gap);
    for (const old of this.gaps.keys()) if (old <= day - DAYS_KEPT) this.gaps.delete(old);
  }

  private closeWindow(timestamp: number): void {
    const share = this.windowUnderstood / this.windowLines;
    const usual = this.past.understood / this.past.lines;
    const isDrop = this.past.lines >= MIN_PAST_LINES && usual - share >= SHARP_DROP;
    if (isDrop) this.recordDrop(share, usual, timestamp);
    else this.recordUsual(timestamp);
    this.windowLines = 0;
    this.windowUnderstood = 0;
  }

  private recordDrop(share: number, usual: number, timestamp: number): void {
    const known = this.notUnderstood;
    this.notUnderstood =
      known === null
        ? this.alertOf('source_not_understood', 'Log source is no longer understood', timestamp, timestamp, {
            explanation:
              `Of the last ${WINDOW_LINES} lines of sshd ${percent(share)} were understood; it was ${percent(usual)} ` +
              'before. GET /coverage shows the lines that were not: the format of the log may have changed.',
          })
        : { ...known, lastSeen: Math.max(known.lastSeen, timestamp), events: known.events + 1 };
    this.changes.push({ kind: known === null ? 'created' : 'updated', alert: this.notUnderstood });
  }

  private recordUsual(timestamp: number): void {
    if (this.notUnderstood !== null) {
      this.changes.push({ kind: 'updated', alert: { ...this.notUnderstood, endsAt: timestamp } });
      this.notUnderstood = null;
    }
    const weight = this.past.lines >= MAX_PAST_LINES ? 0.5 : 1;
    this.past = {
      lines: this.past.lines * weight + this.windowLines,
      understood: this.past.understood * weight + this.windowUnderstood,
    };
  }

  private alertOf(
    rule: ServiceRule,
    reason: string,
    seen: number,
    firedAt: number,
    { explanation }: Pick<DetectedAlert, 'explanation'>,
  ): DetectedAlert {
    const groupBy = { source: this.source };
    return serviceAlert({ rule, reason, severity: 'medium', groupBy, firstSeen: seen, firedAt, explanation });
  }
}

function hours(milliseconds: number): string {
  if (milliseconds >= 3 * DAY_MS) return `${Math.round(milliseconds / DAY_MS)} days`;
  return milliseconds < HOUR_MS ? 'an hour' : `${Math.ceil(milliseconds / HOUR_MS)} hours`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
