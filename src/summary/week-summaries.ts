import { Injectable } from '@nestjs/common';
import type { LoginDto } from '../analysis/sessions/login.dto.js';
import { SessionsService } from '../analysis/sessions/sessions.service.js';
import { isoTime } from '../common/clock.js';
import { counted, grouped } from '../common/figure-words.js';
import { quotedText } from '../common/visible-text.js';
import { SqlReader } from '../database/sql-reader.js';
import { IncidentsService } from '../insight/incidents/incidents.service.js';
import type { OverviewDto, SummaryDto } from '../insight/stats.dto.js';
import { StatsService } from '../insight/stats.service.js';
import { verdictSentence } from '../insight/verdict-words.js';
import type { Week } from '../notification/policy/weekly-summary.js';
import type { WeekFigure, WeekNews, WeekReader, WeeklySummary } from '../notification/weekly/weekly-summary.js';

const MAX_SOURCES = 5;
const MAX_OPEN = 10;
/** Of logins, hosts and rules each. */
const MAX_NEWS = 10;
/** So many logins are looked through for new ones, the latest. */
const MAX_LOGINS = 2_000;
const MAX_HOSTS = 100;
const HOUR_MS = 3_600_000;
const MAX_NAME = 60;

/** Puts a week together from what insight says of it: figures are those of `/stats/overview`, in the words of `report`. */
@Injectable()
export class WeekSummaries implements WeekReader {
  constructor(
    private readonly stats: StatsService,
    private readonly incidents: IncidentsService,
    private readonly sessions: SessionsService,
    private readonly reader: SqlReader,
  ) {}

  async read(week: Week, before: Week, timeZone: string): Promise<WeeklySummary> {
    const { since, until } = week;
    const overview = await this.stats.overview({ since, until, bucket: 'day', limit: MAX_SOURCES });
    const isFirst = !(await this.isAnything('SELECT 1 FROM log_entries WHERE timestamp < ? LIMIT 1', [since]));
    const earlier = isFirst ? null : await this.stats.summary(before);
    const { verdict, ips } = overview;
    const active = { active_since: since, active_until: until };
    const open = await this.incidents.worst({ ...active, status: ['open'] }, MAX_OPEN);
    const openCount = figure(verdict.open_incidents, verdict.complete);
    return {
      since,
      until,
      timeZone,
      subject: subjectOf(overview, openCount),
      verdict: verdictSentence(overview),
      isAlarming: verdict.kind === 'got_in' || verdict.kind === 'suspected',
      figures: figuresOf(overview, earlier),
      sources: ips.top
        .filter(({ attempts }) => attempts > 0)
        .map(({ value, attempts }) => ({ address: value, attempts: grouped(attempts) })),
      news: isFirst ? null : await this.newsOf(week),
      open: open.map(({ id, severity, headline }) => ({ id, severity, headline })),
      openCount,
      cautions: cautionsOf(overview),
    };
  }

  private async newsOf(week: Week): Promise<WeekNews[]> {
    return [...(await this.newLogins(week)), ...(await this.newHosts(week)), ...(await this.newRules(week))];
  }

  /** Users who logged in from where they never had, those after failed attempts first, as the view of logins has them. */
  private async newLogins(week: Week): Promise<WeekNews[]> {
    const found = new Map<string, LoginDto>();
    let [looked, isWhole] = [0, true];
    for await (const { items } of this.sessions.list.steps({ ...week, tests: [] }, '-started_at')) {
      for (const login of await this.sessions.logins(items)) {
        const pair = JSON.stringify([login.username, login.ip_address]);
        // The first of them comes last.
        if (login.new_address_for_user === true) found.set(pair, login);
      }
      looked += items.length;
      isWhole = looked < MAX_LOGINS;
      if (!isWhole) break;
    }
    const logins = [...found.values()].sort((a, b) => rank(a) - rank(b) || (a.timestamp < b.timestamp ? 1 : -1));
    const news = logins.slice(0, MAX_NEWS).map((login) => ({
      words: loginWords(login),
      route: `/sessions/${encodeURIComponent(login.session_id)}`,
    }));
    const rest = logins.length - news.length;
    if (rest === 0) return news;
    const words = `and ${isWhole ? '' : 'at least '}${counted(rest, 'more', 'more')}`;
    const time = { since: isoTime(week.since), until: isoTime(week.until) };
    return [...news, { words, route: `/logins?${new URLSearchParams(time).toString()}` }];
  }

