import { Injectable } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { EntityManager, In, MoreThan } from 'typeorm';
import { RecordedAlertChange } from '../alerts/alert-records.entity.js';
import { Alert } from '../alerts/alert.entity.js';
import { AlertsService } from '../alerts/alerts.controller.js';
import { LogEntryDto } from '../logs/entries/log-entry.dto.js';
import { LogsService } from '../logs/entries/logs.service.js';
import { SourcesService } from '../logs/sources/sources.service.js';
import type { LiveItem } from './live-log.js';

/** Reads the rows that the live stream tells of, in the words of the API. */
@Injectable()
export class LiveRows {
  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    private readonly logs: LogsService,
    private readonly sources: SourcesService,
    private readonly alerts: AlertsService,
  ) {}

  async newestChange(): Promise<number> {
    return Number((await this.manager.maximum(RecordedAlertChange, 'id')) ?? 0);
  }

  newestEntry(): Promise<number> {
    return this.logs.newestId();
  }

  /** Changes of alerts, each with its alert as it stands now. */
  async changesAfter(id: number, most: number): Promise<LiveItem[]> {
    const changes = await this.manager.find(RecordedAlertChange, {
      where: { id: MoreThan(id) },
      order: { id: 'ASC' },
      take: most,
    });
    if (changes.length === 0) return [];
    const ids = [...new Set(changes.map(({ alertId }) => alertId))];
    const stored = await this.manager.findBy(Alert, { id: In(ids) });
    const alerts = new Map((await this.alerts.views(stored)).map((alert) => [alert.id, alert]));
    return changes.flatMap((change) => {
      const alert = alerts.get(change.alertId);
      if (alert === undefined) return [];
      return [{ id: change.id, data: JSON.stringify({ change: change.kind, alert }) }];
    });
  }

  async entriesAfter(id: number, most: number): Promise<LiveItem[]> {
    const entries = await this.logs.after(id, most);
    const paths = await this.sources.paths(new Set(entries.map(({ source_id }) => source_id)));
    return entries.map((entry) => ({
      id: entry.id,
      data: JSON.stringify(LogEntryDto.from(entry, paths.get(entry.source_id) ?? '')),
    }));
  }
}
