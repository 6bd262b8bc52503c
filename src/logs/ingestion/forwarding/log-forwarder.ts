import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { JOURNALD } from '../../../config/log-sources.js';
import type { OwnConnection } from '../../../database/own-connection.js';
import { LogFile, joinedCheckpoints } from '../files/log-file.entity.js';
import type { FileCheckpoint } from '../files/log-file.entity.js';
import { JournalReader } from '../journal/journal-reader.js';
import type { LineSource, ReadStep, SourceFault, TakenLines } from '../line-source.js';
import { LogSource } from '../../sources/log-source.entity.js';
import { SourceReader } from '../files/source-reader.js';
import type { SharedFiles } from '../files/source-reader.js';
import { storeBatches } from '../push/batch-store.js';
import type { IngestLimits } from '../push/ingest-problems.js';
import { packBatch } from '../push/packed-batch.js';
import { ForwardedLog } from './forwarded-log.entity.js';

/** Bytes of log in one batch: few enough that requests do not notice the work on it. */
const BATCH_BYTES = 1 << 18;

/** So much of one log is handed on before others have their turn. */
const TURN_BYTES = 4 << 20;

/** Whoever reads of a fault that was not told for some minutes takes it for over: the log may be handed on no more. */
const FAULT_TOLD_EVERY_MS = 30_000;

/** A log that is to be handed on. */
interface LogToForward {
  /** The name that its lines are pushed under. */
  readonly source: string;
  /** Absolute path of the live file, or `journald`. */
  readonly path: string;
  /** IANA zone of lines without an offset. */
  readonly timeZone: string;
  /** Host of lines that name none. */
  readonly host: string | null;
}

interface ForwarderOptions {
  readonly connection: OwnConnection;
  readonly limits: IngestLimits;
  /** Shared by all logs that this instance hands on. */
  readonly files: SharedFiles;
}

/** What one turn has handed on, and what kept it from more. */
export interface ForwardReport {
  readonly lines: number;
  /** True where there is more: it is another log's turn. */
  readonly hasMore: boolean;
  readonly faults: readonly SourceFault[];
}

/** Somebody else has handed on lines of the same log since it was last looked at. */
export class LogForwardedElsewhereError extends Error {
  readonly code = 'LOG_FORWARDED_ELSEWHERE';
}

/**
 * Hands on what is new in one log, each line once: a batch and the place behind it are stored together, and of two that
 * would go on from the same place only one may.
 */
export class LogForwarder {
  private reader: LineSource | null = null;
  /** What the reader is at. */
  private steps: AsyncGenerator<ReadStep> | null = null;
  private version = 0;
  private fault: ForwardedLog['fault'] = null;

  constructor(
    readonly log: LogToForward,
    private readonly options: ForwarderOptions,
  ) {}

  get checkpoints(): readonly FileCheckpoint[] {
    return this.reader?.checkpoints ?? [];
  }

  /**
   * Hands on a part of what is new. Calls must not overlap.
   *
   * @param now UTC milliseconds
   * @param shouldStop asked between batches
   * @param turnBytes how much of the log is looked at before it is another one's turn
   * @throws when a batch cannot be stored; nothing is lost, the next call goes on where the last batch ended
   */
  async forward(now: number, shouldStop: () => boolean, turnBytes = TURN_BYTES): Promise<ForwardReport> {
    let lines = 0;
    let bytes = 0;
    try {
      const reader = (this.reader ??= await this.open(now));
      const steps = (this.steps ??= reader.read(now, () => BATCH_BYTES));
      while (bytes < turnBytes && !shouldStop()) {
        const { value, done } = await steps.next();
        if (done === true) this.steps = null;
        if (done === true) break;
        bytes += 'passed' in value ? value.passed : value.bytes;
        if ('passed' in value) continue;
        await this.store(value, now);
        lines += value.lines.length;
      }
      const { faults } = reader;
      await this.remember(faults[0] ?? null, now);
      return { lines, faults, hasMore: this.steps !== null };
    } catch (error) {
      this.reader = null;
      await this.steps?.return(undefined).catch(() => undefined);
      this.steps = null;
      throw error;
    }
  }

  private async open(now: number): Promise<LineSource> {
    const { source, path, timeZone, host } = this.log;
    const { stored, before } = await this.options.connection.transaction(async (manager) => {
      const fresh = { source, path, timeZone, host, files: [], cursor: null, fault: null, version: 0, updatedAt: now };
      await manager.createQueryBuilder().insert().into(ForwardedLog).values(fresh).orIgnore().execute();
      await manager.update(ForwardedLog, { source }, { path, timeZone, host });
      return {
        stored: await manager.findOneByOrFail(ForwardedLog, { source }),
        before: await readWithoutSender(manager, path),
      };
    });
    this.version = stored.version;
    this.fault = stored.fault;
    if (path === JOURNALD) return new JournalReader(stored.cursor);
    const files = joinedCheckpoints(stored.files, before);
    return new SourceReader(path, { stored: files, longestLine: BATCH_BYTES, files: this.options.files });
  }

  private async store(taken: TakenLines, now: number): Promise<void> {
    const batches = taken.lines.length === 0 ? [] : [await this.batchOf(taken, now)];
    await this.options.connection.transaction(async (manager) => {
      await this.advance(manager, taken, now);
      if (batches.length > 0) await storeBatches(manager, batches, this.options.limits);
    });
    this.version++;
  }

  private batchOf({ lines, referenceTime }: TakenLines, now: number): ReturnType<typeof packBatch> {
    return packBatch({
      source: this.log.source,
      // Its place is stored with it: no other batch needs to be told from it.
      key: `forwarded:${randomUUID()}`,
      text: Buffer.from(`${lines.join('\n')}\n`),
      lines: lines.length,
      receivedAt: now,
      writtenBefore: referenceTime,
    });
  }

  private async advance(manager: EntityManager, { checkpoint }: TakenLines, now: number): Promise<void> {
    const { source } = this.log;
    const { affected } = await manager.update(
      ForwardedLog,
      { source, version: this.version },
      {
        version: this.version + 1,
        updatedAt: now,
        ...(checkpoint.kind === 'file' ? { files: [...this.checkpoints] } : { cursor: checkpoint.cursor }),
      },
    );
    if (affected !== 1) {
      throw new LogForwardedElsewhereError(`Another instance hands on a log under the name ${source}, too.`);
    }
  }

  /** Tells the other instances what keeps the log from being read, again and again for as long as it does. */
  private async remember(found: SourceFault | null, now: number): Promise<void> {
    if (found === null && this.fault === null) return;
    if (found?.message === this.fault?.message && now - (this.fault?.at ?? 0) < FAULT_TOLD_EVERY_MS) return;
    const fault = found === null ? null : { ...found, at: now };
    await this.options.connection.run((manager) =>
      manager.update(ForwardedLog, { source: this.log.source }, { fault }),
    );
    this.fault = fault;
  }
}

/** How far the log was read by whoever detected, before it was given a sender. */
async function readWithoutSender(manager: EntityManager, path: string): Promise<LogFile[]> {
  const source = await manager.findOneBy(LogSource, { path });
  return source === null ? [] : manager.find(LogFile, { where: { sourceId: source.id }, order: { number: 'ASC' } });
}
