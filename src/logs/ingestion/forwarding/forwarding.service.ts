import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SingleFlight } from '../../../common/single-flight.js';
import { CLOCK } from '../../../common/clock.js';
import type { Clock } from '../../../common/clock.js';
import { SETTINGS_TOKEN } from '../../../config/config.module.js';
import { forwardedLogs, PUSH_PREFIX } from '../../../config/log-sources.js';
import type { Settings } from '../../../config/settings.schema.js';
import { OwnConnection } from '../../../database/own-connection.js';
import { DATABASE_LOCKS } from '../../../database/postgres/database-locks.js';
import { faultAdvice } from '../line-source.js';
import { FolderNames } from '../files/rotation-names.js';
import { LogWatcher } from '../files/log-watcher.js';
import { OpenFiles } from '../files/open-files.js';
import { TakenFiles } from '../files/taken-files.js';
import { configuredPath } from '../source-selection.js';
import { LINES_PUSHED } from '../push/batch-store.js';
import { INGEST_LIMITS } from '../push/ingest-problems.js';
import type { IngestLimits } from '../push/ingest-problems.js';
import { LogForwardedElsewhereError, LogForwarder } from './log-forwarder.js';

/** Name of the job in Nest's scheduler registry. */
const FORWARD_JOB = 'log-forwarding';

/** Faults are told anew at least so often. */
const LONGEST_INTERVAL_MS = 60_000;

/** How soon what could not be stored is tried again: too much waits, or the database is away. */
const RETRY_MS = 2_000;

/**
 * Hands on the logs that only this instance sees (`LOG_FILES` with `sender=NAME`), whichever instance detects: at start, at
 * every interval and soon after they have changed.
 */
@Injectable()
export class ForwardingService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Forwarding');
  private readonly connection: OwnConnection;
  private readonly forwarders: readonly LogForwarder[];
  private readonly watcher = new LogWatcher(() => void this.flight.run());
  private readonly known = new Map<LogForwarder, string>();
  private readonly flight = new SingleFlight(() => this.forwardAll());
  private readonly files = { open: new OpenFiles(), folders: new FolderNames(), taken: new TakenFiles() };
  private retry: NodeJS.Timeout | null = null;

  constructor(
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(INGEST_LIMITS) limits: IngestLimits,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly scheduler: SchedulerRegistry,
    private readonly events: EventEmitter2,
  ) {
    this.connection = new OwnConnection(settings.DATABASE_URL, { lock: DATABASE_LOCKS.ingest });
    this.forwarders = forwardedLogs(settings.LOG_FILES).map(({ pattern, timeZone, host, sender: source }) => {
      const log = { source, path: configuredPath(pattern), timeZone: timeZone ?? settings.LOG_TIMEZONE, host };
      return new LogForwarder(log, { connection: this.connection, limits, files: this.files });
    });
  }

  onApplicationBootstrap(): void {
    if (this.forwarders.length === 0) return;
    for (const { log } of this.forwarders) this.logger.log(`Handing on ${log.path} as ${PUSH_PREFIX}${log.source}.`);
    this.scheduler.addInterval(
      FORWARD_JOB,
      setInterval(
        () => void this.flight.run(),
        Math.min(this.settings.SCAN_INTERVAL_SECONDS * 1000, LONGEST_INTERVAL_MS),
      ),
    );
    void this.flight.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const ended = this.flight.stop();
    if (this.scheduler.doesExist('interval', FORWARD_JOB)) this.scheduler.deleteInterval(FORWARD_JOB);
    this.watcher.close();
    if (this.retry !== null) clearTimeout(this.retry);
    await ended;
    await this.connection.close();
  }

  /** Hands on everything that was there when the call was made. */
  private async forwardAll(): Promise<void> {
    // Log by log, a part of each: one that is long, or has a long part without lines, does not hold up the others.
    for (let hasMore = true; hasMore && !this.flight.isStopped;) {
      hasMore = false;
      this.files.folders.forget();
      for (const forwarder of this.forwarders) if (await this.forwardOne(forwarder)) hasMore = true;
    }
    await this.files.open.closeAll();
    if (!this.flight.isStopped) await this.watcher.watch(this.forwarders.map(({ log }) => log.path));
  }

  /** @returns whether there is more */
  private async forwardOne(forwarder: LogForwarder): Promise<boolean> {
    try {
      const { lines, faults, hasMore } = await forwarder.forward(this.clock(), () => this.flight.isStopped);
      if (lines > 0) this.events.emit(LINES_PUSHED, PUSH_PREFIX + forwarder.log.source);
      this.say(forwarder, faults.map((fault) => faultAdvice(fault)).join(' '));
      return hasMore;
    } catch (error) {
      this.retry ??= setTimeout(() => {
        this.retry = null;
        void this.flight.run();
      }, RETRY_MS);
      // Of two that read the same file each is right in turn.
      if (error instanceof LogForwardedElsewhereError) return false;
      const message = error instanceof Error ? error.message : String(error);
      this.say(forwarder, `${forwarder.log.path} cannot be handed on, and is tried again; nothing is lost: ${message}`);
      return false;
    }
  }

  /** Says each trouble once for as long as it lasts. */
  private say(forwarder: LogForwarder, trouble: string): void {
    const before = this.known.get(forwarder) ?? '';
    this.known.set(forwarder, trouble);
    if (trouble === before) return;
    if (trouble === '') this.logger.log(`${forwarder.log.path} is handed on again.`);
    else this.logger.warn(trouble);
  }
}
