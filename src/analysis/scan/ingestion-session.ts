import { In } from 'typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { detectionsInReach } from '../../alerts/alert-store.js';
import type { AttackFacts } from '../../alerts/lifecycle/detected-alert.js';
import { readEntriesSince } from '../../logs/entries/entry-reader.js';
import { LogFile, joinedCheckpoints } from '../../logs/ingestion/files/log-file.entity.js';
import type { FileCheckpoint } from '../../logs/ingestion/files/log-file.entity.js';
import { ForwardedLog } from '../../logs/ingestion/forwarding/forwarded-log.entity.js';
import type { LineSource } from '../../logs/ingestion/line-source.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { JournalReader } from '../../logs/ingestion/journal/journal-reader.js';
import { journalRequest } from '../../logs/ingestion/journal/journal-request.js';
import { LogSource } from '../../logs/sources/log-source.entity.js';
import { SourceReader } from '../../logs/ingestion/files/source-reader.js';
import type { SharedFiles } from '../../logs/ingestion/files/source-reader.js';
import { PushInbox } from '../../logs/ingestion/push/push-inbox.js';
import { pushPosition } from '../../logs/ingestion/push/packed-batch.js';
import { PushReader } from '../../logs/ingestion/push/push-reader.js';
import { FolderNames } from '../../logs/ingestion/files/rotation-names.js';
import { LookedThrough } from '../../logs/ingestion/files/looked-through.js';
import type { LookedThroughState } from '../../logs/ingestion/files/looked-through.js';
import type { OpenFiles } from '../../logs/ingestion/files/open-files.js';
import { TakenFiles } from '../../logs/ingestion/files/taken-files.js';
import { inParts } from '../../database/bulk-sql.js';
import { JOURNALD, PUSH_PREFIX } from '../../config/log-sources.js';
import type { SelectedSource, SourceSelection } from '../../logs/ingestion/source-selection.js';
import { OTHER_LOG_TYPE } from '../../logs/programs/registry.js';
import { Coverage } from '../../logs/parsing/coverage.js';
import { LogParser } from '../../logs/parsing/log-parser.js';
import { AppliedAllowlist } from '../detection/allowlist.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { Engine } from '../detection/engine.js';
import type { EngineState } from '../detection/engine.js';
import type { MissedEvents } from '../detection/missed-events.js';
import { SourceHealth } from '../detection/source-health.js';
import type { SourceHealthState } from '../detection/source-health.js';
import { Fault } from '../../faults/fault.entity.js';
import { dueFaults } from '../../faults/set-aside.js';
import type { RulePayload } from './scan-failures.js';
import { loadLoginHistory } from '../sessions/known-logins.js';
import type { LoginHistory } from '../sessions/login-history.js';
import { SessionTracker } from '../sessions/session-tracker.js';
import type { SessionTrackerState } from '../sessions/session-tracker.js';
import type { LinePath } from './line-analysis.js';

/** A source as a session reads it. */
export interface OpenSource extends LinePath {
  readonly reader: LineSource;
  readonly lookedThrough: LookedThrough;
  readonly selected: Pick<SelectedSource, 'timeZone' | 'host' | 'program' | 'filters' | 'final'>;
  /** Where reading goes on, where the source is no file. */
  cursor: string | null;
  /** How many of its lines are set aside. */
  failedLines: number;
  /** The latest moment at which its last line can have been written, UTC milliseconds; null: there is none. */
  quietSince: number | null;
}

/**
 * Everything that scanning keeps in memory, rebuilt from the database. The database is the only truth: whenever a
 * transaction fails, the session is thrown away and a new one opened.
 */
export interface IngestionSession {
  /** By path, as far as they have been opened. */
  readonly sources: Map<string, OpenSource>;
  readonly inbox: PushInbox;
  readonly files: SharedFiles;
  /** Brought up to date with the database at the start of every transaction. */
  readonly allowlist: AppliedAllowlist;
  readonly engine: Engine;
  /** With what users have logged in before. */
  readonly logins: LoginHistory;
  /** Rules whose missed events were put to them again when the session was opened, until that is stored. */
  readonly retriedRules: Fault[];
  /** As stored; see {@link IngestionHead}. */
  version: number;
  lastEntryId: number;
}

