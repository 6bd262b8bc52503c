/** An event may come so long after later ones; UTC milliseconds here and below. */
export const GRACE_MS = 2 * 3_600_000;
/** Streams whose times differ by no more than this are one. */
const AGREEMENT_MS = 3_600_000;
/** Who was not heard of for so many events of the stream does not hold its time back any more. */
const SILENT_AFTER = 10_000;
/** Who has got no further than half as far as the clock of the service, for so long, does not either. */
const SLOW_AFTER_MS = GRACE_MS;
/** So many sources have a say in what time it is: those that are furthest. */
const MAX_SOURCES = 64;

/** The furthest time that a host of a source has told. */
interface HostTime {
  readonly host: string;
  time: number;
  /** Number of the stream's event at which the host was heard of last. */
  heard: number;
  /** Where it stood, and the clock of the service, when its pace was looked at last. */
  pace?: { readonly time: number; readonly receivedAt: number; readonly isSlow: boolean };
}

interface SourceTime {
  readonly source: number;
  /** The two hosts that are furthest, the furthest first. */
  hosts: HostTime[];
}

/** JSON-serialisable. */
export interface StreamClockState {
  /** What time it is in the stream. */
  readonly time: number;
  /** Events before this belong to another stream; windows reach further back. */
  readonly base: number;
  /** How many events the stream has taken. */
  readonly events: number;
  readonly sources: readonly SourceTime[];
}

/**
 * What time it is in a stream. No single source, and no single host of a source, can move it ahead of the others: it is
 * what the second furthest has reached. One that is alone, or alone in still being heard of, sets the time by itself.
 */
export class StreamClock {
  private time: number;
  private earliest: number;
  private events: number;
  private sources: SourceTime[];

  /** @param longestWindowMs events may be ahead of the stream's time by that and {@link GRACE_MS} */
  constructor(
    private readonly longestWindowMs: number,
    state: StreamClockState | null = null,
  ) {
    this.time = state?.time ?? Number.NEGATIVE_INFINITY;
    this.earliest = state?.base ?? Number.NEGATIVE_INFINITY;
    this.events = state?.events ?? 0;
    this.sources = copyOf(state?.sources ?? []);
  }

  state(): StreamClockState {
    return { time: this.time, base: this.earliest, events: this.events, sources: copyOf(this.sources) };
  }

  /** Events before this belong to another stream. */
  get base(): number {
    return this.earliest;
  }

  /** The only source that has a say; null where there are several, or none. */
  get onlySource(): number | null {
    return this.sources.length === 1 ? this.sources[0]!.source : null;
  }

  /** The latest time that any source has told. */
  get furthest(): number {
    return this.sources.reduce((latest, { hosts }) => Math.max(latest, hosts[0]!.time), this.time);
  }

  /** True when an event at this time may be one of the stream's: in order, or nearly, or the next of its source. */
  accepts(source: number, time: number): boolean {
    if (time < this.earliest) return false;
    const ahead = GRACE_MS + this.longestWindowMs;
    if (time <= this.time + ahead || this.time === Number.NEGATIVE_INFINITY) return true;
    const furthest = this.sources.find((each) => each.source === source)?.hosts[0];
    return furthest !== undefined && time <= furthest.time + ahead;
  }

  /** How far an event is from being one of the stream's, to choose between streams that accept it; a lower figure is nearer. */
  distance(source: number, host: string, time: number): number {
    const known = this.sources.find((each) => each.source === source);
    const stranger = known === undefined ? 2 : known.hosts.some((each) => each.host === host) ? 0 : 1;
    return stranger * Number.MAX_SAFE_INTEGER + Math.abs(time - this.time);
  }

  /**
   * Takes note of an event.
   *
   * @param time that of the event, but not later than when it was received
   * @param receivedAt when the service received it, UTC milliseconds
   */
  observe(source: number, host: string, time: number, receivedAt = time): void {
    this.events++;
    const known = this.sources.find((each) => each.source === source);
    if (known === undefined) this.addSource({ source, hosts: [{ host, time, heard: this.events }] });
    else this.tell(known, host, time, receivedAt);
    if (time > this.time) this.advanceTo(this.agreedTime());
  }

