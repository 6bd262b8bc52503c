import type { Client } from 'pg';
import type { PostgresLocation } from '../../config/database-url.js';
import { DATABASE_LOCKS, LOCK_CLASS, NOTICE_CHANNEL } from './database-locks.js';
import type { Notice } from './database-locks.js';

/**
 * How long the server keeps a connection on which nothing is said. A process that is stopped, or cut off, loses its part
 * after so long; one that dies, at once.
 */
const SILENCE_MS = 10_000;

/** How long the server's answer may take before the connection counts as lost. */
const ANSWER_MS = 5_000;

const LINK_SETTINGS = `SET idle_session_timeout = ${SILENCE_MS}`;
const TRY_LOCK = `SELECT pg_try_advisory_lock(${LOCK_CLASS}, ${DATABASE_LOCKS.detection}) AS held`;

/** What a link tells of. */
interface ReplicaLinkListener {
  /** Whether this instance is the one that detects has changed. */
  roleChanged(detects: boolean): void;
  noticed(notice: Notice): void;
  connected(): void;
  /** The connection is gone, or still does not come about; what is said meanwhile is not heard. */
  lost(reason: string): void;
}

/**
 * An instance's part among those that share a PostgreSQL database: a connection that hears what the others do, and that
 * holds the lock of the one that detects, where no other does.
 */
export class ReplicaLink {
  private client: Client | null = null;
  private holds = false;

  constructor(
    private readonly location: PostgresLocation,
    private readonly listener: ReplicaLinkListener,
  ) {}

  /** Whether this instance is the one that detects. */
  get detects(): boolean {
    return this.holds;
  }

  /** To be called every few seconds: connects where there is no connection, asks for the lock, or shows signs of life. */
  async beat(): Promise<void> {
    try {
      if (this.client === null) {
        this.client = await this.connect();
        this.listener.connected();
      }
      if (this.holds) await this.client.query('SELECT 1');
      else {
        const { rows } = await this.client.query<{ held: boolean }>(TRY_LOCK);
        if (rows[0]!.held) this.setRole(true);
      }
    } catch (error) {
      this.drop((error as Error).message);
    }
  }

  /** Gives the part back. */
  async close(): Promise<void> {
    const { client } = this;
    this.client = null;
    this.setRole(false);
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<Client> {
    const { url, connectTimeoutMs } = this.location;
    const { TextSafeClient } = await import('./postgres-options.js');
    const client: Client = new TextSafeClient({
      connectionString: url,
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: ANSWER_MS,
      keepAlive: true,
      application_name: 'log-analyzer link',
    });
    client.on('error', (error) => this.lostBy(client, error.message));
    client.on('end', () => this.lostBy(client, 'the connection ended'));
    client.on('notification', ({ payload }) => this.listener.noticed(payload as Notice));
    await client.connect();
    await client.query(LINK_SETTINGS);
    await client.query(`LISTEN ${NOTICE_CHANNEL}`);
    return client;
  }

  private lostBy(client: Client, reason: string): void {
    if (this.client === client) this.drop(reason);
  }

  private drop(reason: string): void {
    const { client } = this;
    this.client = null;
    client?.end().catch(() => undefined);
    this.setRole(false);
    this.listener.lost(reason);
  }

  private setRole(holds: boolean): void {
    if (holds === this.holds) return;
    this.holds = holds;
    this.listener.roleChanged(holds);
  }
}
