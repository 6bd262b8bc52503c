import { newConnection } from './connection.js';
import type { Connection } from './connection.js';

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
const MAX_CONNECTIONS = 8_192;
const OPENINGS_BETWEEN_SWEEPS = 64;
/** How many of a client's connections are looked at for the one that waits for PAM, the youngest first. */
const MAX_LOOKED_AT = 32;

/** What is known of one host. */
interface HostConnections {
  readonly byPid: Map<number, Connection>;
  /** Event time of its last line, UTC ms: in a log of many hosts, the clocks of others may be hours off. */
  time: number;
}

/** What there is to go on from. */
export interface OpenConnectionsState {
  /** In the order in which they were opened. */
  readonly connections: readonly Connection[];
  readonly openedSinceSweep: number;
  readonly hostTimes: readonly (readonly [host: string | null, time: number])[];
}

/**
 * The connections that may still say something: known by (host, pid), or by (host, address, port) where the prefix
 * carries no pid. Bounded: the oldest go first.
 */
export class OpenConnections {
  private readonly byHost = new Map<string | null, HostConnections>();
  private readonly bySource = new Map<string, Connection>();
  /** By host and address: the connections with a pid, in the order in which they were opened. */
  private readonly ofClient = new Map<string, Connection[]>();
  /** In the order in which they were opened, from `oldest` on. A map would walk over all it has forgotten. */
  private opened: Connection[] = [];
  private oldest = 0;
  private sinceSweep = 0;
  private nextOrder = 1;
  private lastHost: string | null | undefined = undefined;
  private lastOfHost: HostConnections = newHost();

  /** @param forgotten told of every connection that is let go, or that another one takes the place of */
  constructor(private readonly forgotten: (connection: Connection) => void) {}

  /** The connection that a line belongs to, or null where none is open. */
  find(sign: ConnectionSign, time: number): Connection | null {
    if (sign.pid === null && sign.ip === null) return null;
    const known = this.hostOf(sign.host);
    known.time = time;
    const connection = sign.pid === null ? this.findBySource(sign) : known.byPid.get(sign.pid);
    if (connection === undefined || isOver(connection, time)) return null;
    // A pid that comes with another address or port is another connection, however soon.
    return differ(connection.ip, sign.ip) || differ(connection.port, sign.port) ? null : connection;
  }

  /** The youngest connection of the same client that fits; its address must be known. */
  findOfClient(sign: ConnectionSign, time: number, fits: (connection: Connection) => boolean): Connection | null {
    if (sign.ip === null) return null;
    const connections = this.ofClient.get(clientKey(sign.host, sign.ip)) ?? [];
    const last = connections.length - 1;
    for (let index = last; index >= 0 && index > last - MAX_LOOKED_AT; index--) {
      const connection = connections[index]!;
      if (!isOver(connection, time) && fits(connection)) return connection;
    }
    return null;
  }

  /** Begins a connection, in place of any that had the same sign. */
  open(sign: ConnectionSign, time: number): Connection {
    const connection = newConnection(sign.host, sign.pid, time);
    // With neither pid nor address there is nothing to know it by: the line stands alone.
    if (sign.pid === null && sign.ip === null) return connection;
    this.add(connection, sign);
    this.forgetOldest();
    return connection;
  }

  /** A line has told the address of a connection that was opened without one, or with it. */
  addressKnown(connection: Connection): void {
    if (connection.pid === null || connection.ip === null) return;
    const key = clientKey(connection.host, connection.ip);
    const connections = this.ofClient.get(key);
    if (connections === undefined) return void this.ofClient.set(key, [connection]);
    let place = connections.length;
    while (place > 0 && connections[place - 1]!.order > connection.order) place--;
    connections.splice(place, 0, connection);
  }

  /** Lines of a child's pid are lines of the connection from now on. */
  addChild(connection: Connection, pid: number): void {
    this.removeChild(connection);
    this.takePid(connection, pid);
    connection.childPid = pid;
  }