export interface SessionOptions {
  /** Bytes of log that one batch takes at most. */
  readonly batchBytes: number;
  readonly sources: readonly SourceSelection[];
  /** Zone of pushed lines that carry no offset; absent: what is pushed is left to others. */
  readonly pushedTimeZone?: string | undefined;
}

/** @param now UTC milliseconds */
export async function openSession(
  dataSource: DataSource,
  rules: readonly DetectionRule[],
  open: OpenFiles,
  now: number,
): Promise<IngestionSession> {
  const retriedRules = await dueFaults(dataSource.manager, ['rule'], now);
  const missed = new Map(
    retriedRules.map(({ subject, payload }) => [subject, new Set((payload as RulePayload).entries)]),
  );
  const head = await dataSource.manager.findOneBy(IngestionHead, { id: 1 });
  return {
    sources: new Map(),
    inbox: new PushInbox(dataSource),
    files: { open, folders: new FolderNames(), taken: await takenFiles(dataSource) },
    allowlist: new AppliedAllowlist(),
    logins: await loadLoginHistory(dataSource),
    engine: await rebuildEngine(dataSource, rules, (head?.detection ?? null) as EngineState | null, missed),
    retriedRules,
    version: head?.version ?? 0,
    lastEntryId: head?.lastEntryId ?? 0,
  };
}

/** What is stored of a source; null where nothing is. */
interface StoredSource {
  readonly source: LogSource | null;
  readonly files: readonly LogFile[];
  /** What instances have handed on of it. */
  readonly forwarded: readonly ForwardedLog[];
  /** How many of its lines are set aside. */
  readonly failedLines: number;
}

/**
 * The sources as the session reads them, those that are not open yet opened where the last transaction left them.
 *
 * @param failed is told which sources cannot be opened, and why
 */
export async function openSources(
  dataSource: DataSource,
  session: IngestionSession,
  selected: readonly SelectedSource[],
  options: SessionOptions,
  failed: (path: string, error: unknown) => void,
): Promise<OpenSource[]> {
  // Who hands a log on may say something else of it than before.
  const isOpen = ({ path, timeZone, host, program }: SelectedSource): boolean => {
    const open = session.sources.get(path)?.selected;
    return open !== undefined && open.timeZone === timeZone && open.host === host && open.program === program;
  };
  const closed = selected.filter((each) => !isOpen(each));
  if (closed.length > 0) {
    const stored = await storedSources(
      dataSource,
      closed.map(({ path }) => path),
    );
    let newest = (await dataSource.manager.maximum(LogSource, 'id')) ?? 0;
    for (const { sourceId } of session.sources.values()) newest = Math.max(newest, sourceId);
    for (const each of closed) {
      const known = stored.get(each.path)!;
      const sourceId = known.source?.id ?? session.sources.get(each.path)?.sourceId ?? ++newest;
      try {
        session.sources.set(each.path, openSource(session, each, sourceId, known, options));
      } catch (error) {
        session.sources.delete(each.path);
        failed(each.path, error);
      }
    }
  }
  return selected.flatMap(({ path }) => session.sources.get(path) ?? []);
}

async function storedSources(
  dataSource: DataSource,
  paths: readonly string[],
): Promise<ReadonlyMap<string, StoredSource>> {
  const { manager } = dataSource;
  const failedLines = await failedLinesOf(manager);
  const stored = new Map<
    string,
    StoredSource & { source: LogSource | null; files: LogFile[]; forwarded: ForwardedLog[] }
  >();
  for (const path of paths)
    stored.set(path, { source: null, files: [], forwarded: [], failedLines: failedLines.get(path) ?? 0 });
  for (const part of inParts(paths)) {
    const sources = await manager.findBy(LogSource, { path: In(part) });
    const pathOf = new Map(sources.map(({ id, path }) => [id, path]));
    for (const source of sources) stored.get(source.path)!.source = source;
    const where = { sourceId: In([...pathOf.keys()]) };
    for (const file of await manager.find(LogFile, { where, order: { number: 'ASC' } })) {
      stored.get(pathOf.get(file.sourceId)!)!.files.push(file);
    }
    for (const log of await manager.findBy(ForwardedLog, { path: In(part) })) stored.get(log.path)!.forwarded.push(log);
  }
  return stored;
}

