import { newConnection, type Connection } from './connection.js';

/** Who a line is about, as far as it tells. */
export interface ConnectionSign {
  readonly host: string | null;
  readonly pid: number | null;
  readonly ip: string | null;
  readonly port: number | null;
}

/** A connection that has been silent for this long, in event time, is over; its pid may come again. */
export const SILENCE_MS = 600_000;
/** More connections than this within ten minutes, and the oldest are forgotten: about 3 MB. */
export const MAX_CONNECTIONS = 8_192;

/**
 * The connections that may still say something: known by (host, pid), or by (host, address, port) where the prefix
 * carries no pid. Bounded: the oldest go first.
 */
export class OpenConnections {
  private readonly byKey = new Map<string, Connection>();
  /** Where there is neither pid nor port, the last connection of (host, address). */
  private readonly lastOfAddress = new Map<string, Connection>();

  /** The connection that a line belongs to, or null where none is open. */
  find(sign: ConnectionSign, time: number): Connection | null {
    const key = keyOf(sign);
    const connection = this.byKey.get(key) ?? (sign.pid === null ? this.findByAddress(sign) : undefined);
    if (connection === undefined) return null;
    const isOver = Math.abs(time - connection.lastTime) >= SILENCE_MS;
    // A pid that comes with another address is another connection, however soon.
    const isAnother = connection.ip !== null && sign.ip !== null && connection.ip !== sign.ip;
    if (!isOver && !isAnother) return connection;
    this.forget(key, connection);
    return null;
  }

  open(sign: ConnectionSign, time: number): Connection {
    const connection = newConnection(sign.host, sign.pid, time);
    this.add(keyOf(sign), connection);
    if (sign.pid === null && sign.ip !== null) this.lastOfAddress.set(addressKeyOf(sign), connection);
    return connection;
  }

  /** Those that are not over at `time`, oldest first. */
  stillOpen(time: number): Connection[] {
    return [...new Set(this.byKey.values())].filter(({ lastTime }) => Math.abs(time - lastTime) < SILENCE_MS);
  }

  restore(connections: readonly Connection[]): void {
    for (const connection of connections) {
      this.add(keyOf(connection), connection);
      if (connection.pid === null && connection.ip !== null) {
        this.lastOfAddress.set(addressKeyOf(connection), connection);
      }
    }
  }

  private findByAddress(sign: ConnectionSign): Connection | undefined {
    if (sign.ip === null) return undefined;
    const connection = this.lastOfAddress.get(addressKeyOf(sign));
    if (connection === undefined || sign.port === null || connection.port === sign.port) return connection;
    if (connection.port !== null) return undefined;
    // The first line with a port tells which connection the lines without one were about.
    this.add(keyOf(sign), connection);
    return connection;
  }

  private add(key: string, connection: Connection): void {
    this.byKey.delete(key);
    this.byKey.set(key, connection);
    this.dropOldest(connection.lastTime);
  }

  private dropOldest(time: number): void {
    for (const [key, oldest] of this.byKey) {
      const isOver = Math.abs(time - oldest.lastTime) >= SILENCE_MS;
      if (!isOver && this.byKey.size <= MAX_CONNECTIONS) return;
      this.forget(key, oldest);
    }
  }

  private forget(key: string, connection: Connection): void {
    this.byKey.delete(key);
    if (connection.pid !== null || connection.ip === null) return;
    const addressKey = addressKeyOf(connection);
    if (this.lastOfAddress.get(addressKey) === connection) this.lastOfAddress.delete(addressKey);
  }
}

function keyOf({ host, pid, ip, port }: ConnectionSign): string {
  return pid === null ? `${host ?? ''} ${ip ?? ''} ${port ?? ''}` : `${host ?? ''}[${pid}]`;
}

function addressKeyOf({ host, ip }: ConnectionSign): string {
  return `${host ?? ''} ${ip ?? ''}`;
}
