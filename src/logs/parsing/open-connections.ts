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
/** More connections than this within ten minutes, and the oldest are forgotten. */
export const MAX_CONNECTIONS = 8_192;
const OPENINGS_BETWEEN_SWEEPS = 64;

type ByPid = Map<number, Connection>;

/**
 * The connections that may still say something: known by (host, pid), or by (host, address, port) where the prefix
 * carries no pid. Bounded: the oldest go first.
 */
export class OpenConnections {
  private readonly byHost = new Map<string | null, ByPid>();
  private readonly bySource = new Map<string, Connection>();
  /** In the order in which they were opened, from `oldest` on. A map would walk over all it has forgotten. */
  private opened: Connection[] = [];
  private oldest = 0;
  private sinceSweep = 0;
  private lastHost: string | null | undefined = undefined;
  private pidsOfLastHost: ByPid = new Map();

  /** The connection that a line belongs to, or null where none is open. */
  find(sign: ConnectionSign, time: number): Connection | null {
    if (sign.pid === null && sign.ip === null) return null;
    const connection = sign.pid === null ? this.findBySource(sign) : this.pidsOf(sign.host).get(sign.pid);
    if (connection === undefined || isOver(connection, time)) return null;
    // A pid that comes with another address is another connection, however soon.
    const isAnother = connection.ip !== null && sign.ip !== null && connection.ip !== sign.ip;
    return isAnother ? null : connection;
  }

  /** Begins a connection, in place of any that had the same sign. */
  open(sign: ConnectionSign, time: number): Connection {
    const connection = newConnection(sign.host, sign.pid, time);
    // With neither pid nor address there is nothing to know it by: the line stands alone.
    if (sign.pid === null && sign.ip === null) return connection;
    this.add(connection, sign);
    this.forgetOldest(time);
    return connection;
  }

  /**
   * Those that have not been forgotten, in the order in which they were opened. Also those that are over, or whose place
   * another has taken: a line that comes late may belong to the one, and when the others are forgotten depends on them.
   */
  get all(): readonly Connection[] {
    return this.opened.slice(this.oldest);
  }

  /** How many were opened since it was last looked which may be forgotten. */
  get openedSinceSweep(): number {
    return this.sinceSweep;
  }

  /** Goes on where another was. */
  restore(connections: readonly Connection[], openedSinceSweep: number): void {
    for (const connection of connections) this.add(connection, connection);
    this.sinceSweep = openedSinceSweep;
  }

  private add(connection: Connection, sign: ConnectionSign): void {
    this.opened.push(connection);
    if (sign.pid !== null) this.pidsOf(sign.host).set(sign.pid, connection);
    else for (const key of sourceKeys(sign)) this.bySource.set(key, connection);
  }

  private findBySource(sign: ConnectionSign): Connection | undefined {
    const [key, keyWithoutPort] = sourceKeys(sign);
    const connection = this.bySource.get(key!);
    if (connection !== undefined || keyWithoutPort === undefined) return connection;
    // The first line with a port tells which connection the lines without one were about.
    const portless = this.bySource.get(keyWithoutPort);
    if (portless === undefined || portless.port !== null) return undefined;
    this.bySource.set(key!, portless);
    return portless;
  }

  private pidsOf(host: string | null): ByPid {
    if (host === this.lastHost) return this.pidsOfLastHost;
    let pids = this.byHost.get(host);
    if (pids === undefined) this.byHost.set(host, (pids = new Map()));
    this.lastHost = host;
    this.pidsOfLastHost = pids;
    return pids;
  }

  /** Looking at the oldest costs more than keeping a few of them for a while: not at every opening. */
  private forgetOldest(time: number): void {
    this.sinceSweep++;
    const isFull = this.opened.length - this.oldest > MAX_CONNECTIONS;
    if (!isFull && this.sinceSweep < OPENINGS_BETWEEN_SWEEPS) return;
    this.sinceSweep = 0;
    while (this.opened.length - this.oldest > MAX_CONNECTIONS || isOver(this.opened[this.oldest]!, time)) {
      this.forget(this.opened[this.oldest]!);
      this.oldest++;
    }
    if (this.oldest < MAX_CONNECTIONS) return;
    this.opened = this.opened.slice(this.oldest);
    this.oldest = 0;
  }

  private forget(connection: Connection): void {
    if (connection.pid === null) return this.forgetSource(connection);
    const pids = this.pidsOf(connection.host);
    // Another connection may have taken its place.
    if (pids.get(connection.pid) !== connection) return;
    pids.delete(connection.pid);
    if (pids.size > 0) return;
    this.byHost.delete(connection.host);
    this.lastHost = undefined;
  }

  private forgetSource(connection: Connection): void {
    for (const key of sourceKeys(connection)) {
      if (this.bySource.get(key) === connection) this.bySource.delete(key);
    }
  }
}

function isOver({ lastTime }: Connection, time: number): boolean {
  return Math.abs(time - lastTime) >= SILENCE_MS;
}

/** The keys of a connection without pid: the exact one first, then that of its lines without a port. */
function sourceKeys({ host, ip, port }: ConnectionSign): string[] {
  const keyWithoutPort = `${host ?? ''} ${ip ?? ''}`;
  return port === null ? [keyWithoutPort] : [`${keyWithoutPort} ${port}`, keyWithoutPort];
}
