import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CLOCK } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { WriteConnection } from '../../database/database.module.js';
import { EntityRows } from '../../database/entity-rows.js';
import { SqlReader } from '../../database/sql-reader.js';
import { Bouncer, Decision } from '../decision.entity.js';
import { DecisionsService } from '../decisions.service.js';
import { BouncerFilter, bouncerDecision, bySeverity } from './bouncer-decision.js';
import type { BouncerDecision } from './bouncer-decision.js';
import { isPulling } from './pulling.js';
import { MAX_UNITS } from './usage-metrics.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Ends that a bouncer which begins anew is told of, the latest. */
const MAX_REPEATED_ENDS = 20_000;
const LONGEST_NAME = 64;

/** Who asks: the key, the address, and what it says of itself. */
export interface BouncerIdentity {
  /** Name of the key; empty where none is asked for. */
  readonly name: string;
  readonly ipAddress: string;
  readonly userAgent: string;
}

export interface PulledDecisions {
  readonly new: readonly BouncerDecision[];
  readonly deleted: readonly BouncerDecision[];
}

/** What a pull answers, and the change that it leads up to. */
export interface Pull {
  readonly answer: PulledDecisions;
  readonly change: number;
}

/** Tells bouncers what has changed since they asked last, and keeps who they are. */
@Injectable()
export class BouncersService {
  private readonly rows: EntityRows<Decision>;
  private readonly startedAt: number;

  constructor(
    private readonly reader: SqlReader,
    private readonly database: DataSource,
    private readonly decisions: DecisionsService,
    private readonly connection: WriteConnection,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.rows = new EntityRows(database, Decision);
    this.startedAt = clock();
  }

  /** @param isStartup true where the bouncer knows of nothing: it is told everything */
  async pull(identity: BouncerIdentity, isStartup: boolean, filter: BouncerFilter): Promise<Pull> {
    const now = this.clock();
    const known = await this.find(identity);
    const since = isStartup || known === null || known.lastPullAt === null ? null : known.change;
    // Up to this change everything is there; what comes meanwhile is told next time.
    const change = await this.reader.number('SELECT COALESCE(MAX(change), 0) AS number FROM decision_head');
    const begun = await this.select(`${ENFORCED} AND until > ? AND created_change > ? AND created_change <= ?`, [
      now,
      since ?? -1,
      change,
    ]);
    const again = since === null ? [] : await this.select(RUN_OUT, [change, known!.lastPullAt!, now]);
    const ended =
      since === null
        ? await this.select(
            `${OVER} AND ended_at > ? AND ended_change <= ? ORDER BY id DESC LIMIT ${MAX_REPEATED_ENDS}`,
            [now - DAY, change],
          )
        : await this.select(`${OVER} AND ended_change > ? AND ended_change <= ? AND created_change <= ?`, [
            since,
            change,
            since,
          ]);
    return {
      answer: {
        new: this.onceEach([...begun, ...again])
          .filter((each) => filter.takes(each))
          .sort(bySeverity)
          .map((each) => bouncerDecision(each, now)),
        deleted: this.onceEach(ended.filter((each) => filter.takes(each))).map((each) => bouncerDecision(each, now)),
      },
      change,
    };
  }

  /** What is enforced about an address, or at all; null where nothing is. */
  async current(address: string | null, filter: BouncerFilter): Promise<readonly BouncerDecision[] | null> {
    const found = address === null ? await this.decisions.enforced() : await this.decisions.enforcedAbout(address);
    const taken = found.filter((each) => filter.takes(each)).sort(bySeverity);
    return taken.length === 0 ? null : taken.map((each) => bouncerDecision(each, this.clock()));
  }

  /** Keeps what a bouncer has been told: to be called when the answer has gone out. */
  async told(identity: BouncerIdentity, change: number, isStartup: boolean): Promise<void> {
    const now = this.clock();
    await this.keep(identity, (known) => ({
      lastPullAt: now,
      pullInterval: intervalOf(known, now, isStartup),
      change,
    }));
  }

  /** Keeps that a bouncer has asked about one address. */
  async asked(identity: BouncerIdentity): Promise<void> {
    const now = this.clock();
    const known = await this.find(identity);
    // Such bouncers ask for every visitor: to the minute is enough.
    if (known?.lastPullAt != null && now - known.lastPullAt < MINUTE) return;
    await this.keep(identity, () => ({ lastPullAt: now, pullInterval: 0 }));
  }

