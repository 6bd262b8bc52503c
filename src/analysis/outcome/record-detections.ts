import type { EntityManager } from 'typeorm';
import { recordAlertChanges } from '../../alerts/alert-outbox.js';
import { saveEntered, saveSilentDetections } from '../../alerts/alert-store.js';
import { newsOf } from '../../alerts/lifecycle/alert-outcome.js';
import type { AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import { recordServiceAlert } from '../../alerts/record-service-alert.js';
import type { ServiceAlertChange } from '../../alerts/lifecycle/service-alert.js';
import type { AlertGrowth } from '../../alerts/lifecycle/detected-alert.js';
import { inParts } from '../../database/bulk-sql.js';
import type { Fault } from '../../faults/fault.entity.js';
import { dueFaults, faultsOf, setAside, settled, tryEach, tryLater, tryPart } from '../../faults/set-aside.js';
import { alertsEnteredBy, alertsRecounted } from './entered-alerts.js';
import type { EnteredAlert, NewLogin } from './entered-alerts.js';
import { recordGrowth } from './record-growth.js';

/** What a transaction has found. */
export interface Detections {
  readonly growth: readonly AlertGrowth[];
  /** Alerts about log sources, whole. */
  readonly sources: readonly ServiceAlertChange[];
  /** Logins among its entries that detection sees. */
  readonly logins: readonly NewLogin[];
  /** Logins whose entries could not be stored when they came, and now are. */
  readonly recounted?: readonly NewLogin[];
}

/** Alerts that are written at once: what is counted of them is in memory, up to 100 kB each. */
const ALERTS_AT_ONCE = 50;

/** What an alert has gained and could not be stored. */
type PendingAlert = { readonly growth: AlertGrowth } | { readonly source: ServiceAlertChange };

/**
 * Stores what detection has found, in the transaction that stores the entries: alerts with what they have gained, whether
 * they got in, and which alerts are one incident. Everything is a function of what is stored, so that it does not matter
 * how the entries were cut into transactions. An alert that cannot be stored is set aside with its growth; the others are
 * stored, and it is tried again.
 *
 * @param at UTC milliseconds
 * @returns the alerts that changed, those of logins first, then in the order of detection
 */
export async function recordDetections(
  manager: EntityManager,
  { growth, sources, logins, recounted = [] }: Detections,
  at: number,
): Promise<AlertChange[]> {
  const recording = new Recording(manager, at);
  await recording.load();
  // Logins meet the alerts as they were; what the alerts gain meets all logins.
  await recording.logins(logins, alertsEnteredBy);
  await recording.logins(recounted, alertsRecounted);
  await recording.growth(growth.filter(({ rule }) => rule.raisesAlerts));
  for (const change of sources) await recording.source(change);
  await recording.tryAgain();
  await recording.silent(growth.filter(({ rule }) => !rule.raisesAlerts));
  return recording.changes;
}

class Recording {
  private readonly told = new Map<string, AlertChange>();
  /** By alert: what waits to be stored, the oldest first. */
  private readonly waiting = new Map<string, Fault[]>();

  constructor(
    private readonly manager: EntityManager,
    private readonly at: number,
  ) {}

  get changes(): AlertChange[] {
    return [...this.told.values()];
  }

  async load(): Promise<void> {
    for (const fault of await faultsOf(this.manager, 'alert')) {
      const known = this.waiting.get(fault.subject);
      if (known === undefined) this.waiting.set(fault.subject, [fault]);
      else known.push(fault);
    }
  }

  async logins(logins: readonly NewLogin[], find: typeof alertsEnteredBy): Promise<void> {
    if (logins.length === 0) return;
    const failed = await tryPart(this.manager, async (part) => this.enter(part, await find(part, logins)));
    if (failed === null) return;
    await setAside(this.manager, { kind: 'outcome', subject: 'logins', error: failed.error, payload: logins }, this.at);
  }

  async growth(growths: readonly AlertGrowth[]): Promise<void> {
    for (const part of inParts(await this.unblocked(growths), ALERTS_AT_ONCE)) {
      if ((await this.tryGrowth(part)) === null) continue;
      for (const each of part) {
        const failed = await this.tryGrowth([each]);
        if (failed !== null) await this.wait(each.id, { growth: each }, failed.error);
      }
    }
  }

  /** What rules found that raise no alert. */
  async silent(growths: readonly AlertGrowth[]): Promise<void> {
    for (const { item, error } of await tryEach(this.manager, await this.unblocked(growths), saveSilentDetections)) {
      await this.wait(item.id, { growth: item }, error);
    }
  }

  /** What an alert gains is stored in the order in which it came: what waits for something before it is set aside. */
  private async unblocked(growths: readonly AlertGrowth[]): Promise<AlertGrowth[]> {
    const reason = new Error('What it gained before has to be stored first.');
    for (const growth of growths) if (this.waiting.has(growth.id)) await this.wait(growth.id, { growth }, reason);
    return growths.filter(({ id }) => !this.waiting.has(id));
  }

  async source(change: ServiceAlertChange): Promise<void> {
    const blocked = this.waiting.has(change.alert.id);
    const failed = blocked
      ? { error: new Error('An earlier change of it has to be stored first.') }
      : await tryPart(this.manager, (part) => this.recordSource(part, change));
    if (failed !== null) await this.wait(change.alert.id, { source: change }, failed.error);
  }

  /** Tries what was set aside. */
  async tryAgain(): Promise<void> {
    for (const faults of this.waiting.values()) {
      if (faults[0]!.nextTryAt > this.at) continue;
      const failed = await tryPart(this.manager, async (part) => {
        for (const { payload } of faults) {
          const pending = payload as PendingAlert;
          if ('source' in pending) await this.recordSource(part, pending.source);
          else if (!pending.growth.rule.raisesAlerts) await saveSilentDetections(part, [pending.growth]);
          else this.tell(await recordGrowth(part, [pending.growth], this.at));
        }
        await settled(part, faults);
      });
      if (failed !== null) await tryLater(this.manager, faults[0]!, failed.error, this.at);
    }
    for (const fault of await dueFaults(this.manager, ['outcome'], this.at)) {
      const failed = await tryPart(this.manager, async (part) => {
        await this.enter(part, await alertsRecounted(part, fault.payload as NewLogin[]));
        await settled(part, [fault]);
      });
      if (failed !== null) await tryLater(this.manager, fault, failed.error, this.at);
    }
  }

  private tryGrowth(growths: readonly AlertGrowth[]): ReturnType<typeof tryPart> {
    return tryPart(this.manager, async (part) => this.tell(await recordGrowth(part, growths, this.at)));
  }

  private async enter(part: EntityManager, alerts: readonly EnteredAlert[]): Promise<void> {
    await saveEntered(
      part,
      alerts.map(({ alert }) => alert),
    );
    const changes = alerts.map(({ kind, alert }) => ({ kind, alert: newsOf(alert) }));
    await recordAlertChanges(part, changes, this.at);
    this.tell(changes);
  }

  private async recordSource(part: EntityManager, change: ServiceAlertChange): Promise<void> {
    this.tell(await recordServiceAlert(part, change, this.at));
  }

  private async wait(alertId: string, payload: PendingAlert, error: unknown): Promise<void> {
    await setAside(this.manager, { kind: 'alert', subject: alertId, error, payload }, this.at);
  }

  private tell(changes: readonly AlertChange[]): void {
    for (const { kind, alert } of changes) {
      const known = this.told.get(alert.id);
      const said = known === undefined || RANK[kind] > RANK[known.kind] ? kind : known.kind;
      this.told.set(alert.id, { kind: said, alert });
    }
  }
}

/** Of several changes of one alert, the one that says most is told. */
const RANK: Readonly<Record<AlertChange['kind'], number>> = { updated: 0, escalated: 1, login_found: 2, created: 3 };
