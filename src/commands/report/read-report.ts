import type { DataSource } from 'typeorm';
import { AlertsService } from '../../alerts/alerts.controller.js';
import type { LoginDto } from '../../analysis/sessions/login.dto.js';
import { SessionsService } from '../../analysis/sessions/sessions.service.js';
import { isoTime } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import type { Settings } from '../../config/settings.schema.js';
import { sqlReader } from '../../database/make-sql-reader.js';
import type { SqlReader } from '../../database/sql-reader.js';
import { EntryScan } from '../../insight/entry-scan.js';
import type { IncidentDetailDto } from '../../insight/incidents/incident.dto.js';
import { IncidentsService } from '../../insight/incidents/incidents.service.js';
import { RangeFigures } from '../../insight/rollups/range-figures.js';
import { RollupReader } from '../../insight/rollups/rollup-reader.js';
import { BUCKETS } from '../../insight/stats-query.dto.js';
import type { Bucket, TimeRange } from '../../insight/stats-query.dto.js';
import type { OverviewDto, TimelinePartDto } from '../../insight/stats.dto.js';
import { StatsService } from '../../insight/stats.service.js';
import { VerdictService } from '../../insight/verdict.service.js';
import { LogsService } from '../../logs/entries/logs.service.js';
import { LogFile } from '../../logs/ingestion/files/log-file.entity.js';
import { ForwardedLog } from '../../logs/ingestion/forwarding/forwarded-log.entity.js';
import { LogSource } from '../../logs/sources/log-source.entity.js';
import { SourcesService } from '../../logs/sources/sources.service.js';
import { OriginsService } from '../../origin/origins.service.js';

/** What logs say of a stretch of time: the figures and stories that the API would answer, in one piece. */
export interface Report {
  /** Paths of the logs. */
  readonly logs: readonly string[];
  /** ISO 8601; the range that the figures are of. Null: the logs hold nothing that could be counted. */
  readonly since: string | null;
  readonly until: string | null;
  /** What became of the lines, of all times. */
  readonly lines: LineCounts;
  readonly overview: OverviewDto | null;
  /** When how much happened, in at most {@link MAX_PARTS} parts of equal length; the last may be shorter. */
  readonly parts: readonly TimelinePartDto[];
  /** Attacks, break-ins first, then the most severe and the largest; `overview.verdict.incidents` says how many there are. */
  readonly incidents: readonly IncidentDetailDto[];
  /** Logins that succeeded, the latest first; `overview.logins` says how many there are. */
  readonly logins: readonly LoginDto[];
  /** What kept files from being read. */
  readonly faults: readonly string[];
}

/** Lines of all logs together. */
export interface LineCounts {
  readonly lines_read: number;
  readonly understood: number;
  readonly ignored: number;
  readonly not_understood: number;
}

/** Which part of a log to report on, UTC milliseconds; undefined: from its beginning, or to its end. */
export interface ReportRange {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

export const MAX_PARTS = 120;
const MAX_INCIDENTS = 30;
const MAX_LOGINS = 20;
const RANKED = 10;
/** A timeline that the API would not cut. */
const MOST_OF_BUCKET = { minute: 300, hour: 500 } as const;

/** Reads what a database of scanned logs says, by the services of the API. */
export async function readReport(
  database: DataSource,
  settings: Settings,
  wanted: ReportRange,
  clock: Clock,
): Promise<Omit<Report, 'faults'>> {
  const reader = sqlReader(database);
  const { stats, sessions, incidents, sources } = servicesOf(database, reader, settings, clock);
  const found = await sources.list();
  const report = { logs: found.map(({ path }) => path), lines: linesOf(found) };
  const range = await rangeOf(reader, wanted);
  if (range === null)
    return { ...report, since: null, until: null, overview: null, parts: [], incidents: [], logins: [] };
  const overview = await stats.overview({ ...range, bucket: bucketOf(range), limit: RANKED });
  const attacks = await incidents.worst({ active_since: range.since, active_until: range.until }, MAX_INCIDENTS);
  const logins = await sessions.list.steps({ ...range, tests: [] }, '-started_at', MAX_LOGINS).next();
  return {
    ...report,
    since: isoTime(range.since),
    until: isoTime(range.until),
    overview,
    parts: joinedParts(overview.parts, MAX_PARTS),
    incidents: await Promise.all(attacks.map(({ id }) => incidents.find(id))),
    logins: logins.done === true ? [] : await sessions.logins(logins.value.items.slice(0, MAX_LOGINS)),
  };
}

function servicesOf(database: DataSource, reader: SqlReader, settings: Settings, clock: Clock) {
  const scan = new EntryScan(reader);
  const origins = new OriginsService(settings);
  const figures = new RangeFigures(scan, reader, new RollupReader(reader));
  const stats = new StatsService(scan, figures, reader, new VerdictService(reader), origins, clock);
  const sources = new SourcesService(
    database.getRepository(LogSource),
    database.getRepository(LogFile),
    database.getRepository(ForwardedLog),
  );
  const sessions = new SessionsService(reader, database, new LogsService(reader, sources));
  const alerts = new AlertsService(reader, database, origins, clock);
  return { stats, sessions, sources, incidents: new IncidentsService(reader, database, alerts, sessions, clock) };
}

/** The whole of what is stored, unless a part of it is wanted; null: nothing is stored. */
async function rangeOf(reader: SqlReader, { since, until }: ReportRange): Promise<TimeRange | null> {
  const [row] = await reader.rows('SELECT MIN(timestamp) AS first, MAX(timestamp) AS last FROM log_entries');
  if (row?.['first'] == null) return null;
  const end = until ?? Math.max(Number(row['last']) + 1, since ?? 0);
  return { since: Math.min(since ?? Number(row['first']), end), until: end };
}

function bucketOf({ since, until }: TimeRange): Bucket {
  const length = until - since;
  if (length <= MOST_OF_BUCKET.minute * BUCKETS.minute) return 'minute';
  return length <= MOST_OF_BUCKET.hour * BUCKETS.hour ? 'hour' : 'day';
}

/** Neighbours put together, so that there are no more than `most`. */
export function joinedParts(parts: readonly TimelinePartDto[], most: number): TimelinePartDto[] {
  const size = Math.ceil(parts.length / most);
  const joined: TimelinePartDto[] = [];
  for (const [index, part] of parts.entries()) {
    if (index % size === 0) joined.push({ ...part });
    else {
      const last = joined.at(-1)!;
      last.entries += part.entries;
      last.attempts += part.attempts;
      last.logins += part.logins;
    }
  }
  return joined;
}

function linesOf(sources: readonly LogSource[]): LineCounts {
  const sum = (of: (source: LogSource) => number): number => sources.reduce((total, each) => total + of(each), 0);
  return {
    lines_read: sum(({ coverage }) => coverage.linesRead),
    understood: sum(({ coverage }) => coverage.understood),
    ignored: sum(({ coverage }) => coverage.ignored),
    not_understood: sum(({ coverage }) => coverage.notUnderstood),
  };
}
