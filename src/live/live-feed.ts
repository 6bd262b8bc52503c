import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { SchedulerRegistry } from '@nestjs/schedule';
import { ALERT_CREATED, ALERT_HANDLED, ALERT_LOGIN_FOUND, ALERT_UPDATED } from '../alerts/alert-events.js';
import { SCAN_ENDED, SCAN_PROGRESSED } from '../analysis/scan-events.js';
import { SourceStatusService } from '../analysis/source-status.service.js';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { DomainError } from '../common/domain.error.js';
import { DATABASE_CHANGED } from '../database/database-events.js';
import type { LiveClient, LiveTails, SourcesSnapshot } from './live-client.js';
import type { LivePosition } from './live-position.js';
import { LiveRows } from './live-rows.js';
import { Tail } from './tail.js';

/** How often there is a look at what other processes have written, while somebody listens. */
const LOOK_MS = 1_000;
const BEAT_MS = 15_000;
/** How long a client may leave unread what was sent. */
const PATIENCE_MS = 60_000;
const MOST_CLIENTS = 2_000;

/** Names of the jobs in Nest's scheduler registry. */
const LOOK_JOB = 'live-look';
const BEAT_JOB = 'live-beat';

/** Passes on what happens to everybody who listens, as fast as each of them reads. */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Live');
  private readonly clients = new Set<LiveClient>();
  private readonly tails: LiveTails;
  private sources: (SourcesSnapshot & { readonly signature: string }) | null = null;
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    rows: LiveRows,
    private readonly sourceStatus: SourceStatusService,
    private readonly scheduler: SchedulerRegistry,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.tails = {
      alerts: new Tail(
        (id, most) => rows.changesAfter(id, most),
        () => rows.newestChange(),
      ),
      entries: new Tail(
        (id, most) => rows.entriesAfter(id, most),
        () => rows.newestEntry(),
      ),
    };
  }

  onApplicationBootstrap(): void {
    this.scheduler.addInterval(
      LOOK_JOB,
      setInterval(() => this.news(), LOOK_MS),
    );
    this.scheduler.addInterval(
      BEAT_JOB,
      setInterval(() => this.beat(), BEAT_MS),
    );
  }

  beforeApplicationShutdown(): void {
    for (const job of [LOOK_JOB, BEAT_JOB]) {
      if (this.scheduler.doesExist('interval', job)) this.scheduler.deleteInterval(job);
    }
    for (const client of this.clients) client.close();
    this.clients.clear();
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
    if (this.clients.size >= MOST_CLIENTS) {
      throw new DomainError('unavailable', 'TOO_MANY_STREAMS', `${MOST_CLIENTS} clients listen already; close some.`);
    }
    this.clients.add(client);
    client.onDrain = () => void this.pump(client);
    this.news();
  }

  remove(client: LiveClient): void {
    this.clients.delete(client);
    if (this.clients.size > 0) return;
    this.tails.alerts.forget();
    this.tails.entries.forget();
  }

  /** Where a client begins that wants nothing of the past. */
  async now(): Promise<LivePosition> {
    const { alerts, entries } = this.tails;
    await alerts.refresh();
    await entries.refresh();
    return { change: await alerts.head(), entry: await entries.head() };
  }

  @OnEvent(ALERT_CREATED)
  @OnEvent(ALERT_UPDATED)
  @OnEvent(ALERT_LOGIN_FOUND)
  @OnEvent(ALERT_HANDLED)
  @OnEvent(SCAN_PROGRESSED)
  @OnEvent(SCAN_ENDED)
  @OnEvent(DATABASE_CHANGED)
  news(): void {
    if (this.clients.size === 0) return;
    this.again = true;
    this.running ??= this.passOn().finally(() => (this.running = null));
  }

  private async passOn(): Promise<void> {
    while (this.again) {
      this.again = false;
      try {
        await this.refresh();
        await Promise.all([...this.clients].map((client) => this.pump(client)));
      } catch (error) {
        this.logger.warn(`News could not be passed on, and waits: ${(error as Error).message}`);
      }
    }
  }

  private async refresh(): Promise<void> {
    const clients = [...this.clients];
    await this.tails.alerts.refresh();
    if (clients.some((client) => client.wants('entries'))) await this.tails.entries.refresh();
    else this.tails.entries.forget();
    if (!clients.some((client) => client.wants('sources'))) return;
    const sources = await this.sourceStatus.list();
    // That they were looked at once more is no news.
    const signature = JSON.stringify(sources, (name, value: unknown) => (name === 'last_scan_at' ? null : value));
    if (signature === this.sources?.signature) return;
    this.sources = { version: (this.sources?.version ?? 0) + 1, data: JSON.stringify(sources), signature };
  }

  private async pump(client: LiveClient): Promise<void> {
    await client
      .pump(this.tails, () => this.sources, this.clock)
      .catch((error: Error) => {
        this.logger.warn(`A client was disconnected: ${error.message}`);
        client.cut();
      });
    if (client.isClosed) this.clients.delete(client);
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
