import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { SchedulerRegistry } from '@nestjs/schedule';
import { ALERT_CREATED, ALERT_TRIAGED, ALERT_LOGIN_FOUND, ALERT_UPDATED } from '../alerts/alert-outbox.js';
import { SCAN_ENDED, SCAN_PROGRESSED } from '../analysis/scan/scan-report.js';
import { SourceStatusService } from '../analysis/sources/sources.controller.js';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { DomainError } from '../common/domain.error.js';
import { DATABASE_CHANGED } from '../database/replica.service.js';
import { includesScope } from '../common/scope.js';
import { SingleFlight } from '../common/single-flight.js';
import { KEYS_CHANGED, KeysService } from '../security/keys.service.js';
import type { LiveClient, LoggedType, SourcesSnapshot } from './live-client.js';
import { LiveLog } from './live-log.js';
import type { LivePosition } from './live-log.js';
import { LiveRows } from './live-rows.js';

/** How often there is a look at what other processes have written, while somebody listens. */
const LOOK_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** How long a client may leave unread what was sent. */
const PATIENCE_MS = 60_000;
const MAX_CLIENTS = 2_000;
/** Clients that are written to before others have a turn in this process. */
const CLIENTS_AT_ONCE = 50;
/** A client that is further behind, in rows, is told to start over. */
const MAX_BEHIND = 20_000;
/** After work there is a pause as long, so that the stream takes half of the process at most; milliseconds. */
const LONGEST_PAUSE_MS = 250;

const LOGGED: readonly LoggedType[] = ['alerts', 'entries'];

/** Names of the jobs in Nest's scheduler registry. */
const LOOK_JOB = 'live-look';
const BEAT_JOB = 'live-beat';

