import { alertId } from '../../alerts/lifecycle/detected-alert.js';
import type { AlertLogin, DetectedAlert, RelatedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { Tally } from '../../alerts/lifecycle/tally.js';
import type { PlannedRule } from './plan.js';

/** How many log entries an alert names at its beginning, and how many at its end. */
const MOST_EVIDENCE = 5;
/** How many other alerts an alert names. */
const MOST_RELATED = 50;
/** A login counts for the alert for so long after its last event. */
export const LOGIN_AFTER_MS = 24 * 3_600_000;

/** One event as an attack counts it. */
export interface AttackEvent {
  readonly timestamp: number;
  readonly entryId: number;
  readonly attempts: number;
  readonly username: string | null;
  readonly ipAddress: string | null;
  readonly method: string | null;
  readonly host: string | null;
}

/** An attack as it grows, from the window that met the condition of a rule to its last event. */
export class Attack {
  /** True once it has been told that the attacker is in. */
  loginIsTold = false;

  private constructor(
    readonly planned: PlannedRule,
    readonly lane: number,
    /** The values of the group-by, in its order. */
    readonly groupValues: readonly string[],
    readonly id: string,
    readonly firstSeen: number,
    readonly firedAt: number,
    readonly firing: DetectedAlert['firing'],
    private readonly source: string | null,
    private attempts = 0,
    private events = 0,
    private latest = firedAt,
    private readonly usernames = new Tally(),
    private readonly ipAddresses = new Tally(),
    private readonly methods = new Tally(),
    private readonly hosts = new Tally(),
    private readonly firstEntries: number[] = [],
    private lastEntries: number[] = [],
    private login: AlertLogin | null = null,
    private logins = 0,
    private readonly related: RelatedAlert[] = [],
  ) {}

  /** @param inside the events of the window that met the condition, the earliest first */
  static begin(
    planned: PlannedRule,
    lane: number,
    groupValues: readonly string[],
    inside: readonly AttackEvent[],
  ): Attack {
    const { rule } = planned;
    const firstSeen = inside[0]!.timestamp;
    const last = inside.at(-1)!;
    const key = groupValues.length === 1 ? groupValues[0]! : JSON.stringify(groupValues);
    const id = alertId(rule.name, key, firstSeen);
    const attempts = inside.reduce((sum, event) => sum + event.attempts, 0);
    const firing = { entryId: last.entryId, attempts };
    const grouped = rule.groupBy.some(({ name }) => name === 'ip_address');
    const source = grouped ? last.ipAddress : null;
    const attack = new Attack(planned, lane, groupValues, id, firstSeen, last.timestamp, firing, source);
    for (const event of inside) attack.grow(event);
    return attack;
  }

  static restore(planned: PlannedRule, alert: DetectedAlert): Attack {
    const attack = new Attack(
      planned,
      alert.lane,
      planned.rule.groupBy.map(({ name }) => alert.groupBy[name] ?? ''),
      alert.id,
      alert.firstSeen,
      alert.firedAt,
      alert.firing,
      alert.ipAddress,
      alert.attempts,
      alert.events,
      alert.lastSeen,
      new Tally(alert.usernames),
      new Tally(alert.ipAddresses),
      new Tally(alert.methods),
      new Tally(alert.hosts),
      [...alert.firstEntries],
      [...alert.lastEntries],
      alert.login,
      alert.logins,
      [...alert.related],
    );
    attack.loginIsTold = alert.outcome === 'login_succeeded';
    return attack;
  }

  get lastSeen(): number {
    return this.latest;
  }

  /** The end, unless another event comes before; UTC milliseconds. */
  get endsAt(): number {
    return this.latest + this.planned.rule.windowMs;
  }

  /** After this moment nothing that happens belongs to the attack, be it an event or a login; UTC milliseconds. */
  get forgottenAt(): number {
    return this.latest + Math.max(this.planned.rule.windowMs, LOGIN_AFTER_MS);
  }

  /** The addresses that took part, as far as they are told apart. */
  get addresses(): Iterable<string> {
    return this.ipAddresses.values;
  }

  /**
   * `login_succeeded`: the attacker is in. A login that is itself what the alert is about, without a failed attempt, is
   * no outcome of an attack: a rule about logins has the level that its author gave it.
   */
  private get outcome(): DetectedAlert['outcome'] {
    if (this.login === null) return 'none';
    return this.attempts === 0 && this.firstEntries.includes(this.login.entryId) ? 'none' : 'login_succeeded';
  }

  /** True when an event at this time continues the attack, or falls inside it. */
  includes(timestamp: number): boolean {
    return timestamp >= this.firstSeen && timestamp <= this.endsAt;
  }

  /** @returns true when the event brings an address that is new to the attack */
  grow({ timestamp, entryId, attempts, username, ipAddress, method, host }: AttackEvent): boolean {
    this.attempts += attempts;
    this.events += 1;
    if (timestamp > this.latest) this.latest = timestamp;
    if (username !== null) this.usernames.add(username, attempts);
    if (method !== null) this.methods.add(method, attempts);
    if (host !== null) this.hosts.add(host, attempts);
    if (this.firstEntries.length < MOST_EVIDENCE) this.firstEntries.push(entryId);
    this.lastEntries.push(entryId);
    if (this.lastEntries.length > MOST_EVIDENCE) this.lastEntries.shift();
    return ipAddress !== null && this.ipAddresses.add(ipAddress, attempts);
  }

  /** Takes note of a login, if it belongs to the attack. @returns whether it does */
  recordLogin(login: AlertLogin): boolean {
    if (login.at < this.firstSeen || login.at > this.latest + LOGIN_AFTER_MS) return false;
    this.logins += 1;
    if (this.login === null || login.at < this.login.at) this.login = login;
    return true;
  }

  /** Links another alert of the same attack. @returns whether that is news */
  relate(other: Attack): boolean {
    if (this.related.length >= MOST_RELATED || this.related.some(({ id }) => id === other.id)) return false;
    this.related.push({ id: other.id, rule: other.planned.rule.name, severity: other.planned.rule.level });
    return true;
  }

  toAlert(): DetectedAlert {
    const { outcome } = this;
    const { rule } = this.planned;
    return {
      id: this.id,
      rule: rule.name,
      ruleId: rule.id,
      ruleVersion: rule.version,
      reason: rule.title,
      severity: outcome === 'none' ? rule.level : 'critical',
      tags: rule.tags,
      groupBy: Object.fromEntries(rule.groupBy.map(({ name }, index) => [name, this.groupValues[index]!])),
      ipAddress: this.source,
      attempts: this.attempts,
      events: this.events,
      firstSeen: this.firstSeen,
      firedAt: this.firedAt,
      lastSeen: this.latest,
      endsAt: this.endsAt,
      usernames: this.usernames.state(),
      ipAddresses: this.ipAddresses.state(),
      methods: this.methods.state(),
      hosts: this.hosts.state(),
      firstEntries: [...this.firstEntries],
      lastEntries: [...this.lastEntries],
      firing: this.firing,
      outcome,
      login: this.login,
      logins: this.logins,
      related: [...this.related],
      explanation: null,
      lane: this.lane,
    };
  }
}
