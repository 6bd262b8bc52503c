import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { EventEmitter2, OnEvent } from '@nestjs/event-emitter';
import { SchedulerRegistry } from '@nestjs/schedule';
import { DataSource, IsNull, LessThanOrEqual } from 'typeorm';
import type { EntityManager } from 'typeorm';
import {
  ALERT_CREATED,
  ALERT_ESCALATED,
  ALERT_LOGIN_FOUND,
  ALERT_TRIAGED,
  ALERT_UPDATED,
} from '../alerts/alert-outbox.js';
import type { Severity } from '../alerts/lifecycle/alert-terms.js';
import { AllowlistService } from '../analysis/allowlist/allowlist.service.js';
import { CLOCK } from '../common/clock.js';
import { counted } from '../common/figure-words.js';
import type { Clock } from '../common/clock.js';
import { DomainError } from '../common/domain.error.js';
import { SingleFlight } from '../common/single-flight.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { BulkSql } from '../database/bulk-sql.js';
import { WriteConnection } from '../database/database.module.js';
import { EntityRows } from '../database/entity-rows.js';
import { notice } from '../database/postgres/database-locks.js';
import { DETECTION_TAKEN_OVER, ReplicaService } from '../database/replica.service.js';
import { SqlReader } from '../database/sql-reader.js';
import type { SqlRow } from '../database/sql-reader.js';
import { ListReader } from '../lists/list-reader.js';
import { isTooBroad, overlaps, parseRange } from '../net/ip-range.js';
import { Decision, DecisionHead } from './decision.entity.js';
import type { DecisionEnd } from './decision.entity.js';
import { judge, kindOf, mayDecide } from './policy.js';
import type { Culprit, DecisionPolicy, Standing } from './policy.js';
import type { Judgement } from './judgement.dto.js';
import { policyOf } from './policy-settings.js';
import { Friends, culpritsAbout, culpritsSince, earlierDecisions, ownAddresses, seenTo } from './standing.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Sent when decisions have been brought up to date. */
export const DECISIONS_LOOKED_AT = 'decisions.looked-at';

/** How often what the clock ends is looked for, and whether anything was missed. */
const ROUND_MS = 5_000;
const ROUNDS_JOB = 'decision-rounds';

/** A decision as a person asks for it. */
export interface AskedDecision {
  readonly value: string;
  readonly minutes: number;
  readonly note: string | null;
  readonly author: string | null;
  /** Takes a private address, or a range that holds a large part of the internet. */
  readonly force: boolean;
}