/** Passes on what happens to everybody who listens, as fast as each of them reads. */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Live');
  private readonly clients = new Set<LiveClient>();
  /** Clients that are behind what is kept; they are served in turns. */
  private readonly behind = new Set<LiveClient>();
  private readonly logs: Readonly<Record<LoggedType, LiveLog>>;
  private sources: (SourcesSnapshot & { readonly signature: string }) | null = null;
  private readonly flight = new SingleFlight(() => this.passOn());

  constructor(
    private readonly rows: LiveRows,
    private readonly sourceStatus: SourceStatusService,
    private readonly scheduler: SchedulerRegistry,
    private readonly keys: KeysService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.logs = {
      alerts: new LiveLog({
        readAfter: (id, most) => rows.changesAfter(id, most),
        newest: () => rows.newestChange(),
      }),
      entries: new LiveLog({
        readAfter: (id, most) => rows.entriesAfter(id, most),
        newest: () => rows.newestEntry(),
      }),
    };
  }

  onApplicationBootstrap(): void {
    this.scheduler.addInterval(
      LOOK_JOB,
      setInterval(() => this.news(), LOOK_MS),
    );
    this.scheduler.addInterval(
      BEAT_JOB,
      setInterval(() => this.beat(), HEARTBEAT_MS),
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const job of [LOOK_JOB, BEAT_JOB]) {
      if (this.scheduler.doesExist('interval', job)) this.scheduler.deleteInterval(job);
    }
    for (const client of this.clients) client.close();
    this.clients.clear();
    await this.flight.stop();
  }

  /** How many listen. */
  get size(): number {
    return this.clients.size;
  }

  /** Bytes that wait in this process for clients that do not read. */
  get unsentBytes(): number {
    return [...this.clients].reduce((sum, client) => sum + client.unsentBytes, 0);
  }

  /** @throws DomainError TOO_MANY_STREAMS */
  add(client: LiveClient): void {
    if (this.clients.size >= MAX_CLIENTS) {
      throw new DomainError('unavailable', 'TOO_MANY_STREAMS', `${MAX_CLIENTS} clients listen already; close some.`);
    }
    this.clients.add(client);
    client.onDrain = () => this.drained(client);
    this.news();
  }

  remove(client: LiveClient): void {
    this.clients.delete(client);
    this.behind.delete(client);
    if (this.clients.size > 0) return;
    for (const type of LOGGED) this.logs[type].forget();
  }

  /** Where a client begins that wants nothing of the past. */
  async now(): Promise<LivePosition> {
    return { change: await this.rows.newestChange(), entry: await this.rows.newestEntry() };
  }

  @OnEvent(ALERT_CREATED)
  @OnEvent(ALERT_UPDATED)
  @OnEvent(ALERT_LOGIN_FOUND)
  @OnEvent(ALERT_TRIAGED)
  @OnEvent(SCAN_PROGRESSED)
  @OnEvent(SCAN_ENDED)
  @OnEvent(DATABASE_CHANGED)
  @OnEvent(KEYS_CHANGED)
  news(): void {
    if (this.clients.size > 0) void this.flight.run();
  }

  /** Reads what is new, once for all, and writes it to everybody; a little at a time, so that others have their turns. */
  private async passOn(): Promise<void> {
    try {
      await this.refreshSources();
      for (let isMore = true; isMore && this.clients.size > 0 && !this.flight.isStopped;) {
        const start = performance.now();
        isMore = await this.step();
        await pause(performance.now() - start);
      }
    } catch (error) {
      this.logger.warn(`News could not be passed on, and waits: ${(error as Error).message}`);
    }
  }

  /**
   * Ends the streams whose key opens them no longer: it was taken back here or by another process, its time is over, or
   * its scope is another. Nothing is written before that is known.
   */
  private async endRefused(): Promise<void> {
    const hashes = new Set([...this.clients].map(({ keyHash }) => keyHash).filter((hash) => hash !== null));
    for (const hash of hashes) {
      const principal = await this.keys.identify(hash);
      if (principal !== null && includesScope(principal.scope, 'read')) continue;
      for (const client of [...this.clients].filter((each) => each.keyHash === hash)) {
        client.refuse();
        this.remove(client);
      }
    }
  }

  /** @returns whether there is more to do */
  private async step(): Promise<boolean> {
    await this.endRefused();
    let isMore = false;
    for (const type of LOGGED) {
      if (![...this.clients].some((client) => client.wants(type))) this.logs[type].forget();
      else if (await this.logs[type].step()) isMore = true;
    }
    let written = 0;
    for (const client of this.clients) {
      this.write(client);
      if (++written % CLIENTS_AT_ONCE === 0) await pause(0);
    }
    return (await this.serveBehind()) || isMore;
  }

  private write(client: LiveClient): void {
    const now = this.clock();
    for (const type of LOGGED) if (!client.writeKept(type, this.logs[type], now)) this.behind.add(client);
    client.writeSources(this.sources, now);
  }

  /** Serves the next client that is behind: with what it missed, or by telling it to start over. @returns whether more wait */
  private async serveBehind(): Promise<boolean> {
    const client = [...this.behind].find((each) => each.canWrite);
    if (client === undefined) return false;
    this.behind.delete(client);
    for (const type of LOGGED) {
      const log = this.logs[type];
      const place = client.placeOf(type);
      if (!client.wants(type) || log.keptAfter(place) !== null) continue;
      const head = await log.head();
      if (head - place > MAX_BEHIND) client.startOver(type, head, this.clock());
      else {
        const items = await log.readAfter(place);
        if (items.length === 0) client.passTo(type, head);
        else client.writeItems(type, items, this.clock());
      }
    }
    this.write(client);
    return [...this.behind].some((each) => each.canWrite);
  }

  private drained(client: LiveClient): void {
    this.write(client);
    if (this.behind.has(client)) this.news();
  }

  private async refreshSources(): Promise<void> {
    if (![...this.clients].some((client) => client.wants('sources'))) return;
    const sources = await this.sourceStatus.list();
    // That they were looked at once more is no news.
    const signature = JSON.stringify(sources, (name, value: unknown) => (name === 'last_scan_at' ? null : value));
    if (signature === this.sources?.signature) return;
    this.sources = { version: (this.sources?.version ?? 0) + 1, data: JSON.stringify(sources), signature };
  }

  private beat(): void {
    const now = this.clock();
    for (const client of this.clients) {
      if (client.blockedSince !== null && client.blockedSince < now - PATIENCE_MS) client.cut();
      else client.beat(now);
      if (client.isClosed) this.clients.delete(client);
    }
  }
}

/** Gives others a turn, at least, and as long as the work took. */
async function pause(milliseconds: number): Promise<void> {
  const wait = Math.min(LONGEST_PAUSE_MS, milliseconds);
  await (wait < 1 ? new Promise((resolve) => setImmediate(resolve)) : setTimeout(wait));
}
