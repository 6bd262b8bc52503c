import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { CLOCK } from '../../../common/clock.js';
import type { Clock } from '../../../common/clock.js';
import { SETTINGS_TOKEN } from '../../../config/config.module.js';
import type { Settings } from '../../../config/settings.schema.js';
import { IngestService } from '../push/ingest.service.js';
import { DatagramListener } from './datagram-listener.js';
import { ListenerUnusableError, SYSLOG_LIMITS } from './syslog-listener.js';
import type { ListenerFigures, ListenerOptions, Refusal, SyslogLimits, SyslogListener } from './syslog-listener.js';
import { StreamListener } from './stream-listener.js';
import { SyslogIntake } from './syslog-intake.js';

const SAY_AGAIN_MS = 60_000;

/** Why somebody was turned away, and what to do. */
const TURNED_AWAY: Readonly<Record<Refusal, string>> = {
  sender_not_allowed: 'SYSLOG_ALLOW_FROM does not name its address',
  too_many_connections: 'it has too many connections already',
  tls_failed:
    'no TLS came about; it sends without TLS, or its certificate is not of the authority SYSLOG_TLS_CLIENT_CA',
};

/**
 * Takes syslog messages from the network and hands them on as what other hosts have pushed: stored before they are
 * scanned, counted once. Off unless `SYSLOG_LISTEN` says otherwise.
 */
@Injectable()
export class SyslogService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Syslog');
  private readonly listeners: readonly SyslogListener[];
  private readonly intake: SyslogIntake;
  private readonly saidAt = new Map<string, number>();
  private paused = false;

  constructor(
    @Inject(SETTINGS_TOKEN) settings: Settings,
    @Inject(SYSLOG_LIMITS) private readonly limits: SyslogLimits,
    private readonly ingestion: IngestService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.intake = new SyslogIntake({
      limits,
      seal: (batches) =>
        batches.map((batch) => ({ ...batch, key: `syslog:${randomUUID()}`, receivedAt: this.clock() })),
      store: (batches) => this.ingestion.acceptAll(batches),
      roomAgain: () => this.resume(),
    });
    this.listeners = settings.SYSLOG_LISTEN.map((setting) => {
      const options: ListenerOptions = {
        setting,
        limits,
        senders: settings.SYSLOG_ALLOW_FROM,
        tls: {
          cert: settings.SYSLOG_TLS_CERT,
          key: settings.SYSLOG_TLS_KEY,
          clientCa: settings.SYSLOG_TLS_CLIENT_CA,
        },
        isFull: () => this.intake.isFull,
        turnedAway: (reason, address) => this.turnedAway(setting.protocol, reason, address),
        take: (source, line) => this.take(source, line),
      };
      return setting.protocol === 'udp' ? new DatagramListener(options) : new StreamListener(options);
    });
  }

  /** @throws ListenerUnusableError, which stops the start: lines would be missed */
  async onApplicationBootstrap(): Promise<void> {
    for (const listener of this.listeners) {
      await listener.start().catch((cause: unknown) => {
        throw new ListenerUnusableError(listener.figures.listener, cause);
      });
      this.log.log(`Taking syslog messages at ${listener.figures.listener}`);
    }
  }

  /** Reads what is on its way, and stores what was read. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.listeners.map((listener) => listener.stop()));
    const lost = await this.intake.stop(this.limits.stopMs);
    if (lost > 0) this.log.error(`${lost} bytes of syslog messages could not be stored, and are lost.`);
  }

  get figures(): readonly ListenerFigures[] {
    return this.listeners.map(({ figures }) => figures);
  }

  /** Bytes that are received and not stored. */
  get waitingBytes(): number {
    return this.intake.waitingBytes;
  }

  /** Why messages cannot be stored at present; null: they can. */
  get failure(): string | null {
    return this.intake.failure;
  }

  /** Says it once for each reason, and again after a while: whoever is turned away comes back at once. */
  private turnedAway(protocol: string, reason: Refusal, address: string): void {
    const now = this.clock();
    const key = `${protocol} ${reason}`;
    if (now - (this.saidAt.get(key) ?? 0) < SAY_AGAIN_MS) return;
    this.saidAt.set(key, now);
    this.log.warn(`Turned away ${address || 'a sender'} over ${protocol}: ${TURNED_AWAY[reason]}.`);
  }

  private take(source: string, line: Buffer): void {
    this.intake.add(source, line);
    if (!this.intake.isFull || this.paused) return;
    this.paused = true;
    for (const listener of this.listeners) listener.pause();
  }

  private resume(): void {
    if (!this.paused) return;
    this.paused = false;
    for (const listener of this.listeners) listener.resume();
  }
}