  private tell(source: SourceTime, host: string, time: number, receivedAt: number): void {
    const told = source.hosts.find((each) => each.host === host);
    if (told !== undefined) {
      told.time = Math.max(told.time, time);
      told.heard = this.events;
      told.pace = paceOf(told, receivedAt);
    } else {
      source.hosts.push({ host, time, heard: this.events });
    }
    if (source.hosts.length > 1) source.hosts = source.hosts.sort(byTime).slice(0, 2);
  }

  private addSource(source: SourceTime): void {
    this.sources.push(source);
    if (this.sources.length > MAX_SOURCES) this.sources = this.sources.sort(bySource).slice(0, MAX_SOURCES);
  }

  /** Whether another stream has come to the same time. */
  agreesWith(other: StreamClock): boolean {
    return Math.abs(this.time - other.time) <= AGREEMENT_MS;
  }

  /** Takes over the sources of another stream. */
  join(other: StreamClock): void {
    const events = Math.max(this.events, other.events);
    const sources = new Map<number, HostTime[]>();
    for (const clock of [this, other]) {
      for (const { source, hosts } of clock.sources) {
        const shifted = hosts.map((host) => ({ ...host, heard: host.heard + events - clock.events }));
        const known = sources.get(source) ?? [];
        const rest = known.filter(({ host }) => !shifted.some((each) => each.host === host));
        sources.set(source, [...rest, ...shifted].sort(byTime).slice(0, 2));
      }
    }
    this.events = events;
    this.sources = [...sources]
      .map(([source, hosts]) => ({ source, hosts }))
      .sort(bySource)
      .slice(0, MAX_SOURCES);
    this.time = Math.max(this.time, other.time);
    this.earliest = Math.max(this.earliest, other.earliest);
  }

  private advanceTo(time: number): void {
    if (time <= this.time) return;
    this.time = time;
    this.earliest = Math.max(this.earliest, time - GRACE_MS);
  }

  /** What the second furthest source has reached of those that are still heard of, or the only one. */
  private agreedTime(): number {
    const time = this.agreedBy((pace) => pace?.isSlow !== true);
    return time === Number.NEGATIVE_INFINITY ? this.agreedBy(() => true) : time;
  }

  private agreedBy(hasSay: (pace: HostTime['pace']) => boolean): number {
    let first = Number.NEGATIVE_INFINITY;
    let second = Number.NEGATIVE_INFINITY;
    for (const { hosts } of this.sources) {
      let reached = Number.NEGATIVE_INFINITY;
      for (const { time, heard, pace } of hosts) {
        if (this.events - heard < SILENT_AFTER && hasSay(pace)) reached = time;
      }
      if (reached > first) [first, second] = [reached, first];
      else if (reached > second) second = reached;
    }
    return second === Number.NEGATIVE_INFINITY ? first : second;
  }
}

/** A clock that stands, or lags ever further behind that of the service, must not hold the others back. */
function paceOf({ time, pace }: HostTime, receivedAt: number): NonNullable<HostTime['pace']> {
  if (pace === undefined) return { time, receivedAt, isSlow: false };
  // Who has caught up with what waited is no slower than the others.
  if (pace.isSlow && receivedAt - time <= GRACE_MS) return { time, receivedAt, isSlow: false };
  const passed = receivedAt - pace.receivedAt;
  if (passed < SLOW_AFTER_MS) return pace;
  return { time, receivedAt, isSlow: time - pace.time < passed / 2 };
}

function copyOf(sources: readonly SourceTime[]): SourceTime[] {
  return sources.map(({ source, hosts }) => ({ source, hosts: hosts.map((host) => ({ ...host })) }));
}

function byTime(a: HostTime, b: HostTime): number {
  return b.time - a.time;
}

function bySource(a: SourceTime, b: SourceTime): number {
  return b.hosts[0]!.time - a.hosts[0]!.time || a.source - b.source;
}
