import { Inject, Injectable } from '@nestjs/common';
import type { Alert } from '../alerts/alert.entity.js';
import { alertTests } from '../alerts/alert-list-query.dto.js';
import { AlertsService } from '../alerts/alerts.controller.js';
import { AllowlistService } from '../analysis/allowlist/allowlist.service.js';
import { networkOf } from '../analysis/sigma/addresses.js';
import { CLOCK, isoTime } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { SqlReader } from '../database/sql-reader.js';
import type { ListFilter } from '../lists/list-plan.js';
import { sqlCondition } from '../lists/sql-condition.js';
import { LogsService } from '../logs/entries/logs.service.js';
import { isLogin } from '../logs/programs/registry.js';
import { OriginDto } from '../origin/origin.dto.js';
import { OriginsService } from '../origin/origins.service.js';
import type { IpRange } from '../net/ip-range.js';
import { AttemptCounts } from './attempt-counts.js';
import { AlertInBriefDto } from './alert-in-brief.dto.js';
import type { DossierDto, IpDossierDto, RangeQueryDto, UserDossierDto } from './dossier.dto.js';
import { EntryScan } from './entry-scan.js';
import type { EntryFacts } from './entry-scan.js';
import { ExaminedDto, ValueCountDto } from './insight.dto.js';
import { Bans } from './bans.js';
import { IncidentsService } from './incidents/incidents.service.js';
import { Penalties } from './penalties.js';

/** How many of anything a dossier names; the numbers count all of them. */
const MAX_VALUES = 50;
const MAX_ALERTS = 20;
const MAX_LOGINS = 20;
const MAX_INCIDENTS = 20;

const DAY = 86_400_000;

/** Gathers what all dossiers hold. */
@Injectable()
export class DossierFacts {
  constructor(
    private readonly scan: EntryScan,
    private readonly logs: LogsService,
    private readonly alerts: AlertsService,
    private readonly penalties: Penalties,
    private readonly bans: Bans,
  ) {}

  /** Figures of the entries that a filter leaves. @param visit sees each of them, newest first */
  async ofEntries(
    filter: ListFilter,
    visit: (entry: EntryFacts) => void,
  ): Promise<Omit<DossierDto, 'alerts' | 'incidents'>> {
    const [total, days, hosts, methods] = [1, 2, 3, 4].map(() => new AttemptCounts()) as AttemptCounts[];
    const logins: number[] = [];
    // Entries come by time: most are of the day of the one before.
    let [start, name] = [Number.NaN, ''];
    const dayOf = (time: number): string => {
      if (!(time >= start && time < start + DAY)) {
        start = Math.floor(time / DAY) * DAY;
        name = isoTime(time).slice(0, 10);
      }
      return name;
    };
    const examined = await this.scan.examine(filter, (entry) => {
      total!.add('', entry);
      days!.add(dayOf(entry.timestamp), entry);
      hosts!.add(entry.host, entry);
      methods!.add(entry.method, { ...entry, attempts: entry.method_attempts });
      if (isLogin(entry.log_type) && logins.length < MAX_LOGINS) logins.push(entry.id);
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

  /** Who refuses an address by itself, as logs say. @param address canonical */
  async refusals(address: string, now: number): Promise<Pick<IpDossierDto, 'penalty' | 'bans'>> {
    return { penalty: await this.penalties.ofAddress(address, now), bans: await this.bans.ofAddress(address, now) };
  }

  /** The newest alerts in which an address took part. */
  async alertsOf({ range }: IpRange): Promise<AlertInBriefDto[]> {
    const alerts = await this.alerts.newestOf(range, MAX_ALERTS);
    return (await this.alerts.views(alerts)).map((view) => AlertInBriefDto.from(view));
  }

  /** The newest alerts that a filter leaves. */
  async alertsThat(filter: ListFilter): Promise<AlertInBriefDto[]> {
    const alerts: Alert[] = [];
    for await (const { items } of this.alerts.list.steps(filter, '-timestamp', MAX_ALERTS)) {
      alerts.push(...items);
      if (alerts.length >= MAX_ALERTS) break;
    }
    const views = await this.alerts.views(alerts.slice(0, MAX_ALERTS));
    return views.map((view) => AlertInBriefDto.from(view));
  }
}

/** The values with the most attempts. */
function shownCounts(counts: AttemptCounts): ValueCountDto[] {
  return counts.top(MAX_VALUES).map((count) => ValueCountDto.from(count));
}

/** Puts together what is known of an address or a user. */
@Injectable()
export class DossiersService {
  constructor(
    private readonly facts: DossierFacts,
    private readonly reader: SqlReader,
    private readonly allowlist: AllowlistService,
    private readonly incidents: IncidentsService,
    private readonly origins: OriginsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ofAddress(address: IpRange, { since, until }: RangeQueryDto): Promise<IpDossierDto> {
    const usernames = new AttemptCounts();
    const facts = await this.facts.ofEntries({ address, since, until, tests: [] }, (entry) => {
      usernames.add(entry.username, entry);
    });
    const [seen] = await this.reader.rows(FIRST_AND_LAST, [address.range, address.range]);
    return {
      ip_address: address.range,
      network: networkOf(address.range),
      ...OriginDto.from(this.origins.of(address.range)),
      allowlisted: (await this.allowlist.current()).find(address.range, this.clock()) !== null,
      ...(await this.facts.refusals(address.range, this.clock())),
      first_seen: isoTime(seen!['first'] as number | null),
      last_seen: isoTime(seen!['last'] as number | null),
      ...facts,
      username_count: usernames.size,
      usernames: shownCounts(usernames),
      alerts: await this.facts.alertsOf(address),
      incidents: await this.incidents.withAlerts({ attacker: address }, MAX_INCIDENTS),
    };
  }

  async ofUser(username: string, { since, until }: RangeQueryDto): Promise<UserDossierDto> {
    const [addresses, all] = [new AttemptCounts(), new AttemptCounts()];
    const tests = [sqlCondition('username = ?', username)];
    const facts = await this.facts.ofEntries({ since, until, tests }, (entry) => {
      addresses.add(entry.ip_address, entry);
      all.add('', entry);
    });
    const [seen] = all.top(1);
    return {
      username,
      first_seen: isoTime(seen?.firstSeen ?? null),
      last_seen: isoTime(seen?.lastSeen ?? null),
      ...facts,
      ip_address_count: addresses.size,
      ip_addresses: shownCounts(addresses),
      alerts: await this.facts.alertsThat({ tests: alertTests({ username }) }),
      incidents: await this.incidents.withAlerts({ username }, MAX_INCIDENTS),
    };
  }
}

const FIRST_AND_LAST =
  'SELECT (SELECT MIN(timestamp) FROM log_entries WHERE ip_address = ?) AS first, ' +
  '(SELECT MAX(timestamp) FROM log_entries WHERE ip_address = ?) AS last';
