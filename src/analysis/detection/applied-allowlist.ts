import { Allowlist } from './allowlist.js';

/** What an entry of the allowlist covered. */
export interface AllowlistHits {
  /** Number of log entries. */
  readonly hits: number;
  /** Time of the newest of them, UTC milliseconds. */
  readonly lastHitAt: number;
}

/** The allowlist as log entries pass it: counts what each of its ranges covered. */
export class AppliedAllowlist {
  private hitsById = new Map<string, AllowlistHits>();

  constructor(private allowlist = new Allowlist([])) {}

  /** Takes another allowlist from now on. */
  use(allowlist: Allowlist): void {
    this.allowlist = allowlist;
  }

  /**
   * True, and a hit, where the address is allowed.
   *
   * @param at when the event happened, UTC milliseconds
   */
  covers(ipAddress: string | null, at: number): boolean {
    const id = ipAddress === null ? null : this.allowlist.find(ipAddress, at);
    if (id === null) return false;
    const { hits, lastHitAt } = this.hitsById.get(id) ?? { hits: 0, lastHitAt: at };
    this.hitsById.set(id, { hits: hits + 1, lastHitAt: Math.max(lastHitAt, at) });
    return true;
  }

  /** The hits since the last call, by the id of the range. */
  takeHits(): ReadonlyMap<string, AllowlistHits> {
    const hits = this.hitsById;
    this.hitsById = new Map();
    return hits;
  }
}
