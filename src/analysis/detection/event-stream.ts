import type { AttackFacts } from '../../alerts/lifecycle/detected-alert.js';
import { Attack, AttackTable, attackId } from './attack.js';
import type { AttackEvent } from './attack.js';
import type { DetectionEvent } from './detection-rule.js';
import { EventPool, isForgeable, NO_VALUE } from './event-pool.js';
import type { DerivedValues } from './event-pool.js';
import { GroupTable } from './group-table.js';
import type { IsCounted } from './group-table.js';
import { StreamClock } from './stream-clock.js';
import type { StreamClockState } from './stream-clock.js';
import { EMPTY_SET } from './placements.js';
import type { Placements, TablePlacement } from './placements.js';
import { ADDRESS_COLUMN, HOST_COLUMN, METHOD_COLUMN, USERNAME_COLUMN, groupValuesOf } from './plan.js';
import type { Plan, PlannedRule } from './plan.js';
import { NO_ROW, attemptsAt } from './rule-rows.js';

/** What is let in, beyond half as much again as was kept last, before the stream is swept. */
const MIN_SWEEP = 65_536;

/** What a stream tells the engine. */
export interface StreamListener {
  began(attack: Attack, stream: EventStream): void;
  grew(attack: Attack, event: AttackEvent, stream: EventStream): void;
}

/**
 * Which rules judge an event that is put back in mind; others have judged it before the process started.
 * `attack` is the one that it would continue, null where it may begin one.
 */
type IsEnabled = (planned: PlannedRule, entryId: number, attack: Attack | null) => boolean;

/**
 * Events whose times agree, the windows over them, and the attacks that were found.
 *
 * What is kept is a function of the events alone (those within reach of an event that may still come), so that a stream
 * rebuilt from stored entries and alerts goes on as if it had never stopped.
 */
export class EventStream {
  readonly clock: StreamClock;
  private pool: EventPool;
  private tables: GroupTable[];
  private attacks: AttackTable;
  private readonly open = new OpenRows();
  private sweepAt = MIN_SWEEP;

  constructor(
    readonly id: number,
    private readonly plan: Plan,
    private placements: Placements,
    private readonly listener: StreamListener,
    clock: StreamClockState | null = null,
  ) {
    this.clock = new StreamClock(plan.longestWindowMs, clock);
    this.pool = new EventPool(plan.textFields, plan.sumFields);
    this.tables = this.emptyTables();
    this.attacks = new AttackTable(plan.rules.length);
  }

  /** How many events are in memory. */
  get size(): number {
    return this.pool.size;
  }

  /** Entries older than this, UTC milliseconds, have no influence any more. */
  get reach(): number {
    return this.clock.base - this.plan.longestWindowMs;
  }

  /** @param set the rules that the event met */
  observe(event: DetectionEvent, set: number): void {
    this.take(event, set, null, always);
    if (this.pool.weight + this.attacks.size >= this.sweepAt) this.tidy();
  }

  /**
   * Puts an event back in mind that was judged before the process started; `isEnabled` says by which rules it was not.
   *
   * @param isJudged true where there is no such rule: then nothing has to be kept that is out of reach by now
   */
  replay(event: DetectionEvent, set: number, isEnabled: IsEnabled, isJudged: boolean): void {
    this.take(event, set, null, isEnabled);
    if (isJudged && this.pool.weight + this.attacks.size >= this.sweepAt) this.tidy();
  }

  /** Goes on with an attack that has not ended as far as this stream knows. */
  restore(planned: PlannedRule, stored: AttackFacts): void {
    const values = groupValuesOf(planned, stored.groupBy);
    const group = this.tables[planned.table]!.groupWith(values, planned.columns);
    const isSame = stored.id === attackId(planned, values, stored.firstSeen);
    this.attacks.add(new Attack(planned, group, stored, true, isSame ? null : stored.id));
  }

  /** Puts the firing of a stored attack back in mind, as an event for the rules that count it. */
  replayFiring(planned: PlannedRule, { groupBy, firing, firedAt }: AttackFacts, isEnabled: IsEnabled): void {
    const values = groupValuesOf(planned, groupBy);
    this.takeFiring(planned, values, firing, firedAt, isEnabled);
  }

  /** Takes over everything that is in reach of another stream whose time has come to agree. */
  absorb(other: EventStream): void {
    this.clock.join(other.clock);
    for (let row = 0; row < other.pool.size; row++) this.readmit(other.pool, other.placements, row);
    for (const attack of other.attacks) this.keepAttack(attack, other.valuesOf(attack));
  }

  /** The values of an attack's group. */
  valuesOf({ planned, group }: Attack): string[] {
    return this.tables[planned.table]!.valuesOf(group, planned.columns);
  }