  /** The pid was no child's after all. */
  removeChild(connection: Connection): void {
    const { host, childPid } = connection;
    connection.childPid = null;
    if (childPid !== null) this.removePid(host, childPid, connection);
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

  /** Event time of the last line of every host that has connections, UTC ms. */
  get hostTimes(): readonly (readonly [host: string | null, time: number])[] {
    return [...this.byHost].flatMap(([host, { byPid, time }]) => (byPid.size === 0 ? [] : [[host, time] as const]));
  }

  /** Goes on where another was. */
  restore({ connections, openedSinceSweep, hostTimes }: OpenConnectionsState): void {
    for (const connection of connections) {
      this.add(connection, connection);
      this.addressKnown(connection);
    }
    for (const connection of connections) {
      if (connection.childPid !== null) this.hostOf(connection.host).byPid.set(connection.childPid, connection);
    }
    for (const [host, time] of hostTimes) this.hostOf(host).time = time;
    this.sinceSweep = openedSinceSweep;
  }

  private add(connection: Connection, sign: ConnectionSign): void {
    connection.order = this.nextOrder++;
    this.opened.push(connection);
    if (sign.pid === null) {
      for (const key of sourceKeys(sign)) this.bySource.set(key, connection);
      return;
    }
    if (!connection.isReplaced) this.takePid(connection, sign.pid);
  }

  /** From now on a pid is the connection's; whose it was before has lost it. */
  private takePid(connection: Connection, pid: number): void {
    const { byPid } = this.hostOf(connection.host);
    const before = byPid.get(pid);
    byPid.set(pid, connection);
    if (before === undefined || before === connection) return;
    if (before.pid !== pid) before.childPid = null;
    else {
      before.isReplaced = true;
      this.forgotten(before);
    }
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

  private hostOf(host: string | null): HostConnections {
    if (host === this.lastHost) return this.lastOfHost;
    let known = this.byHost.get(host);
    if (known === undefined) this.byHost.set(host, (known = newHost()));
    this.lastHost = host;
    this.lastOfHost = known;
    return known;
  }

  /** Looking at the oldest costs more than keeping a few of them for a while: not at every opening. */
  private forgetOldest(): void {
    this.sinceSweep++;
    const isFull = this.opened.length - this.oldest > MAX_CONNECTIONS;
    if (!isFull && this.sinceSweep < OPENINGS_BETWEEN_SWEEPS) return;
    this.sinceSweep = 0;
    while (this.opened.length - this.oldest > MAX_CONNECTIONS || this.isOldestOver()) {
      this.forget(this.opened[this.oldest]!);
      this.oldest++;
    }
    if (this.oldest < MAX_CONNECTIONS) return;
    this.opened = this.opened.slice(this.oldest);
    this.oldest = 0;
  }

  private isOldestOver(): boolean {
    const connection = this.opened[this.oldest];
    if (connection === undefined) return false;
    return isOver(connection, this.byHost.get(connection.host)?.time ?? connection.lastTime);
  }

  private forget(connection: Connection): void {
    this.forgotten(connection);
    if (connection.pid === null) return this.forgetSource(connection);
    this.forgetClient(connection);
    this.removeChild(connection);
    this.removePid(connection.host, connection.pid, connection);
  }

  private removePid(host: string | null, pid: number, connection: Connection): void {
    const known = this.byHost.get(host);
    // Another connection may have taken its place.
    if (known?.byPid.get(pid) !== connection) return;
    known.byPid.delete(pid);
    if (known.byPid.size > 0) return;
    this.byHost.delete(host);
    this.lastHost = undefined;
  }

  /** The oldest connection stands first or nearly so. */
  private forgetClient(connection: Connection): void {
    if (connection.ip === null) return;
    const key = clientKey(connection.host, connection.ip);
    const connections = this.ofClient.get(key);
    const index = connections?.indexOf(connection) ?? -1;
    if (connections === undefined || index < 0) return;
    if (connections.length === 1) this.ofClient.delete(key);
    else connections.splice(index, 1);
  }

  private forgetSource(connection: Connection): void {
    for (const key of sourceKeys(connection)) {
      if (this.bySource.get(key) === connection) this.bySource.delete(key);
    }
  }
}

function newHost(): HostConnections {
  return { byPid: new Map(), time: 0 };
}

function isOver({ lastTime }: Connection, time: number): boolean {
  return Math.abs(time - lastTime) >= SILENCE_MS;
}

/** Whether both are known, and not the same. */
function differ<Value>(known: Value | null, told: Value | null): boolean {
  return known !== null && told !== null && known !== told;
}

function clientKey(host: string | null, ip: string): string {
  return `${host ?? ''} ${ip}`;
}

/** The keys of a connection without pid: the exact one first, then that of its lines without a port. */
function sourceKeys({ host, ip, port }: ConnectionSign): string[] {
  const keyWithoutPort = `${host ?? ''} ${ip ?? ''}`;
  return port === null ? [keyWithoutPort] : [`${keyWithoutPort} ${port}`, keyWithoutPort];
}
