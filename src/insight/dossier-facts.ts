import { isLogin } from '../logs/programs/registry.js';
import { Injectable } from '@nestjs/common';
import type { Alert } from '../alerts/alert.entity.js';
import { AlertsService } from '../alerts/alerts.service.js';
import { isoTime } from '../common/iso-time.js';
import type { ListFilter } from '../lists/list-plan.js';
import { LogsService } from '../logs/entries/logs.service.js';
import { AttemptCounts } from './attempt-counts.js';
import { AlertInBriefDto } from './dossier.dto.js';
import type { DossierDto } from './dossier.dto.js';
import { EntryScan } from './entry-scan.js';
import type { EntryFacts } from './entry-scan.js';
import { ExaminedDto, ValueCountDto } from './insight.dto.js';

/** How many of anything a dossier names; the numbers count all of them. */
const MOST_VALUES = 50;
const MOST_ALERTS = 20;
const MOST_LOGINS = 20;

/** Gathers what all dossiers hold. */
@Injectable()
export class DossierFacts {
  constructor(
    private readonly scan: EntryScan,
    private readonly logs: LogsService,
    private readonly alerts: AlertsService,
  ) {}

  /** Figures of the entries that a filter leaves. @param visit sees each of them, newest first */
  async ofEntries(filter: ListFilter, visit: (entry: EntryFacts) => void): Promise<Omit<DossierDto, 'alerts'>> {
    const [total, days, hosts, methods] = [1, 2, 3, 4].map(() => new AttemptCounts()) as AttemptCounts[];
    const logins: number[] = [];
    const examined = await this.scan.examine(filter, (entry) => {
      total!.add('', entry);
      days!.add(isoTime(entry.timestamp).slice(0, 10), entry);
      hosts!.add(entry.host, entry);
      methods!.add(entry.method, entry);
      if (isLogin(entry.log_type) && logins.length < MOST_LOGINS) logins.push(entry.id);
      visit(entry);
    });
    const [sum] = total!.top(1);
    return {
      attempts: sum?.attempts ?? 0,
      entries: sum?.entries ?? 0,
      login_count: sum?.logins ?? 0,
      logins: (await this.logs.findAll(logins)).toReversed(),
      days: days!.byValue().map((count) => ValueCountDto.from(count)),
      hosts: shownCounts(hosts!),
      methods: shownCounts(methods!),
      examined: ExaminedDto.from(examined),
    };
  }

  /** The newest alerts that a filter leaves. */
  async alertsThat(filter: ListFilter): Promise<AlertInBriefDto[]> {
    const alerts: Alert[] = [];
    for await (const { items } of this.alerts.list.steps(filter, '-timestamp', MOST_ALERTS)) {
      alerts.push(...items);
      if (alerts.length >= MOST_ALERTS) break;
    }
    const views = await this.alerts.views(alerts.slice(0, MOST_ALERTS));
    return views.map((view) => AlertInBriefDto.from(view));
  }
}

/** The values with the most attempts. */
export function shownCounts(counts: AttemptCounts): ValueCountDto[] {
  return counts.top(MOST_VALUES).map((count) => ValueCountDto.from(count));
}