/** Decides by the policy, and as people ask, whom firewalls are to turn away; ends what is over or was wrong. */
@Injectable()
export class DecisionsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** All decisions, with filters and cursors. */
  readonly list: ListReader<Decision>;
  private readonly logger = new Logger('Enforcement');
  private readonly rows: EntityRows<Decision>;
  private readonly policy: DecisionPolicy;
  private readonly flight = new SingleFlight(() => this.decideAndSay());

  constructor(
    private readonly reader: SqlReader,
    database: DataSource,
    private readonly connection: WriteConnection,
    private readonly allowlist: AllowlistService,
    private readonly replica: ReplicaService,
    private readonly scheduler: SchedulerRegistry,
    private readonly events: EventEmitter2,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.rows = new EntityRows(database, Decision);
    this.list = new ListReader(reader, { ...DECISIONS, columns: this.rows.columns }, DECISION_SORTS, (row) =>
      this.rows.entity(row),
    );
    this.policy = policyOf(settings);
  }

  onApplicationBootstrap(): void {
    this.scheduler.addInterval(
      ROUNDS_JOB,
      setInterval(() => void this.round(), ROUND_MS),
    );
    void this.round();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.scheduler.doesExist('interval', ROUNDS_JOB)) this.scheduler.deleteInterval(ROUNDS_JOB);
    await this.flight.stop();
  }

  /** Brings the decisions up to date with alerts, allowlist and clock, where this instance is the one that detects. */
  @OnEvent(ALERT_CREATED)
  @OnEvent(ALERT_UPDATED)
  @OnEvent(ALERT_LOGIN_FOUND)
  @OnEvent(ALERT_ESCALATED)
  @OnEvent(ALERT_TRIAGED)
  @OnEvent(DETECTION_TAKEN_OVER)
  async round(): Promise<void> {
    if (!this.replica.detects) return;
    await this.flight.run();
  }

  /** Active decisions that are enforced, in no order. */
  async enforced(): Promise<Decision[]> {
    const rows = await this.reader.rows(`${this.selectAll} WHERE ${IS_ENFORCED} AND until > ?`, [this.clock()]);
    return this.entities(rows);
  }

  countEnforced(): Promise<number> {
    return this.reader.number(`SELECT COUNT(*) AS number FROM decisions WHERE ${IS_ENFORCED} AND until > ?`, [
      this.clock(),
    ]);
  }

  /** The same of one address, or a range: decisions about it, and about ranges that have addresses in common with it. */
  async enforcedAbout(address: string): Promise<Decision[]> {
    const about = `${this.selectAll} WHERE ${IS_ENFORCED} AND until > ? AND (value = ? OR scope = 'range')`;
    const found = this.entities(await this.reader.rows(about, [this.clock(), address]));
    return found.filter(({ value }) => value === address || overlaps(value, address));
  }

  /** @throws DomainError REQUEST_INVALID, DECISION_REFUSED or DECISION_EXISTS */
  async add({ value: text, minutes, note, author, force }: AskedDecision): Promise<Decision> {
    const range = parseRange(text);
    if ('fault' in range) {
      const fault = { pointer: 'value', detail: `value ${range.fault}` };
      throw new DomainError('invalid', 'REQUEST_INVALID', 'The request has parts that are not valid.', [fault]);
    }
    const value = range.range;
    const now = this.clock();
    await this.refuseFriends(value, isTooBroad(range) && !force, force, now);
    const stored = await this.connection.transaction(async (manager) => {
      const change = await nextChange(manager);
      for (const [reason, over] of [
        ['switched_off', { simulated: true }],
        ['expired', { until: LessThanOrEqual(now) }],
      ] as const) {
        const end = { endedAt: now, endReason: reason, endedChange: change };
        await manager.update(Decision, { value, endedAt: IsNull(), ...over }, end);
      }
      if ((await manager.countBy(Decision, { value, endedAt: IsNull() })) > 0) return null;
      const decision = {
        ...NEW_DECISION,
        value,
        scope: value.includes('/') ? ('range' as const) : ('ip' as const),
        author,
        note,
        createdAt: now,
        until: now + minutes * MINUTE,
        createdChange: change,
      };
      await manager.insert(Decision, decision);
      await notice(manager, 'stored');
      return manager.findOneByOrFail(Decision, { value, endedAt: IsNull() });
    });
    if (stored === null) throw new DomainError('conflict', 'DECISION_EXISTS', `${value} is turned away already.`);
    this.logger.log(`${value} is turned away for ${minutes} minutes, as ${author ?? 'somebody'} asked.`);
    return stored;
  }

  /** What the policy makes of the latest alerts about an address, and why. Decides nothing. */
  async judgements(address: string): Promise<Judgement[]> {
    const culprits = await culpritsAbout(this.reader, address);
    if (culprits.length === 0) return [];
    const now = this.clock();
    const standing = await this.standingOf(address, await this.friends(), now);
    return culprits.map((culprit) => ({ culprit, verdict: judge(this.policy, culprit, standing, now) }));
  }

  private async standingOf(value: string, friends: Friends, now: number): Promise<Standing> {
    const before = await earlierDecisions(this.reader, value, this.isDry);
    const [isAllowlisted, isOwn] = [friends.isAllowlisted(value, now), friends.isOwn(value)];
    return { isAllowlisted, isOwn, ...(await friends.pastOf(value)), before };
  }

  private async refuseFriends(value: string, isBroad: boolean, force: boolean, now: number): Promise<void> {
    const refuse = (what: string): never => {
      throw new DomainError('conflict', 'DECISION_REFUSED', `${value} ${what}`);
    };
    const kind = kindOf(value);
    if (kind === 'special') refuse('is no address of the internet.');
    if (kind === 'private' && !force && !this.policy.allowPrivate)
      refuse('is private; repeat with "force": true if that is what you want.');
    if (isBroad) refuse('holds a large part of the internet; repeat with "force": true if that is what you want.');
    const friends = await this.friends();
    if (friends.isOwn(value)) refuse('is or holds an address of this machine.');
    if (friends.isAllowlisted(value, now)) refuse('is on the allowlist, or holds what is.');
  }

  /** @throws DomainError DECISION_NOT_FOUND or DECISION_OVER */
  async end(id: number, by: string | null): Promise<void> {
    const now = this.clock();
    const outcome = await this.connection.transaction(async (manager) => {
      const change = await nextChange(manager);
      const decision = await manager.findOneBy(Decision, { id });
      if (decision === null) return 'not_found';
      if (decision.endedAt !== null || decision.until <= now) return 'over';
      const seen = await seenTo(this.reader, decision.value);
      const end = { endedAt: now, endReason: 'removed' as const, endedBy: by, seenTo: seen, endedChange: change };
      await manager.update(Decision, { id }, end);
      await notice(manager, 'stored');
      this.logger.log(`${decision.value} is turned away no longer, as ${by ?? 'somebody'} asked.`);
      return 'ended';
    });
    if (outcome === 'not_found') throw new DomainError('not_found', 'DECISION_NOT_FOUND', 'There is no such decision.');
    if (outcome === 'over') throw new DomainError('conflict', 'DECISION_OVER', 'The decision is over already.');
  }

  /** @throws DomainError DECISION_NOT_FOUND */
  async find(id: number): Promise<Decision> {
    const [row] = await this.reader.rows(`${this.selectAll} WHERE id = ?`, [id]);
    if (row === undefined) throw new DomainError('not_found', 'DECISION_NOT_FOUND', 'There is no such decision.');
    return this.rows.entity(row);
  }

  private async decideAndSay(): Promise<void> {
    try {
      await this.decide();
    } catch (error) {
      this.logger.warn(`Decisions could not be brought up to date, and are tried again: ${(error as Error).message}`);
    }
    // Within the run, so that a stop waits for those who listen too: they read from the database.
    await this.events.emitAsync(DECISIONS_LOOKED_AT);
  }

  private async decide(): Promise<void> {
    const now = this.clock();
    const active = await this.reader.rows(ACTIVE);
    const culprits = await this.culprits(new Set(active.map((row) => String(row['value']))), now);
    if (active.length + culprits.length === 0) return;
    const friends = await this.friends();
    const ends = await this.toEnd(active, friends, now);
    const begins = await this.toBegin(culprits, friends, now);
    if (ends.length + begins.length === 0) return;
    await this.connection.transaction(async (manager) => {
      const change = await nextChange(manager);
      for (const { id, reason, at, seenTo: seen } of ends) {
        const end = { endedAt: at, endReason: reason, seenTo: seen, endedChange: change };
        await manager.update(Decision, { id, endedAt: IsNull() }, end);
      }
      const sql = new BulkSql(manager);
      const rows = begins.map((each) => ({ ...each, createdAt: now, createdChange: change }));
      // Where somebody has decided about one meanwhile, that stands.
      await sql.insertNew(Decision, rows);
      await notice(manager, 'stored');
    });
    const what = this.isDry ? 'to turn away, were it not for DECISIONS=dry_run' : 'to turn away';
    if (begins.length > 0)
      this.logger.log(`${counted(begins.length, 'address', 'addresses')} ${what}: ${some(begins)}.`);
    const lifted = ends.filter(({ reason }) => reason !== 'expired');
    if (lifted.length > 0) this.logger.log(`Decisions withdrawn: ${lifted.length}: ${some(lifted)}.`);
  }

  private get isDry(): boolean {
    return this.settings.DECISIONS === 'dry_run';
  }

  private async friends(): Promise<Friends> {
    return Friends.read(this.reader, await this.allowlist.current(), ownAddresses());
  }

  private async toEnd(active: readonly SqlRow[], friends: Friends, now: number): Promise<EndingDecision[]> {
    const ends: EndingDecision[] = [];
    for (const row of active) {
      const reason = this.endReason(row, friends, now);
      if (reason === null) continue;
      const [id, value, until] = [Number(row['id']), String(row['value']), Number(row['until'])];
      ends.push({
        id,
        value,
        reason,
        at: reason === 'expired' ? until : now,
        seenTo: await seenTo(this.reader, value),
      });
    }
    return ends;
  }

  private endReason(row: SqlRow, friends: Friends, now: number): DecisionEnd | null {
    if (Number(row['until']) <= now) return 'expired';
    if (row['resolution'] === 'false_positive') return 'false_positive';
    if (friends.isAllowlisted(String(row['value']), now)) return 'allowlisted';
    const isOfPolicy = row['rule'] !== null;
    const { DECISIONS } = this.settings;
    if (isOfPolicy && (DECISIONS === 'off' || (row['simulated'] === 1) !== this.isDry)) return 'switched_off';
    return null;
  }

  /** Whom the policy could have turned away, and no active decision is about. */
  private async culprits(known: ReadonlySet<string>, now: number): Promise<Culprit[]> {
    if (this.settings.DECISIONS === 'off') return [];
    const all = await culpritsSince(this.reader, now - DAY, this.policy.minAttempts);
    return all.filter((each) => mayDecide(this.policy, each) && !known.has(each.value));
  }

  private async toBegin(culprits: readonly Culprit[], friends: Friends, now: number): Promise<BeginningDecision[]> {
    const begun = new Map<string, BeginningDecision>();
    for (const culprit of culprits) {
      const { value } = culprit;
      if (begun.has(value)) continue;
      const verdict = judge(this.policy, culprit, await this.standingOf(value, friends, now), now);
      if (verdict?.kind !== 'ban') continue;
      const { rule, alertId, severity, isRange } = culprit;
      const scope = isRange ? 'range' : 'ip';
      begun.set(value, {
        ...NEW_DECISION,
        value,
        scope,
        simulated: this.isDry,
        rule,
        alertId,
        severity,
        until: verdict.until,
      });
    }
    return [...begun.values()];
  }

  private get selectAll(): string {
    return `SELECT ${this.rows.columns.join(', ')} FROM decisions`;
  }

  private entities(rows: readonly SqlRow[]): Decision[] {
    return rows.map((row) => this.rows.entity(row));
  }
}

