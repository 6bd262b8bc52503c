import { Inject, Injectable, Logger } from '@nestjs/common';
import { EventEmitter2, OnEvent } from '@nestjs/event-emitter';
import { IsNull } from 'typeorm';
import { ALERT_CREATED, ALERT_UPDATED, AlertsEvent } from '../../alerts/alert-outbox.js';
import { storedAlerts } from '../../alerts/alert-store.js';
import type { AlertChange } from '../../alerts/lifecycle/alert-outcome.js';
import { alertId } from '../../alerts/lifecycle/detected-alert.js';
import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { serviceAlert } from '../../alerts/lifecycle/service-alert.js';
import { recordServiceAlert } from '../../alerts/record-service-alert.js';
import { CLOCK, isoTime } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { visibleText } from '../../common/visible-text.js';
import { WriteConnection } from '../../database/database.module.js';
import { Bouncer } from '../decision.entity.js';
import { DECISIONS_LOOKED_AT } from '../decisions.service.js';
import { BouncersService } from './bouncers.service.js';
import { asksRegularly } from './pulling.js';

const MAX_NAME = 64;

/** Raises an alert when a bouncer stops, and ends it when that asks again: meanwhile nobody may be turned away. */
@Injectable()
export class BouncerWatch {
  private readonly logger = new Logger('Enforcement');

  constructor(
    private readonly bouncers: BouncersService,
    private readonly connection: WriteConnection,
    private readonly events: EventEmitter2,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @OnEvent(DECISIONS_LOOKED_AT)
  async watch(): Promise<void> {
    const all = await this.bouncers.list();
    for (const bouncer of all) {
      if (bouncer.stopAlertId !== null) await this.endAlert(bouncer, bouncer.stopAlertId);
      else if (!this.bouncers.isPulling(bouncer) && asksRegularly(bouncer) && !this.hasMoved(bouncer, all))
        await this.raiseAlert(bouncer);
    }
  }

  /** Whether the same bouncer asks from another address now. */
  private hasMoved({ name, type, ipAddress }: Bouncer, all: readonly Bouncer[]): boolean {
    return all.some(
      (each) =>
        each.name === name && each.type === type && each.ipAddress !== ipAddress && this.bouncers.isPulling(each),
    );
  }

  private async raiseAlert(bouncer: Bouncer): Promise<void> {
    const alert = stopAlert(bouncer, this.clock());
    const changes = await this.change(bouncer, null, alert.id, () => Promise.resolve(alert));
    if (changes === null) return;
    this.logger.warn(`${nameOf(bouncer)} no longer asks whom to turn away; see GET /bouncers.`);
    this.events.emit(ALERT_CREATED, new AlertsEvent(changes.map((each) => each.alert)));
  }

  /** Ends the alert where the bouncer has pulled since. */
  private async endAlert(bouncer: Bouncer, id: string): Promise<void> {
    const lastPullAt = bouncer.lastPullAt ?? 0;
    if (id === stopAlertId(bouncer, lastPullAt)) return;
    const changes = await this.change(bouncer, id, null, (stored) =>
      stored === undefined ? null : { ...stored, endsAt: Math.max(stored.lastSeen, lastPullAt) },
    );
    if (changes === null) return;
    this.logger.log(`${nameOf(bouncer)} asks again whom to turn away.`);
    this.events.emit(ALERT_UPDATED, new AlertsEvent(changes.map((each) => each.alert)));
  }

  /**
   * Of several instances that see the same, one changes the row, and records the alert.
   *
   * @returns null where another has
   */
  private change(
    { name, ipAddress, type }: Bouncer,
    before: string | null,
    after: string | null,
    alertOf: (stored: DetectedAlert | undefined) => DetectedAlert | null | Promise<DetectedAlert>,
  ): Promise<AlertChange[] | null> {
    return this.connection.transaction(async (manager) => {
      const row = { name, ipAddress, type, stopAlertId: before ?? IsNull() };
      const { affected } = await manager.update(Bouncer, row, { stopAlertId: after });
      if (affected !== 1) return null;
      const id = after ?? before!;
      const stored = (await storedAlerts(manager, [id])).get(id);
      const alert = await alertOf(stored);
      if (alert === null) return [];
      return recordServiceAlert(manager, { kind: stored === undefined ? 'created' : 'updated', alert }, this.clock());
    });
  }
}

function stopAlert(bouncer: Bouncer, now: number): DetectedAlert {
  return serviceAlert({
    rule: 'bouncer_stopped',
    reason: 'Decisions are no longer asked for',
    severity: 'high',
    groupBy: { bouncer: nameOf(bouncer) },
    firstSeen: bouncer.lastPullAt!,
    firedAt: now,
    explanation:
      `It asked last at ${isoTime(bouncer.lastPullAt!)}, and every ${Math.ceil(bouncer.pullInterval! / 1000)} seconds before. ` +
      'Whom alerts have turned away since, it does not know. Check that it runs and reaches this service. ' +
      'If it is gone for good, resolve this alert.',
  });
}

/** The id of the alert that it has not pulled since a moment, UTC milliseconds. */
function stopAlertId(bouncer: Bouncer, lastPullAt: number): string {
  return alertId('bouncer_stopped', nameOf(bouncer), lastPullAt);
}

/** What it says to be, and where it asks from. */
function nameOf({ type, ipAddress }: Bouncer): string {
  return `${visibleText(type || 'a bouncer', MAX_NAME)} at ${ipAddress}`;
}
