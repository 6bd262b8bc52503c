import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { Attack, LOGIN_AFTER_MS } from './attack.js';
import type { AttackEvent } from './attack.js';
import type { DetectionEvent } from './detection-event.js';
import { EventPool, NO_VALUE } from './event-pool.js';
import type { DerivedValues } from './event-pool.js';
import { GroupTable, NO_ROW } from './group-table.js';
import { ADDRESS_COLUMN, HOST_COLUMN, METHOD_COLUMN, USERNAME_COLUMN } from './plan.js';
import type { Plan, PlannedRule, TablePlacement } from './plan.js';
import { append, keepOnly } from './lists-by-key.js';
import { Sightings } from './sightings.js';
import { IntegerColumn } from './number-columns.js';
import { attemptsAt, figureAt, isBounded, rowsSince, windowFires } from './window-condition.js';
import type { WindowView } from './window-condition.js';

/** An event that lies behind the latest of its lane by more than this belongs to another lane. */
export const GRACE_MS = 2 * 3_600_000;

/** What is let in, beyond twice what was kept last, before the lane is swept. */
const LEAST_SWEEP = 65_536;
/** The same for logins, and addresses of attacks. */
const LEAST_FORGET = 8_192;

/** What a lane tells the engine. */
export interface LaneListener {
  began(attack: Attack): void;
  changed(attack: Attack): void;
}

/**
 * One stream of time: events that come nearly in order, the windows over them, and the attacks that were found.
 *
 * What is kept is a function of the events alone (those within reach of an event that may still come), so that a lane
 * rebuilt from stored entries and alerts goes on as if it had never stopped.
 */
export class Lane {
  private pool: EventPool;
  private tables: GroupTable[];
  /** By planned rule: the attacks by group. */
  private attacks: Map<number, Attack[]>[];
  /** By planned rule: the most that its figure can be, by group; null where that says nothing. */
  private limits: (IntegerColumn | null)[];
  private readonly sightings: Sightings;
  private sweepAt = LEAST_SWEEP;
  private forgetAt = LEAST_FORGET;

  /** @param watermark time of the latest event so far, UTC milliseconds */
  constructor(
    readonly id: number,
    private readonly plan: Plan,
    private readonly listener: LaneListener,
    public watermark = Number.NEGATIVE_INFINITY,
  ) {
    this.pool = new EventPool(plan.textFields, plan.sumFields);
    this.tables = this.emptyTables();
    this.attacks = plan.rules.map(() => new Map());
    this.limits = this.noLimits();
    this.sightings = new Sightings((attack) => this.listener.changed(attack));
  }

  /** How many events are in memory. */
  get size(): number {
    return this.pool.size;
  }

  /** True when an event at this time is in order here, or nearly. */
  accepts(timestamp: number): boolean {
    return timestamp >= this.watermark - GRACE_MS;
  }

  /** Entries older than this, UTC milliseconds, have no influence any more. */
  get reach(): number {
    return this.watermark - GRACE_MS - this.plan.longestWindowMs;
  }

  /** Alerts whose last event is older than this, UTC milliseconds, can no longer change. */
  get alertReach(): number {
    return this.watermark - GRACE_MS - Math.max(this.plan.longestWindowMs, LOGIN_AFTER_MS);
  }

  /** @param set the rules that the event met */
  observe(event: DetectionEvent, set: number): void {
    if (event.timestamp > this.watermark) this.watermark = event.timestamp;
    // The attacks that led to a login hear of it before what the login itself sets off.
    if (isLogin(event)) this.sightings.addLogin(event, always);
    this.take(event, set, null);
    if (this.pool.weight >= this.sweepAt) this.tidy();
    if (this.sightings.size >= this.forgetAt) this.forget();
  }

  /** Puts an event back in mind that was judged before the process started; `judges` says by which rules it was not. */
  recall(event: DetectionEvent, set: number, judges: (planned: PlannedRule) => boolean): void {
    if (isLogin(event)) this.sightings.addLogin(event, judges);
    this.take(event, set, null, judges);
  }

