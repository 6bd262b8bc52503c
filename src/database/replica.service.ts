import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import type { Notice } from './postgres/database-locks.js';
import { ReplicaLink } from './postgres/replica-link.js';

/** Sent when another instance, or this one, has stored entries, alerts or what became of them. */
export const DATABASE_CHANGED = 'database.changed';
/** Sent when any instance has been handed lines: there is something to scan. */
export const LINES_ARRIVED = 'database.lines-arrived';
/** Sent when the rules may have been asked for anew by any instance, or when that may have been missed. */
export const RULES_ASKED_FOR = 'database.rules-asked-for';
/** Sent when this instance becomes the one that detects. */
export const DETECTION_TAKEN_OVER = 'database.detection-taken-over';

const HEARTBEAT_MS = 2_000;

/** The event that each notice is passed on as; one that a newer version may send is taken for a change. */
const NOTICED: Readonly<Partial<Record<Notice, string>>> = { pushed: LINES_ARRIVED, rules: RULES_ASKED_FOR };

/** Name of the job in Nest's scheduler registry. */
const BEAT_JOB = 'replica-beat';

/**
 * This instance among those that share its database: any number of them take lines and serve the API, one detects. On
 * SQLite there is one instance, which does everything.
 */
@Injectable()
export class ReplicaService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Replica');
  private readonly link: ReplicaLink | null;
  private beating: Promise<void> = Promise.resolve();
  private closed = false;
  private isLost = false;

  constructor(
    @Inject(SETTINGS_TOKEN) { DATABASE_URL }: Settings,
    private readonly scheduler: SchedulerRegistry,
    private readonly events: EventEmitter2,
  ) {
    this.link =
      DATABASE_URL.kind === 'sqlite'
        ? null
        : new ReplicaLink(DATABASE_URL, {
            roleChanged: (detects) => this.roleChanged(detects),
            noticed: (notice) => this.events.emit(NOTICED[notice] ?? DATABASE_CHANGED),
            connected: () => this.connected(),
            lost: (reason) => this.lost(reason),
          });
  }

  /** Whether this instance is the one that detects. */
  get detects(): boolean {
    return this.link === null || this.link.detects;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.link === null) return;
    await this.beat();
    if (!this.link.detects) this.logger.log('Another instance detects; this one takes over when that one is gone.');
    this.scheduler.addInterval(
      BEAT_JOB,
      setInterval(() => void this.beat(), HEARTBEAT_MS),
    );
  }

  /** Stops asking for the part of the one that detects; what this instance holds it keeps until {@link release}. */
  beforeApplicationShutdown(): void {
    this.closed = true;
    if (this.scheduler.doesExist('interval', BEAT_JOB)) this.scheduler.deleteInterval(BEAT_JOB);
  }

  /** Lets another instance detect. To be called when the last scan has ended. */
  async release(): Promise<void> {
    this.closed = true;
    await this.beating;
    await this.link?.close();
  }

  private beat(): Promise<void> {
    this.beating = this.beating.then(async () => {
      if (!this.closed) await this.link!.beat();
    });
    return this.beating;
  }

  /** Said once for as long as it lasts, though every beat finds it so. */
  private lost(reason: string): void {
    if (!this.isLost) this.logger.warn(`The connection to the other instances is lost: ${reason}.`);
    this.isLost = true;
  }

  private connected(): void {
    if (!this.isLost) return;
    this.logger.log('The connection to the other instances is back.');
    this.isLost = false;
    this.events.emit(RULES_ASKED_FOR);
  }

  private roleChanged(detects: boolean): void {
    if (!detects) {
      if (!this.closed) this.logger.warn('This instance detects no longer.');
      return;
    }
    this.logger.log('This instance detects.');
    this.events.emit(DETECTION_TAKEN_OVER);
  }
}
