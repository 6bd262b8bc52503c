import { ALERT_STATUSES, SEVERITIES, alertStatus } from '../alerts/lifecycle/alert-terms.js';
import { networkOf } from '../analysis/sigma/addresses.js';
import type { SqlReader } from '../database/sql-reader.js';
import { AttemptCounts } from './attempt-counts.js';
import type { EntryFacts } from './entry-scan.js';
import { ValueCountDto } from './insight.dto.js';
import type { TimeRange, TopKind } from './stats-query.dto.js';
import type { AlertFiguresDto, RankingDto, SummaryDto } from './stats.dto.js';

/** Counts entries by what a ranking is of. */
export class RankingCounts {
  private readonly counts = new AttemptCounts();
  private readonly valueOf: (entry: EntryFacts) => string | null;

  /** @param isOfAddress which addresses are ranked, or whose networks */
  constructor(kind: TopKind, isOfAddress?: (address: string | null) => boolean) {
    const valueOf = VALUES[kind];
    const isAny = isOfAddress === undefined || kind === 'users' || kind === 'hosts';
    this.valueOf = isAny ? valueOf : (entry) => (isOfAddress(entry.ip_address) ? valueOf(entry) : null);
  }

  add(entry: EntryFacts): void {
    this.counts.add(this.valueOf(entry), entry);
  }

  result(most: number): RankingDto {
    return { total: this.counts.size, top: this.counts.top(most).map((count) => ValueCountDto.from(count)) };
  }
}

const VALUES: Readonly<Record<TopKind, (entry: EntryFacts) => string | null>> = {
  ips: ({ ip_address }) => ip_address,
  users: ({ username }) => username,
  networks: ({ ip_address }) => networkOf(ip_address),
  hosts: ({ host }) => host,
};

/** Counts what a summary says of entries. */
export class SummaryCounts {
  private readonly all = new AttemptCounts();
  private readonly addresses = new AttemptCounts();
  private readonly usernames = new AttemptCounts();

  add(entry: EntryFacts): void {
    this.all.add('', entry);
    if (entry.attempts === 0) return;
    this.addresses.add(entry.ip_address, entry);
    this.usernames.add(entry.username, entry);
  }

  result(): Pick<SummaryDto, 'entries' | 'attempts' | 'logins' | 'attacking_addresses' | 'attacked_usernames'> {
    const [sum] = this.all.top(1);
    return {
      entries: sum?.entries ?? 0,
      attempts: sum?.attempts ?? 0,
      logins: sum?.logins ?? 0,
      attacking_addresses: this.addresses.size,
      attacked_usernames: this.usernames.size,
    };
  }
}

/** How many alerts are counted. The index of lists tells everything; none of the alerts is read. */
const MAX_COUNTED = 10_000;

const ALERTS_OF_RANGE = `SELECT severity, outcome, acknowledged_at, resolved_at FROM alerts
  WHERE fired_at >= ? AND fired_at < ? ORDER BY fired_at DESC, id DESC LIMIT ${MAX_COUNTED + 1}`;

/** Counts the alerts that fired in a stretch of time. */
export async function alertFigures(reader: SqlReader, { since, until }: TimeRange): Promise<AlertFiguresDto> {
  const rows = await reader.rows(ALERTS_OF_RANGE, [since, until]);
  const complete = rows.length <= MAX_COUNTED;
  const bySeverity: Record<string, number> = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0]));
  const byStatus: Record<string, number> = Object.fromEntries(ALERT_STATUSES.map((status) => [status, 0]));
  let [loginSucceeded, loginSuspected] = [0, 0];
  const counted = complete ? rows : rows.slice(0, MAX_COUNTED);
  for (const row of counted) {
    const { severity, outcome, acknowledged_at: acknowledgedAt, resolved_at: resolvedAt } = row;
    bySeverity[String(severity)]!++;
    byStatus[alertStatus({ acknowledgedAt, resolvedAt } as Parameters<typeof alertStatus>[0])]!++;
    if (outcome === 'login_succeeded') loginSucceeded++;
    if (outcome === 'login_suspected') loginSuspected++;
  }
  return {
    total: counted.length,
    by_severity: bySeverity,
    by_status: byStatus,
    login_succeeded: loginSucceeded,
    login_suspected: loginSuspected,
    complete,
  };
}