  restore(planned: PlannedRule, alert: DetectedAlert): void {
    const attack = Attack.restore(planned, alert);
    this.keep(attack);
    this.sightings.restoreAttack(attack);
  }

  /** Puts the firings of restored attacks back in mind that count as events; to be called after the events. */
  recallFirings(judges: (planned: PlannedRule) => boolean): void {
    const firings = this.attacks.flatMap((groups) => [...groups.values()].flat());
    for (const attack of firings.sort((a, b) => a.firing.entryId - b.firing.entryId)) {
      if (attack.planned.isReferred && attack.firedAt >= this.reach) this.takeFiring(attack, judges);
    }
  }

  private take(
    event: DetectionEvent,
    set: number,
    derived: DerivedValues | null,
    judges: (planned: PlannedRule) => boolean = always,
  ): void {
    for (const placement of this.plan.placementsOf(set)) {
      const { tables, columns } = this.plan.placements[placement]!;
      const row = this.pool.append(event, placement, columns, derived);
      // Rows are placed before any is judged: what one rule finds may count for the next.
      const open: OpenRow[] = [];
      for (const place of tables) {
        const openRow = this.settle(place, row, event, derived, judges);
        if (openRow !== null) open.push(openRow);
      }
      if (open.length === 0) this.pool.dropLast();
      for (const each of open) {
        for (const planned of each.rules) if (judges(planned)) this.judge(planned, each.group, row, each.isLate);
      }
    }
  }

  /**
   * Lets attacks that the row continues grow, and puts the row in its group where rules are left that have not fired.
   * A row that only continues attacks is not kept: no window to come can reach it.
   */
  private settle(
    place: TablePlacement,
    row: number,
    event: DetectionEvent,
    derived: DerivedValues | null,
    judges: (planned: PlannedRule) => boolean,
  ): OpenRow | null {
    const table = this.tables[place.table]!;
    const group = table.groupOf(row, place.columns);
    if (group === NO_VALUE) return null;
    let rules = place.rules;
    for (const planned of place.rules) {
      const attack = this.attackAt(planned, group, event.timestamp);
      if (attack === null) continue;
      if (judges(planned)) this.extend(attack, group, this.attackEvent(planned, event, derived, row));
      rules = rules.filter((each) => each !== planned);
    }
    if (rules.length === 0) return null;
    for (const planned of rules) this.raiseLimit(planned, group, row);
    return { group, rules, isLate: table.insert(group, row) };
  }

  /** What the figure of a rule can be at most in a group, over all the rows that were kept since the last sweep. */
  private raiseLimit(planned: PlannedRule, group: number, row: number): void {
    const limits = this.limits[planned.index]!;
    if (limits !== null) limits.set(group, Math.max(0, limits.get(group)) + figureAt(planned, row, this.pool));
  }

  private judge(planned: PlannedRule, group: number, row: number, isLate: boolean): void {
    // Most groups are far from any threshold: their windows need no look.
    const limits = this.limits[planned.index]!;
    if (limits !== null && limits.get(group) < planned.rule.bounds.least) return;
    const view = this.viewOf(planned);
    const end = isLate
      ? this.laterRows(planned, group, row).find((each) => windowFires(planned, each, view, false))
      : windowFires(planned, row, view, true) && row;
    if (typeof end === 'number') this.begin(planned, group, end, isLate);
  }

  /** The row and those of the rule behind it whose windows reach back to it, the earliest first. */
  private laterRows(planned: PlannedRule, group: number, row: number): number[] {
    const { times } = this.pool;
    const horizon = times.get(row) + planned.rule.windowMs;
    return this.rowsFrom(planned, group, row).filter(
      (each) => times.get(each) <= horizon && this.attackAt(planned, group, times.get(each)) === null,
    );
  }

