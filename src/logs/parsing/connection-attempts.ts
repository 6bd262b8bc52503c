import { addEvidence, type Connection } from './connection.js';
import type { MessageForm } from './forms/message-form.js';
import type { Reading } from './forms/reading.js';
import { ownCopy } from '../../common/own-copy.js';
import { OpenConnections, type ConnectionSign } from './open-connections.js';

/** One connection as an array, for a compact state; in the order of {@link Connection}'s fields. */
export type ConnectionTuple = readonly [
  host: string | null,
  pid: number | null,
  ip: string | null,
  port: number | null,
  failures: number,
  pamUnix: number,
  pamOthers: number,
  other: number,
  keyRefused: 0 | 1,
  unattributed: number,
  lastTime: number,
  invalidUser: 0 | 1,
];

/** What a line adds to its connection. */
export interface Verdict {
  readonly attempts: number;
  /** Attempts of earlier lines, counted when the address was not known, which this line is the first to tell. */
  readonly carriedAttempts: number;
  /** The connection's address, where the line has none of its own. */
  readonly ip: string | null;
  /** The connection as it stands after the line; null where the line is about none. */
  readonly connection: Readonly<Connection> | null;
}

/** Everything that the counts of lines to come may depend on. */
export interface AttemptsState {
  readonly connections: readonly ConnectionTuple[];
  readonly openedSinceSweep: number;
}

/** Counts the failed attempts of each connection over its lines. */
export class ConnectionAttempts {
  private readonly open = new OpenConnections();

  constructor({ connections, openedSinceSweep }: AttemptsState) {
    this.open.restore(connections.map(fromTuple), openedSinceSweep);
  }

  state(): AttemptsState {
    return { connections: this.open.all.map(toTuple), openedSinceSweep: this.open.openedSinceSweep };
  }

  count(reading: Reading, sign: ConnectionSign, time: number): Verdict {
    const { form } = reading;
    const isEvidence = form.evidence !== 'none' && form.evidence !== 'end_after_refused_key';
    let connection = this.open.find(sign, time);
    if (connection !== null && sign.pid === null && beginsAnother(connection, form)) connection = null;
    if (connection === null) {
      if (!isEvidence && !form.opensConnection) return { attempts: 0, carriedAttempts: 0, ip: sign.ip, connection };
      connection = this.open.open(sign, time);
    }
    connection.lastTime = time;
    if (form.id === 'invalid_user') connection.invalidUser = true;
    const carriedAttempts = learnSource(connection, sign);
    const attempts = addEvidence(connection, form.evidence, reading.occurrences, reading.pamModule);
    if (connection.ip === null) connection.unattributed += attempts;
    return { attempts, carriedAttempts, ip: connection.ip, connection };
  }
}

/**
 * Without a pid, only what sshd says once a connection tells two connections from one port apart, and the client
 * chooses its port.
 */
function beginsAnother({ invalidUser }: Connection, { id }: MessageForm): boolean {
  return id === 'connection_opened' || (invalidUser && id === 'invalid_user');
}

/** Returns the attempts that waited for the address. */
function learnSource(connection: Connection, sign: ConnectionSign): number {
  connection.port ??= sign.port;
  if (connection.ip !== null || sign.ip === null) return 0;
  connection.ip = ownCopy(sign.ip);
  const waiting = connection.unattributed;
  connection.unattributed = 0;
  return waiting;
}

function toTuple(connection: Connection): ConnectionTuple {
  const { host, pid, ip, port, failures, pamUnix, pamOthers, other, keyRefused, unattributed, lastTime } = connection;
  const flags = { key: keyRefused ? 1 : 0, invalid: connection.invalidUser ? 1 : 0 } as const;
  return [host, pid, ip, port, failures, pamUnix, pamOthers, other, flags.key, unattributed, lastTime, flags.invalid];
}

function fromTuple(tuple: ConnectionTuple): Connection {
  const [host, pid, ip, port, failures, pamUnix, pamOthers, other, keyRefused, unattributed, lastTime, invalidUser] =
    tuple;
  return {
    host,
    pid,
    ip,
    port,
    failures,
    pamUnix,
    pamOthers,
    other,
    keyRefused: keyRefused === 1,
    invalidUser: invalidUser === 1,
    unattributed,
    lastTime,
  };
}