async function failedLinesOf(manager: EntityManager): Promise<ReadonlyMap<string, number>> {
  const rows = await manager
    .createQueryBuilder(Fault, 'fault')
    .select('fault.subject', 'path')
    .addSelect('COUNT(*)', 'lines')
    .where({ kind: 'line' })
    .groupBy('fault.subject')
    .getRawMany<{ path: string; lines: number | string }>();
  return new Map(rows.map(({ path, lines }) => [path, Number(lines)]));
}

function openSource(
  session: IngestionSession,
  selected: SelectedSource,
  sourceId: number,
  known: StoredSource,
  options: SessionOptions,
): OpenSource {
  const { path, timeZone, host, program, filters } = selected;
  const { source, failedLines } = known;
  const lookedThrough = LookedThrough.from((source?.lookedThrough ?? null) as LookedThroughState | null);
  return {
    sourceId,
    selected,
    lookedThrough,
    cursor: source?.cursor ?? null,
    failedLines,
    quietSince: source?.updatedAt ?? null,
    reader: openReader(session, selected, known, lookedThrough, options),
    parser: new LogParser({ timeZone, host, program, filters }, source?.parserState),
    coverage: source === null ? new Coverage() : Coverage.from(source.coverage),
    sessions: new SessionTracker((source?.sessions ?? undefined) as SessionTrackerState | undefined),
    health: new SourceHealth(path, (source?.health ?? undefined) as SourceHealthState | undefined),
  };
}

function openReader(
  { inbox, files, engine }: IngestionSession,
  { path, only, final, program = null, filters = [] }: SelectedSource,
  { source, files: own, forwarded }: StoredSource,
  lookedThrough: LookedThrough,
  { batchBytes: longestLine }: SessionOptions,
): LineSource {
  const cursor = source?.cursor ?? null;
  if (path === JOURNALD) {
    const matches = filters.map(({ definition }) => definition.journalMatch);
    // A tag that stands for one of our programs is the name of another.
    const wantsOthers = program !== null || engine.selectors.maySelect(OTHER_LOG_TYPE);
    return new JournalReader(cursor, journalRequest(matches, wantsOthers));
  }
  if (path.startsWith(PUSH_PREFIX)) return new PushReader(path, pushPosition(cursor), inbox, longestLine);
  const stored = forwarded.reduce((known, log) => joinedCheckpoints(known, log.files), [...own] as FileCheckpoint[]);
  return new SourceReader(path, { longestLine, stored, only, final, files, lookedThrough });
}

/** What was taken of all files there ever were, whether their sources are read now or not. */
async function takenFiles(dataSource: DataSource): Promise<TakenFiles> {
  const sources = await dataSource.manager.find(LogSource, { select: { id: true, path: true } });
  const pathOf = new Map(sources.map(({ id, path }) => [id, path]));
  const taken = new TakenFiles();
  for (const file of await dataSource.manager.find(LogFile, { order: { sourceId: 'ASC', number: 'ASC' } })) {
    taken.put(pathOf.get(file.sourceId) ?? String(file.sourceId), file);
  }
  return taken;
}

/** Puts the engine where it was after the newest stored entry: what it found, and the entries within its reach. */
async function rebuildEngine(
  dataSource: DataSource,
  rules: readonly DetectionRule[],
  state: EngineState | null,
  missed: MissedEvents,
): Promise<Engine> {
  if (state === null) return new Engine(rules);
  const engine = new Engine(rules, state, missed);
  const { referredRules } = engine;
  const firings: AttackFacts[] = [];
  for (const { lane, entriesSince, endsSince } of engine.reach) {
    const reach = { lane, endsSince, firedSince: entriesSince, referredRules };
    for await (const detections of detectionsInReach(dataSource.manager, reach)) {
      for (const detection of detections) {
        engine.restore(detection);
        if (referredRules.includes(detection.rule)) firings.push(detection);
      }
    }
  }
  for (const { lane, entriesSince } of engine.reach) {
    for await (const entry of readEntriesSince(dataSource, lane, entriesSince)) engine.replay(entry);
  }
  for (const firing of firings.sort((a, b) => a.firing.entryId - b.firing.entryId)) engine.replayFiring(firing);
  return engine;
}