  /** The rows of the rule from one on to the latest of the group, in order of time. */
  private rowsFrom(planned: PlannedRule, group: number, row: number): number[] {
    const head = this.tables[planned.table]!.heads.get(group);
    const rows = rowsSince(planned, head, this.pool.times.get(row), this.viewOf(planned));
    return rows.slice(rows.indexOf(row));
  }

  private begin(planned: PlannedRule, group: number, end: number, isLate: boolean): void {
    const since = this.pool.times.get(end) - planned.rule.windowMs;
    const inside = rowsSince(planned, end, since, this.viewOf(planned));
    const values = this.groupValues(planned, end);
    const attack = Attack.begin(
      planned,
      this.id,
      values,
      inside.map((row) => this.eventAt(planned, row)),
    );
    const later = isLate ? this.rowsFrom(planned, group, end).slice(1) : [];
    for (const row of this.followers(attack, group, later)) attack.grow(this.eventAt(planned, row));
    this.keep(attack, group);
    this.listener.began(attack);
    this.sightings.addAttack(attack);
    if (planned.isReferred) this.takeFiring(attack, always);
  }

  /** Lets an attack grow by a row; a late one may close the gap to rows that came after the attack. */
  private extend(attack: Attack, group: number, event: AttackEvent): void {
    const { planned, endsAt } = attack;
    this.grow(attack, event);
    const { times } = this.pool;
    const head = this.tables[planned.table]!.heads.get(group);
    if (head === NO_ROW || times.get(head) <= endsAt || attack.endsAt === endsAt) return;
    const rows = rowsSince(planned, head, endsAt, this.viewOf(planned)).filter((each) => times.get(each) > endsAt);
    for (const each of this.followers(attack, group, rows)) this.grow(attack, this.eventAt(planned, each));
  }

  /** Which of the rows, given in order of time, an attack reaches as it grows by them; those of other attacks stay. */
  private *followers(attack: Attack, group: number, rows: readonly number[]): Generator<number> {
    const attacks = this.attacks[attack.planned.index]!.get(group) ?? [];
    for (const row of rows) {
      const time = this.pool.times.get(row);
      if (attack.includes(time) && !attacks.some((other) => other !== attack && other.includes(time))) yield row;
    }
  }

  /** The firing of a rule is an event for the rules that count it. */
  private takeFiring(attack: Attack, judges: (planned: PlannedRule) => boolean): void {
    const { planned, groupValues, firing, firedAt } = attack;
    const values = new Map(planned.rule.groupBy.map(({ name }, index) => [name, groupValues[index]!]));
    const event = { ...NOTHING, id: firing.entryId, timestamp: firedAt, attempts: firing.attempts };
    this.take(event, this.plan.sets.with(0, planned.ref), values, judges);
  }

  private grow(attack: Attack, event: AttackEvent): void {
    const isNewAddress = attack.grow(event);
    this.listener.changed(attack);
    if (isNewAddress) this.sightings.addAddress(attack, event.ipAddress!);
  }

  private attackAt(planned: PlannedRule, group: number, timestamp: number): Attack | null {
    const attacks = this.attacks[planned.index]!.get(group);
    if (attacks === undefined) return null;
    for (const attack of attacks) if (attack.includes(timestamp)) return attack;
    return null;
  }

  private keep(attack: Attack, group = this.groupOf(attack)): void {
    append(this.attacks[attack.planned.index]!, group, attack);
  }

  private groupOf({ planned, groupValues }: Attack): number {
    return this.tables[planned.table]!.groupWith(groupValues, planned.columns);
  }

  private groupValues(planned: PlannedRule, row: number): string[] {
    const { tables } = this.plan.placements[this.pool.placements.get(row)]!;
    const { columns } = tables.find(({ table }) => table === planned.table)!;
    return columns.map((column) => this.pool.textOf(column, row)!);
  }

  /** The row that was just placed, as an attack counts it; the texts are at hand. */
  private attackEvent(
    planned: PlannedRule,
    event: DetectionEvent,
    derived: DerivedValues | null,
    row: number,
  ): AttackEvent {
    if (derived !== null) return this.eventAt(planned, row);
    const { timestamp, id, username, ipAddress, method, host } = event;
    return { timestamp, entryId: id, attempts: attemptsAt(planned, row, this.pool), username, ipAddress, method, host };
  }