  private async newHosts({ since, until }: Week): Promise<WeekNews[]> {
    const { top } = await this.stats.top('hosts', { since, until, limit: MAX_HOSTS });
    const news: WeekNews[] = [];
    for (const { value } of top) {
      if (value === '') continue;
      const known = 'SELECT 1 FROM rollup_counts WHERE span = 1 AND start <= ? AND host = ? LIMIT 1';
      if (await this.isAnything(known, [since - HOUR_MS, value])) continue;
      news.push({
        words: `First lines of the host ${quotedText(value, MAX_NAME)}`,
        route: `/hosts/${encodeURIComponent(value)}`,
      });
      if (news.length === MAX_NEWS) break;
    }
    return news;
  }

  private async newRules({ since, until }: Week): Promise<WeekNews[]> {
    const fired = await this.reader.rows(
      'SELECT rule, MAX(reason) AS reason, COUNT(*) AS alerts FROM alerts WHERE fired_at >= ? AND fired_at < ? GROUP BY rule ORDER BY rule',
      [since, until],
    );
    const news: WeekNews[] = [];
    for (const { rule, reason, alerts } of fired) {
      const before = 'SELECT 1 FROM alerts WHERE fired_at < ? AND rule = ? LIMIT 1';
      if (await this.isAnything(before, [since, String(rule)])) continue;
      news.push({
        words: `First alerts of the rule ${quotedText(String(reason), MAX_NAME)}: ${grouped(Number(alerts))}`,
        route: `/rules/${encodeURIComponent(String(rule))}`,
      });
      if (news.length === MAX_NEWS) break;
    }
    return news;
  }

  private async isAnything(sql: string, values: readonly (string | number)[]): Promise<boolean> {
    return (await this.reader.rows(sql, [...values])).length > 0;
  }
}

function rank({ failures_before: failures, history_since: since }: LoginDto): number {
  if (failures > 0) return 0;
  return since === null ? 2 : 1;
}

function loginWords({ username, ip_address: address, host, method, failures_before, history_since }: LoginDto): string {
  const who = quotedText(username, MAX_NAME);
  const where = `${address === null ? '' : ` from ${address}`}${host === null ? '' : ` on ${quotedText(host, MAX_NAME)}`}`;
  const by = method === null ? '' : `, by ${quotedText(method, MAX_NAME)}`;
  const after = failures_before === 0 ? '' : `, after ${counted(failures_before, 'failed attempt')}`;
  const first = history_since === null ? ` for the first time${where}` : `${where} for the first time`;
  return `${who} logged in${first}${by}${after}`;
}

function subjectOf({ verdict }: OverviewDto, openCount: string): string {
  const open =
    openCount === '0' ? '' : `, ${openCount} ${openCount === '1' ? 'incident' : 'incidents'} that nobody looked at`;
  switch (verdict.kind) {
    case 'got_in':
      return `THEY GOT IN${open}`;
    case 'suspected':
      return `a suspicious login${open}`;
    case 'under_attack':
    case 'attacked':
      return `attacks, nobody got in${open}`;
    case 'quiet':
      return `quiet${open}`;
    case 'unknown':
      return `no line of the log was read${open}`;
    default:
      return verdict.kind satisfies never;
  }
}

function figuresOf(now: SummaryDto, before: SummaryDto | null): WeekFigure[] {
  return FIGURES.map(([label, of]) => ({ label, value: of(now), before: before === null ? null : of(before) }));
}

const FIGURES: readonly (readonly [string, (of: SummaryDto) => string])[] = [
  ['Logins of attackers', ({ verdict }) => grouped(verdict.break_ins)],
  ['Incidents', ({ verdict }) => figure(verdict.incidents, verdict.complete)],
  ['Alerts', ({ verdict }) => figure(verdict.alerts, verdict.complete)],
  ['Failed attempts', ({ attempts }) => grouped(attempts)],
  ['Addresses they came from', (of) => figure(of.attacking_addresses, of.examined.complete)],
  ['User names tried', (of) => figure(of.attacked_usernames, of.examined.complete)],
  ['Logins', ({ logins }) => grouped(logins)],
];

function figure(number: number, isWhole: boolean): string {
  return `${isWhole ? '' : 'at least '}${grouped(number)}`;
}

function cautionsOf({ examined, verdict }: OverviewDto): string[] {
  return [
    ...(examined.complete
      ? []
      : ['There was more than can be looked at: addresses and user names are of the end of the week.']),
    ...(verdict.complete ? [] : ['There were more alerts than can be looked at: incidents are of the latest.']),
  ];
}