type BeginningDecision = Omit<Decision, 'id' | 'createdAt' | 'createdChange'>;

/** A decision to end, and when it was over. */
interface EndingDecision {
  readonly id: number;
  readonly value: string;
  readonly reason: DecisionEnd;
  readonly at: number;
  readonly seenTo: number | null;
}

/** Decisions that are not over yet, and what people said of the alert behind each. */
const ACTIVE =
  'SELECT d.id, d.value, d.until, d.rule, d.simulated, a.resolution FROM decisions AS d ' +
  'LEFT JOIN alerts AS a ON a.id = d.alert_id WHERE d.ended_at IS NULL';

const IS_ENFORCED = 'ended_at IS NULL AND NOT simulated';

const NEW_DECISION = {
  simulated: false,
  rule: null,
  alertId: null,
  severity: 'high' as Severity,
  author: null,
  note: null,
  endedAt: null,
  endReason: null,
  seenTo: null,
  endedBy: null,
  endedChange: null,
};

/** The list of decisions as lists read it. */
const DECISIONS = {
  name: 'decisions',
  time: 'created_at',
  address: null,
  countAll: 'SELECT COUNT(*) AS number FROM decisions',
  mostTested: 4_000,
  idsWithoutGaps: false,
};

/** What decisions can be ordered by. */
export const DECISION_SORTS = { created_at: ['created_at', 'id'] };

/** Whoever changes decisions counts it first, so that one does at a time. */
async function nextChange(manager: EntityManager): Promise<number> {
  const { affected } = await manager.increment(DecisionHead, { id: 1 }, 'change', 1);
  if (affected === 0) await manager.insert(DecisionHead, { id: 1, change: 1 });
  return (await manager.findOneByOrFail(DecisionHead, { id: 1 })).change;
}

function some(values: readonly { readonly value: string }[]): string {
  const names = values.slice(0, 5).map(({ value }) => value);
  return values.length > names.length ? `${names.join(', ')} and others` : names.join(', ');
}