  /** Lets go of everything out of reach: what is left is copied. @param placements the numbers that rows have then */
  sweep(placements = this.placements): void {
    const { pool: old, attacks, placements: oldPlacements } = this;
    const kept = [...attacks].filter(({ endsAt }) => endsAt >= this.clock.base);
    const values = kept.map((attack) => this.valuesOf(attack));
    this.placements = placements;
    this.pool = old.emptied();
    this.tables = this.emptyTables();
    this.attacks = new AttackTable(this.plan.rules.length);
    for (const [index, attack] of kept.entries()) this.keepAttack(attack, values[index]!);
    for (let row = 0; row < old.size; row++) this.readmit(old, oldPlacements, row);
    this.sweepAt = (this.pool.weight + this.attacks.size) * 1.5 + MIN_SWEEP;
  }

  private keepAttack(attack: Attack, values: readonly string[]): void {
    const { planned } = attack;
    attack.group = this.tables[planned.table]!.groupWith(values, planned.columns);
    this.attacks.add(attack);
  }

  /** Sweeps when that is worth it: a sweep takes as much memory again as what is left. */
  private tidy(): void {
    const { pool } = this;
    const isMostlyInReach = pool.size > 0 && pool.times.get(Math.floor(pool.size / 3)) >= this.reach;
    const isMostlyRows = pool.weight < 3 * pool.size + MIN_SWEEP && this.attacks.size < pool.size + MIN_SWEEP;
    if (isMostlyInReach && isMostlyRows) this.sweepAt = (pool.weight + this.attacks.size) * 1.25;
    else this.sweep();
  }

  /** Takes over a row of another pool, where a window of a rule to come may reach it. */
  private readmit(old: EventPool, oldPlacements: Placements, from: number): void {
    const time = old.times.get(from);
    if (time < this.reach) return;
    const placement = this.placements.copy(oldPlacements, old.placements.get(from));
    const { tables, columns } = this.placements.get(placement);
    const row = this.pool.copy(old, from, placement, columns);
    let isKept = false;
    for (const place of tables) {
      const table = this.tables[place.table]!;
      const group = table.groupOf(row, place.columns);
      if (group === NO_VALUE) continue;
      const rules = place.rules.filter(
        (planned) => time >= this.clock.base - planned.rule.windowMs && this.attacks.at(planned, group, time) === null,
      );
      if (rules.length === 0) continue;
      isKept = true;
      table.insert(group, row, rules);
    }
    if (!isKept) this.pool.dropLast();
  }

  private take(event: DetectionEvent, set: number, derived: DerivedValues | null, isEnabled: IsEnabled): void {
    for (const placement of this.placements.of(set)) {
      const { tables, columns } = this.placements.get(placement);
      const row = this.pool.append(event, placement, columns, derived);
      const { open } = this;
      const first = open.length;
      // Rows are placed before any is judged: what one rule finds may count for the next.
      for (const place of tables) this.settle(place, row, event, derived, isEnabled);
      if (open.length === first) this.pool.dropLast();
      const end = open.length;
      for (let at = first; at < end; at++) {
        const group = open.groups[at]!;
        const rules = open.rules[at]!;
        const since = open.since[at]!;
        for (let index = 0; index < rules.length; index++) {
          const planned = rules[index]!;
          if (isEnabled(planned, event.id, null)) this.judge(planned, group, row, since[index]);
        }
      }
      open.truncate(first);
    }
  }

  /**
   * Lets attacks that the row continues grow, and puts the row in its group where rules are left that have not fired.
   * A row that only continues attacks is not kept: no window to come can reach it.
   */
  private settle(
    { table, columns, rules: all }: TablePlacement,
    row: number,
    event: DetectionEvent,
    derived: DerivedValues | null,
    isEnabled: IsEnabled,
  ): void {
    const group = this.tables[table]!.groupOf(row, columns);
    if (group === NO_VALUE) return;
    let rules = all;
    for (const planned of all) {
      const attack = this.attacks.at(planned, group, event.timestamp);
      if (attack === null) continue;
      if (isEnabled(planned, event.id, attack)) this.extend(attack, this.attackEvent(planned, event, derived, row));
      rules = without(rules, planned);
    }
    if (rules.length > 0) this.open.push(group, rules, this.tables[table]!.insert(group, row, rules));
  }

  private judge(planned: PlannedRule, group: number, row: number, since: number | undefined): void {
    // What another rule found meanwhile may have begun an attack of this one that holds the row.
    if (this.attacks.at(planned, group, this.pool.times.get(row)) !== null) return;
    const end = this.tables[planned.table]!.firstEnd(planned, group, row, since);
    if (end !== NO_ROW) this.begin(planned, group, end);
  }

  private begin(planned: PlannedRule, group: number, end: number): void {
    const table = this.tables[planned.table]!;
    const firedAt = this.pool.times.get(end);
    const inside: AttackEvent[] = [];
    const rows = table.rowsSince(planned, group, firedAt - planned.rule.windowMs)[Symbol.iterator]();
    for (let row = rows.next(); row.done !== true; row = rows.next()) {
      inside.push(this.eventAt(planned, row.value));
      if (row.value === end) break;
    }
    const attempts = inside.reduce((sum, each) => sum + each.attempts, 0);
    const firing = { entryId: inside.at(-1)!.entryId, attempts };
    const attack = new Attack(planned, group, {
      firstSeen: inside[0]!.timestamp,
      firedAt,
      lastSeen: firedAt,
      firing,
    });
    this.attacks.add(attack);
    this.listener.began(attack, this);
    for (const each of inside) this.listener.grew(attack, each, this);
    this.follow(attack, rows);
    if (planned.isReferred) this.takeFiring(planned, this.valuesOf(attack), firing, firedAt, always);
  }