  private eventAt(planned: PlannedRule, row: number): AttackEvent {
    const { pool } = this;
    return {
      timestamp: pool.times.get(row),
      entryId: pool.entryIds.get(row),
      attempts: attemptsAt(planned, row, pool),
      username: pool.textOf(USERNAME_COLUMN, row),
      ipAddress: pool.textOf(ADDRESS_COLUMN, row),
      method: pool.textOf(METHOD_COLUMN, row),
      host: pool.textOf(HOST_COLUMN, row),
    };
  }

  private viewOf({ table }: PlannedRule): WindowView {
    return { pool: this.pool, table: this.tables[table]! };
  }

  private noLimits(): (IntegerColumn | null)[] {
    return this.plan.rules.map((planned) => (isBounded(planned) ? new IntegerColumn() : null));
  }

  private emptyTables(): GroupTable[] {
    return Array.from({ length: this.plan.tableCount }, () => new GroupTable(this.pool));
  }

  /** Sweeps when that is worth it: a sweep takes as much memory again as what is left. */
  private tidy(): void {
    const { pool, reach } = this;
    const isMostlyInReach = pool.times.get(Math.floor(pool.size / 3)) >= reach;
    const isMostlyRows = pool.weight < 3 * pool.size + LEAST_SWEEP;
    if (pool.size > 0 && isMostlyInReach && isMostlyRows) this.sweepAt = pool.weight * 1.25;
    else this.sweep();
  }

  /** Lets go of everything out of reach: what is left is copied into a fresh pool. */
  private sweep(): void {
    const { pool: old, reach } = this;
    this.pool = old.emptied();
    this.tables = this.emptyTables();
    this.limits = this.noLimits();
    for (let row = 0; row < old.size; row++) if (old.times.get(row) >= reach) this.readmit(old, row);
    this.forget();
    const attacks = this.attacks.flatMap((groups) => [...groups.values()].flat());
    this.attacks = this.plan.rules.map(() => new Map());
    for (const attack of attacks) this.keep(attack);
    this.sweepAt = this.pool.weight * 2 + LEAST_SWEEP;
  }

  /** Lets go of attacks and logins that nothing that is still to come can belong to. */
  private forget(): void {
    const horizon = this.watermark - GRACE_MS;
    for (const groups of this.attacks) keepOnly(groups, ({ forgottenAt }) => forgottenAt >= horizon);
    this.sightings.forget(horizon, this.reach);
    this.forgetAt = this.sightings.size * 2 + LEAST_FORGET;
  }

  private readmit(old: EventPool, from: number): void {
    const { tables, columns } = this.plan.placements[old.placements.get(from)]!;
    const row = this.pool.copy(old, from, columns);
    for (const { table, columns: groupColumns, rules } of tables) {
      const group = this.tables[table]!.groupOf(row, groupColumns);
      if (group === NO_VALUE) continue;
      this.tables[table]!.insert(group, row);
      for (const planned of rules) this.raiseLimit(planned, group, row);
    }
  }
}

/** A row in a group, and the rules that have not fired there. */
interface OpenRow {
  readonly group: number;
  readonly rules: readonly PlannedRule[];
  readonly isLate: boolean;
}

const NOTHING: DetectionEvent = {
  id: 0,
  timestamp: 0,
  logType: 'ssh_failed_login',
  host: null,
  program: '',
  pid: null,
  ipAddress: null,
  sourceHost: null,
  port: null,
  username: null,
  validUser: null,
  method: null,
  keyType: null,
  keyFingerprint: null,
  certificateId: null,
  attempts: 0,
  carriedAttempts: 0,
  methodAttempts: 0,
  rawLog: '',
};

function isLogin({ logType }: DetectionEvent): boolean {
  return logType === 'ssh_accepted_login';
}

function always(): boolean {
  return true;
}