  /** Keeps what a bouncer says that it has turned away since it last said so. */
  async measured(identity: BouncerIdentity, dropped: Readonly<Record<string, number>>): Promise<void> {
    await this.keep(identity, (known) => {
      const sums = new Map(Object.entries(known?.dropped ?? {}));
      for (const [unit, count] of Object.entries(dropped)) {
        if (sums.has(unit) || sums.size < MAX_UNITS)
          sums.set(unit, Math.min((sums.get(unit) ?? 0) + count, Number.MAX_SAFE_INTEGER));
      }
      return { metricsAt: this.clock(), dropped: Object.fromEntries(sums) };
    });
  }

  /** Everybody who has ever asked, the latest first. */
  list(): Promise<Bouncer[]> {
    return this.database.manager.find(Bouncer, {
      order: { lastPullAt: 'DESC', name: 'ASC', ipAddress: 'ASC' },
      take: 1_000,
    });
  }

  isPulling(bouncer: Bouncer): boolean {
    // Until it has been seen to pull again, it has stopped: a start of ours says nothing.
    return bouncer.stopAlertId === null && isPulling(bouncer, this.startedAt, this.clock());
  }

  private find(identity: BouncerIdentity): Promise<Bouncer | null> {
    const { name, ipAddress } = identity;
    return this.database.manager.findOneBy(Bouncer, { name, ipAddress, type: saysToBe(identity).type });
  }

  private async keep(identity: BouncerIdentity, changes: (known: Bouncer | null) => Partial<Bouncer>): Promise<void> {
    const { name, ipAddress } = identity;
    const { type, version } = saysToBe(identity);
    const key = { name, ipAddress, type };
    const now = this.clock();
    const fresh = {
      firstSeen: now,
      lastPullAt: null,
      pullInterval: null,
      change: 0,
      metricsAt: null,
      dropped: null,
      stopAlertId: null,
    };
    await this.connection.transaction(async (manager) => {
      await manager
        .createQueryBuilder()
        .insert()
        .into(Bouncer)
        .values({ ...key, version, ...fresh })
        .orIgnore()
        .execute();
      await manager.update(Bouncer, key, { version, ...changes(await manager.findOneBy(Bouncer, key)) });
    });
  }

  private async select(condition: string, values: readonly number[]): Promise<Decision[]> {
    const text = `SELECT ${this.rows.columns.join(', ')} FROM decisions AS d WHERE ${condition}`;
    return (await this.reader.rows(text, values)).map((row) => this.rows.entity(row));
  }

  private onceEach(decisions: readonly Decision[]): Decision[] {
    return [...new Map(decisions.map((each) => [each.value, each])).values()];
  }
}

/** How often it pulls, milliseconds; when it starts says nothing of that. Null: it has pulled once. */
function intervalOf(known: Bouncer | null, now: number, isStartup: boolean): number | null {
  if (known?.lastPullAt == null || isStartup) return known?.pullInterval ?? null;
  return Math.min(now - known.lastPullAt, DAY);
}

/** What a bouncer calls itself, and its version. */
function saysToBe({ userAgent }: BouncerIdentity): { type: string; version: string | null } {
  const [type = '', version = ''] = userAgent
    .split('/')
    .map((part) => part.replaceAll('\0', '').slice(0, LONGEST_NAME));
  return { type, version: version || null };
}

const ENFORCED = 'd.ended_at IS NULL AND NOT d.simulated';
/**
 * Decisions in place of an earlier one about the same value that was ended before its time. Firewalls do not prolong what they
 * hold: they are told again when the time has run out that they were told then.
 */
const RUN_OUT =
  `${ENFORCED} AND d.created_change <= ? AND d.value IN (SELECT o.value FROM decisions AS o WHERE o.until > ? AND o.until <= ? ` +
  'AND o.ended_at < o.until AND NOT o.simulated)';
/** Some bouncers take additions first, others deletions: what is turned away again is not among the ends. */
const OVER =
  'd.ended_at IS NOT NULL AND NOT d.simulated AND NOT EXISTS ' +
  '(SELECT 1 FROM decisions AS a WHERE a.value = d.value AND a.ended_at IS NULL AND NOT a.simulated)';