  /** Lets an attack grow by an event; a late one may close the gap to rows that came after the attack. */
  private extend(attack: Attack, event: AttackEvent): void {
    const { planned, group, endsAt } = attack;
    this.grow(attack, event);
    const table = this.tables[planned.table]!;
    if (attack.endsAt === endsAt || table.latestTime(planned, group) <= endsAt) return;
    const rows = table.rowsSince(planned, group, endsAt + 1)[Symbol.iterator]();
    this.follow(attack, rows);
  }

  /** Lets an attack grow by rows, given in order of time, as far as it reaches with them; those of others stay theirs. */
  private follow(attack: Attack, rows: Iterator<number>): void {
    for (let next = rows.next(); next.done !== true; next = rows.next()) {
      const time = this.pool.times.get(next.value);
      if (time > attack.endsAt) return;
      if (this.attacks.at(attack.planned, attack.group, time) !== attack) continue;
      this.grow(attack, this.eventAt(attack.planned, next.value));
    }
  }

  private grow(attack: Attack, event: AttackEvent): void {
    attack.lastSeen = Math.max(attack.lastSeen, event.timestamp);
    this.listener.grew(attack, event, this);
  }

  /** The firing of a rule is an event for the rules that count it. */
  private takeFiring(
    planned: PlannedRule,
    groupValues: readonly string[],
    firing: Attack['firing'],
    firedAt: number,
    isEnabled: IsEnabled,
  ): void {
    const values = new Map(planned.rule.groupBy.map(({ name }, index) => [name, groupValues[index]!]));
    const event = { ...NOTHING, id: firing.entryId, timestamp: firedAt, attempts: firing.attempts };
    this.take(event, this.placements.with(EMPTY_SET, planned.ref), values, isEnabled);
  }

  private readonly isCounted: IsCounted = (planned, group, time) => this.attacks.at(planned, group, time) !== null;

  /** The row that was just placed, as an attack counts it; the texts are at hand. */
  private attackEvent(
    planned: PlannedRule,
    event: DetectionEvent,
    derived: DerivedValues | null,
    row: number,
  ): AttackEvent {
    if (derived !== null) return this.eventAt(planned, row);
    const { timestamp, id, username, ipAddress, method, host, methodAttempts } = event;
    const attempts = attemptsAt(planned, row, this.pool);
    const forgeable = isForgeable(event);
    return { timestamp, entryId: id, attempts, methodAttempts, username, ipAddress, method, host, forgeable };
  }

  private eventAt(planned: PlannedRule, row: number): AttackEvent {
    const { pool } = this;
    return {
      timestamp: pool.times.get(row),
      entryId: pool.entryIds.get(row),
      attempts: attemptsAt(planned, row, pool),
      methodAttempts: pool.methodAttempts.get(row),
      username: pool.textOf(USERNAME_COLUMN, row),
      ipAddress: pool.textOf(ADDRESS_COLUMN, row),
      method: pool.textOf(METHOD_COLUMN, row),
      host: pool.textOf(HOST_COLUMN, row),
      forgeable: pool.forgeable.get(row) === 1,
    };
  }

  private emptyTables(): GroupTable[] {
    const view = { pool: this.pool, placements: this.placements };
    return Array.from({ length: this.plan.tableCount }, (_, table) => new GroupTable(table, view, this.isCounted));
  }
}

function without(rules: readonly PlannedRule[], fired: PlannedRule): readonly PlannedRule[] {
  return rules.filter((each) => each !== fired);
}

/**
 * The groups that a row was put in, the rules that have not fired there, and from when on their windows may hold more than
 * before: a stack, since what a rule finds is a row of others. Kept as columns, for there are several of them an event.
 */
class OpenRows {
  readonly groups: number[] = [];
  readonly rules: (readonly PlannedRule[])[] = [];
  readonly since: (readonly number[])[] = [];

  get length(): number {
    return this.groups.length;
  }

  push(group: number, rules: readonly PlannedRule[], since: readonly number[]): void {
    this.groups.push(group);
    this.rules.push(rules);
    this.since.push(since);
  }

  truncate(length: number): void {
    this.groups.length = length;
    this.rules.length = length;
    this.since.length = length;
  }
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
  service: null,
  targetUser: null,
  command: null,
  tty: null,
  workingDirectory: null,
  details: null,
  attempts: 0,
  carriedAttempts: 0,
  methodAttempts: 0,
  rawLog: '',
};

function always(): boolean {
  return true;
}
