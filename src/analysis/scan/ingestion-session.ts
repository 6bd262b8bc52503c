import type { DataSource } from 'typeorm';
import { detectionsInReach } from '../../alerts/alert-store.js';
import type { AttackFacts } from '../../alerts/lifecycle/detected-alert.js';
import { readEntriesSince } from '../../logs/ingestion/entry-reader.js';
import { joinedCheckpoints } from '../../logs/ingestion/file-checkpoint.js';
import type { FileCheckpoint } from '../../logs/ingestion/file-checkpoint.js';
import { ForwardedLog } from '../../logs/ingestion/forwarded-log.entity.js';
import type { LineSource } from '../../logs/ingestion/line-source.js';
import { IngestionHead } from '../../logs/ingestion/ingestion-head.entity.js';
import { JournalReader } from '../../logs/ingestion/journal-reader.js';
import { LogFile } from '../../logs/ingestion/log-file.entity.js';
import { LogSource } from '../../logs/ingestion/log-source.entity.js';
import { SourceReader } from '../../logs/ingestion/source-reader.js';
import { PushInbox } from '../../logs/ingestion/push-inbox.js';
import { pushPosition } from '../../logs/ingestion/push-position.js';
import { PushReader } from '../../logs/ingestion/push-reader.js';
import { JOURNALD, PUSH_PREFIX } from '../../config/log-sources.js';
import type { SelectedSource, SourceSelection } from '../../logs/ingestion/source-selection.js';
import { Coverage } from '../../logs/parsing/coverage.js';
import { SshLogParser } from '../../logs/parsing/ssh-log-parser.js';
import { AppliedAllowlist } from '../detection/applied-allowlist.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { Engine } from '../detection/engine.js';
import type { EngineState } from '../detection/engine.js';
import type { MissedEvents } from '../detection/missed-events.js';
import { SourceHealth } from '../detection/source-health.js';
import type { SourceHealthState } from '../detection/source-health.js';
import { Fault } from '../../faults/fault.entity.js';
import { dueFaults } from '../../faults/set-aside.js';
import type { RulePayload } from './scan-failures.js';
import type { LinePath } from '../line-analysis.js';

/** A source as a session reads it. */
export interface OpenSource extends LinePath {
  readonly reader: LineSource;
  readonly selected: Pick<SelectedSource, 'timeZone' | 'host' | 'final'>;
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
  /** Brought up to date with the database at the start of every scan. */
  readonly allowlist: AppliedAllowlist;
  readonly engine: Engine;
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
    allowlist: new AppliedAllowlist(),
    engine: await rebuildEngine(dataSource, rules, (head?.detection ?? null) as EngineState | null, missed),
    retriedRules,
    version: head?.version ?? 0,
    lastEntryId: head?.lastEntryId ?? 0,
  };
}

/** The source as the session reads it, opened where the last transaction left it. */
export async function openSource(
  dataSource: DataSource,
  session: IngestionSession,
  selected: SelectedSource,
  options: SessionOptions,
): Promise<OpenSource> {
  const { path, timeZone, host } = selected;
  const open = session.sources.get(path);
  // Who hands a log on may say something else of it than before.
  if (open !== undefined && open.selected.timeZone === timeZone && open.selected.host === host) return open;
  const stored = await dataSource.manager.findOneBy(LogSource, { path });
  const sourceId = stored?.id ?? (await nextSourceId(dataSource, session));
  const source: OpenSource = {
    sourceId,
    selected,
    cursor: stored?.cursor ?? null,
    failedLines: await dataSource.manager.countBy(Fault, { kind: 'line', subject: path }),
    quietSince: stored?.updatedAt ?? null,
    reader: await openReader(dataSource, session, selected, sourceId, stored?.cursor ?? null, options),
    parser: new SshLogParser({ timeZone, host }, stored?.parserState),
    coverage: stored === null ? new Coverage() : Coverage.from(stored.coverage),
    health: new SourceHealth(path, (stored?.health ?? undefined) as SourceHealthState | undefined),
  };
  session.sources.set(path, source);
  return source;
}

async function openReader(
  dataSource: DataSource,
  session: IngestionSession,
  { path, only, final }: SelectedSource,
  sourceId: number,
  cursor: string | null,
  options: SessionOptions,
): Promise<LineSource> {
  if (path === JOURNALD) return new JournalReader(cursor);
  if (path.startsWith(PUSH_PREFIX)) {
    return new PushReader(path, pushPosition(cursor), session.inbox, options.batchBytes);
  }
  const files = await dataSource.manager.find(LogFile, { order: { number: 'ASC' } });
  const handedOn = await dataSource.manager.findBy(ForwardedLog, { path });
  const own = files.filter((file) => file.sourceId === sourceId);
  const stored = handedOn.reduce((known, log) => joinedCheckpoints(known, log.files), [...own] as FileCheckpoint[]);
  const ofOthers = files.filter((file) => file.sourceId !== sourceId);
  const others = (): readonly FileCheckpoint[] => [
    ...ofOthers,
    ...[...session.sources.values()].flatMap((source) =>
      source.reader.path === path ? [] : source.reader.checkpoints,
    ),
  ];
  return new SourceReader(path, { longestLine: options.batchBytes, stored, only, final, others });
}

async function nextSourceId(dataSource: DataSource, session: IngestionSession): Promise<number> {
  const stored = (await dataSource.manager.maximum(LogSource, 'id')) ?? 0;
  return Math.max(stored, ...[...session.sources.values()].map((source) => source.sourceId)) + 1;
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
    for await (const entry of readEntriesSince(dataSource, lane, entriesSince)) engine.recall(entry);
  }
  for (const firing of firings.sort((a, b) => a.firing.entryId - b.firing.entryId)) engine.recallFiring(firing);
  return engine;
}
