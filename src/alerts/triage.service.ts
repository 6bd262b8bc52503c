import { Inject, Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { DomainError } from '../common/domain.error.js';
import { WriteConnection } from '../database/database.module.js';
import { databaseBusy } from '../http/problem-document.js';
import type { ProblemDocument } from '../http/problem-document.js';
import type { ListFilter } from '../lists/list-plan.js';
import { triageAlerts, refusedAlerts } from './triage-alerts.js';
import type { TriageOrder, TriageOutcome, RefusedAlert } from './triage-alerts.js';
import { AlertListQueryDto } from './alert-list-query.dto.js';
import { ALERT_TRIAGED } from './alert-outbox.js';
import { AlertActionRecord } from './alert-records.entity.js';
import { Alert } from './alert.entity.js';
import { AlertsService } from './alerts.controller.js';

// The problems of triage, as the API documents them.
const PATH = '/alerts/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11';
const INVALID = { type: 'about:blank', title: 'Bad Request', status: 400, instance: PATH };
const CONFLICT = { type: 'about:blank', title: 'Conflict', status: 409 };

export const ALERT_NOT_FOUND: ProblemDocument = {
  type: 'about:blank',
  title: 'Not Found',
  status: 404,
  code: 'ALERT_NOT_FOUND',
  detail: 'There is no such alert.',
  instance: PATH,
};

export const BODY_INVALID: ProblemDocument = {
  ...INVALID,
  code: 'REQUEST_INVALID',
  detail: 'The request has parts that are not valid.',
  errors: [{ pointer: 'status', detail: 'status must be one of the following values: open, acknowledged, resolved' }],
};

export const NOTHING_ASKED: ProblemDocument = {
  ...INVALID,
  code: 'ALERT_NOTHING_ASKED',
  detail: 'Ask for a status, a snooze_until or a note.',
};

export const RESOLUTION_MISSING: ProblemDocument = {
  ...INVALID,
  code: 'ALERT_RESOLUTION_MISSING',
  detail: 'Say what it was: a resolution is one of true_positive, false_positive.',
};

export const SNOOZE_PAST: ProblemDocument = {
  ...INVALID,
  code: 'ALERT_SNOOZE_PAST',
  detail: 'snooze_until must be in the future.',
};

export const MOVE_REFUSED: ProblemDocument = {
  ...CONFLICT,
  code: 'ALERT_MOVE_REFUSED',
  detail: 'The alert is acknowledged already.',
  instance: PATH,
};

export const TOO_MANY: ProblemDocument = {
  ...INVALID,
  code: 'ALERTS_TOO_MANY',
  detail: 'More than 10000 alerts match; narrow the filters, by time for example.',
  instance: '/alerts',
};

export const COUNT_MISSING: ProblemDocument = {
  ...INVALID,
  code: 'ALERT_COUNT_MISSING',
  detail: 'Ask with "dry_run": true how many alerts match, then repeat with "expected_count" set to that number.',
  instance: '/alerts',
};

export const COUNT_CHANGED: ProblemDocument = {
  ...CONFLICT,
  code: 'ALERT_COUNT_CHANGED',
  detail: '13 alerts match now, not 12; nothing was done. Look again, and repeat with the new count.',
  instance: '/alerts',
};

export const BUSY = databaseBusy(PATH);

/** How many alerts one request changes at most. */
const MAX_AT_ONCE = 10_000;

/** What was done with many alerts. */
export interface TriagedAlerts extends TriageOutcome {
  readonly matched: number;
}

/** Does with alerts what people ask for. */
@Injectable()
export class TriageService {
  constructor(
    @InjectRepository(Alert) private readonly stored: Repository<Alert>,
    @InjectRepository(AlertActionRecord) private readonly actions: Repository<AlertActionRecord>,
    private readonly alerts: AlertsService,
    private readonly database: WriteConnection,
    private readonly events: EventEmitter2,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError ALERT_NOT_FOUND, or the code of what is refused */
  async triage(id: string, order: TriageOrder): Promise<Alert> {
    const { refused } = await this.write([id], order);
    const alert = await this.find(id);
    throwFaults(refused);
    for (const { refusal } of refused) throw new DomainError('conflict', refusal.code, refusal.reason);
    return alert;
  }

  /** What would be done with every alert that a filter leaves. @throws DomainError for what no alert allows */
  async tryMany(filter: ListFilter, order: TriageOrder): Promise<TriagedAlerts> {
    return this.tryAll(await this.idsOf(filter), order);
  }

  /** The same for alerts by their ids. */
  async tryAll(ids: readonly string[], order: TriageOrder): Promise<TriagedAlerts> {
    const refused = await this.database.run((manager) => refusedAlerts(manager, ids, order, this.clock()));
    throwFaults(refused);
    return { matched: ids.length, refused, before: [] };
  }

  /**
   * Does the same with every alert that a filter leaves.
   *
   * @param expected how many they are; null: however many
   * @throws DomainError ALERT_COUNT_CHANGED, or for what no alert allows, and nothing is done
   */
  async triageMany(filter: ListFilter, order: TriageOrder, expected: number | null): Promise<TriagedAlerts> {
    return this.triageAll(await this.idsOf(filter), order, expected);
  }

  /** The same for alerts by their ids. */
  async triageAll(ids: readonly string[], order: TriageOrder, expected: number | null): Promise<TriagedAlerts> {
    if (expected !== null && ids.length !== expected) {
      throw new DomainError(
        'conflict',
        'ALERT_COUNT_CHANGED',
        `${ids.length} alerts match now, not ${expected}; nothing was done. Look again, and repeat with the new count.`,
      );
    }
    throwFaults(await this.database.run((manager) => refusedAlerts(manager, ids, order, this.clock())));
    return { matched: ids.length, ...(await this.write(ids, order)) };
  }

  /** What was done with an alert, oldest first. @throws DomainError ALERT_NOT_FOUND */
  async history(id: string): Promise<AlertActionRecord[]> {
    await this.find(id);
    return this.actions.find({ where: { alertId: id }, order: { id: 'ASC' } });
  }

  private async find(id: string): Promise<Alert> {
    const alert = await this.stored.findOneBy({ id });
    if (alert === null) throw new DomainError('not_found', 'ALERT_NOT_FOUND', 'There is no such alert.');
    return alert;
  }

  private async write(ids: readonly string[], order: TriageOrder): Promise<TriageOutcome> {
    const outcome = await this.database.transaction((manager) => triageAlerts(manager, ids, order, this.clock()));
    if (outcome.refused.length < ids.length) this.events.emit(ALERT_TRIAGED);
    return outcome;
  }

  private async idsOf(filter: ListFilter): Promise<string[]> {
    const ids: string[] = [];
    const all = await this.alerts.list.all({ query: new AlertListQueryDto(), filter, defaultSort: '-timestamp' });
    for await (const { items } of all) {
      for (const { id } of items) ids.push(id);
      refuseTooMany(ids.length);
    }
    return ids;
  }
}

/** @throws DomainError ALERTS_TOO_MANY for more than one request changes */
export function refuseTooMany(alerts: number): void {
  if (alerts <= MAX_AT_ONCE) return;
  throw new DomainError(
    'invalid',
    'ALERTS_TOO_MANY',
    `More than ${MAX_AT_ONCE} alerts match; narrow the filters, by time for example.`,
  );
}

/** A request that is wrong in itself is refused as a whole; one that some alerts do not allow is not. */
function throwFaults(refused: readonly RefusedAlert[]): void {
  const fault = refused.find(({ refusal }) => refusal.code !== 'ALERT_MOVE_REFUSED')?.refusal;
  if (fault !== undefined) throw new DomainError('invalid', fault.code, fault.reason);
}
