import { detachString } from '../../common/visible-text.js';
import { addEvidence, attemptsOf, fromTuple, isUnused, toTuple } from './connection.js';
import type { AddressWait, Connection, ConnectionTuple, OldConnectionTuple, PamRound } from './connection.js';
import type { MessageForm } from './message-form.js';
import type { SettledResult } from './parsed-line.js';
import type { ParsedMessage } from './parsed-message.js';
import { OpenConnections, type ConnectionSign, type OpenConnectionsState } from './open-connections.js';
import { RecentLogins } from './recent-logins.js';
import { Waiting } from './waiting.js';

/** What a line adds to its connection. */
export interface AttemptCount {
  readonly attempts: number;
  /** Attempts of earlier lines, counted when the address was not known, which this line is the first to tell. */
  readonly carriedAttempts: number;
  /** Attempts of the connection, by this line or an earlier one, of which this line is the first to say the method. */
  readonly methodAttempts: number;
  /** The round whose result decides whether the line counts; null where it does not wait. */
  readonly pendingRound: number | null;
  /** The connection's address, where the line has none of its own. */
  readonly ip: string | null;
  /** True where the line ends a connection of which nothing else is known, and which was no login's. */
  readonly isAlone: boolean;
  /** The connection as it stands after the line; null where the line is about none. */
  readonly connection: Readonly<Connection> | null;
}

/** A line that waited for the result of its round, or for the address of its connection. */
export interface SettledLine {
  /** Number of what it waited for. */
  readonly round: number;
  /** What it adds to its connection: 0 where the round was allowed, or other evidence counts already. */
  readonly attempts: number;
  /** The connection's address; null while no line has told it. */
  readonly ip: string | null;
  readonly result: SettledResult;
}

/** Everything that the counts of lines to come may depend on. */
export interface AttemptsState {
  readonly connections: readonly (ConnectionTuple | OldConnectionTuple)[];
  readonly openedSinceSweep: number;
  /** Event time of each host's last line; absent in the states of earlier versions. */
  readonly hostTimes?: OpenConnectionsState['hostTimes'];
  /** Number of the round that began last; absent in the states of earlier versions. */
  readonly lastRound?: number;
  /** Logins whose connections may still end; absent in the states of earlier versions. */
  readonly logins?: readonly number[];
}

/** More rounds of one connection than this, and the oldest counts as refused. */
const MAX_ROUNDS = 4;

/** Counts the failed attempts of each connection over its lines. */
export class ConnectionAttempts {
  private readonly open: OpenConnections;
  private readonly waiting = new Waiting<PamRound>((connection, round) => this.settle(connection, round, true));
  private readonly addressWaits = new Waiting<AddressWait>((connection, wait) => this.release(connection, wait));
  private readonly logins: RecentLogins;
  private lastRound: number;
  private settled: SettledLine[] = [];
  /** Attempts that were credited to lines which had waited, while the line at hand was counted. */
  private credited = 0;

  constructor({ connections, openedSinceSweep, hostTimes = [], lastRound = 0, logins = [] }: AttemptsState) {
    this.logins = new RecentLogins(logins);
    this.lastRound = lastRound;
    this.open = new OpenConnections((connection) => {
      this.end(connection);
      this.releaseAll(connection);
    });
    this.open.restore({ connections: connections.map(fromTuple), openedSinceSweep, hostTimes });
    this.waiting.restore(this.open.all, ({ rounds }) => rounds);
    this.addressWaits.restore(this.open.all, (connection) => connection.addressWaits);
  }

  state(): AttemptsState {
    const { open, lastRound, logins } = this;
    const { openedSinceSweep, hostTimes } = open;
    return { connections: open.all.map(toTuple), openedSinceSweep, hostTimes, lastRound, logins: logins.state() };
  }

  /** The lines that are decided since the last call. */
  takeSettled(): readonly SettledLine[] {
    const { settled } = this;
    if (settled.length > 0) this.settled = [];
    return settled;
  }

  /** Nothing more will come: what was never decided counts. */
  settleEverything(): void {
    for (const connection of this.open.all) {
      this.settleAll(connection);
      this.releaseAll(connection);
    }
  }

  /** To be called for every line, whatever it says: what its host has not decided for long counts. */
  passTime(host: string | null, time: number): void {
    this.waiting.expire(host, time);
    this.addressWaits.expire(host, time);
  }

  count(reading: ParsedMessage, sign: ConnectionSign, time: number): AttemptCount {
    const { form } = reading;
    if (form.decides === 'login') this.logins.add(sign);
    const connection = this.connectionOf(reading, sign, time);
    if (connection === null) return { ...NO_ATTEMPTS, ip: sign.ip };
    connection.lastTime = time;
    if (form.saidOnce === 'invalid_user') connection.invalidUser = true;
    if (!isOfModule(form)) connection.pamOnly = false;
    connection.mayAskInChild = mayAskInChild(connection, reading, sign.pid);
    if (sign.ip !== null && connection.addressWaits.length > 0) connection.probed = true;
    const isAlone = form.whenAlone !== null && isUnused(connection) && !this.logins.has(sign);
    const before = attemptsOf(connection);
    this.credited = 0;
    this.decide(connection, reading, sign.pid);
    // What waits is of a connection before, whose process is gone.
    if (form.saidOnce === 'connection') this.releaseAll(connection);
    // A probe that tells the address is the one that counts.
    if (form.isProbe && sign.ip !== null) this.releaseAll(connection, ({ isProbe }) => isProbe);
    const carriedAttempts = this.learnSource(connection, sign);
    if (form.decides === 'end') this.releaseAll(connection);
    const pendingRound = this.waitingRoundOf(connection, reading, sign.pid, time);
    addEvidence(connection, form.evidence, reading.occurrences);
    if (form.isProbe && connection.ip !== null) connection.probed = true;
    const attempts = attemptsOf(connection) - before - this.credited;
    if (connection.ip === null) connection.unattributed += attempts;
    const methodAttempts = takeMethodAttempts(connection, reading, attempts);
    return { attempts, carriedAttempts, methodAttempts, pendingRound, ip: connection.ip, isAlone, connection };
  }

  /** What the line waits for, where it does: the result of its round, or the address. */
  private waitingRoundOf(
    connection: Connection,
    reading: ParsedMessage,
    pid: number | null,
    time: number,
  ): number | null {
    if (reading.form.evidence === 'pam') return this.refuseInRound(connection, reading, pid, time);
    if (!reading.form.awaitsAddress || connection.ip !== null || connection.pid === null) return null;
    if (connection.addressWaits.length >= MAX_ROUNDS) this.release(connection, connection.addressWaits[0]!);
    const wait = { number: ++this.lastRound, since: time, isProbe: reading.form.isProbe };
    connection.addressWaits.push(wait);
    this.addressWaits.add(connection, wait);
    return wait.number;
  }

  /** Lets a line go that has waited for the address, with it or without. */
  private release(connection: Connection, wait: AddressWait): void {
    connection.addressWaits.splice(connection.addressWaits.indexOf(wait), 1);
    this.addressWaits.remove(connection, wait);
    this.settled.push({ round: wait.number, attempts: 0, ip: connection.ip, result: 'address' });
  }

  private releaseAll(connection: Connection, isMeant: (wait: AddressWait) => boolean = () => true): void {
    if (connection.addressWaits.length === 0) return;
    for (const wait of connection.addressWaits.filter(isMeant)) this.release(connection, wait);
  }

  private connectionOf(reading: ParsedMessage, sign: ConnectionSign, time: number): Connection | null {
    const { form } = reading;
    const known = this.open.find(sign, time);
    if (known !== null && known.childPid === sign.pid && sign.pid !== null && !isOfModule(form)) {
      return this.separate(known, sign, time);
    }
    if (known !== null && (sign.pid !== null || !beginsAnother(known, form))) return known;
    if (sign.pid !== null && isOfModule(form)) {
      const parent = this.open.findOfClient(sign, time, mayBeParent);
      if (parent !== null) this.open.addChild(parent, sign.pid);
      if (parent !== null) return parent;
    }
    if (!begins(form, sign)) return null;
    const connection = this.open.open(sign, time);
    if (sign.pid !== null && tellsResultOfChild(reading)) this.takeOver(connection, sign, time);
    return connection;
  }

  /** A line of sshd itself shows that a pid taken for a child's has a connection of its own. */
  private separate(parent: Connection, sign: ConnectionSign, time: number): Connection {
    this.open.removeChild(parent);
    const connection = this.open.open(sign, time);
    this.moveRounds(parent, connection, (round) => round.pid === sign.pid);
    return connection;
  }

  /** Of a client whose child has spoken first, which looked like a connection: what it said belongs here. */
  private takeOver(connection: Connection, sign: ConnectionSign, time: number): void {
    const child = this.open.findOfClient(sign, time, ({ pamOnly, rounds }) => pamOnly && rounds.length > 0);
    if (child === null || child === connection) return;
    this.moveRounds(child, connection, () => true);
    child.isDone = true;
    if (child.pid !== null) this.open.addChild(connection, child.pid);
  }

  private moveRounds(from: Connection, to: Connection, moves: (round: PamRound) => boolean): void {
    for (const round of from.rounds.filter(moves)) {
      from.rounds.splice(from.rounds.indexOf(round), 1);
      to.rounds.push(round);
      this.waiting.move(round, to);
    }
  }

  /** Ends the rounds whose result a line tells. */
  private decide(connection: Connection, reading: ParsedMessage, pid: number | null): void {
    const { decides } = reading.form;
    if (decides === null) return;
    if (decides === 'end') return this.end(connection);
    const round = roundOf(connection, reading, pid);
    if (decides === 'login') connection.isDone = true;
    if (round === undefined) return;
    // Without a pid, two users of one address may look like one connection.
    const isOther = pid === null && differ(round.username, reading.username);
    this.settle(connection, round, decides === 'refused' || isOther);
  }

  /**
   * A module of PAM refuses. Several modules that refuse in one round count once; one that speaks again begins another.
   *
   * @returns the round that the line waits for; null where it does not wait
   */
  private refuseInRound(
    connection: Connection,
    reading: ParsedMessage,
    pid: number | null,
    time: number,
  ): number | null {
    const module = reading.pamModule ?? 'pam_unix';
    let left = reading.occurrences;
    let round = connection.rounds.find((each) => each.pid === pid);
    if (round !== undefined && !round.modules.includes(module)) {
      round.modules.push(module);
      left--;
    }
    if (left === 0) return null;
    if (round !== undefined) this.settle(connection, round, true);
    // What nothing is known by cannot be found again when the result comes.
    const isLost = connection.pid === null && connection.ip === null;
    connection.pamRounds += isLost ? left : left - 1;
    if (isLost) return null;
    if (connection.rounds.length >= MAX_ROUNDS) this.settle(connection, connection.rounds[0]!, true);
    const holdsLine = reading.occurrences === 1;
    round = {
      number: ++this.lastRound,
      holdsLine,
      pid,
      modules: [module],
      username: reading.username === null ? null : detachString(reading.username.slice(0, LONGEST_NAME)),
      since: time,
    };
    connection.rounds.push(round);
    this.waiting.add(connection, round);
    return holdsLine ? round.number : null;
  }

  private end(connection: Connection): void {
    this.settleAll(connection);
    connection.isDone = true;
  }

  private settleAll(connection: Connection): void {
    while (connection.rounds.length > 0) this.settle(connection, connection.rounds[0]!, true);
  }

  /** Ends a round: refused, it counts; allowed, it does not. */
  private settle(connection: Connection, round: PamRound, isRefused: boolean): void {
    connection.rounds.splice(connection.rounds.indexOf(round), 1);
    this.waiting.remove(connection, round);
    const before = attemptsOf(connection);
    if (isRefused) connection.pamRounds += 1;
    const attempts = attemptsOf(connection) - before;
    if (!round.holdsLine) return;
    this.credited += attempts;
    connection.withoutMethod += attempts;
    if (connection.ip === null) connection.unattributed += attempts;
    const result = isRefused ? 'refused' : 'allowed';
    this.settled.push({ round: round.number, attempts, ip: connection.ip, result });
  }

  /** Returns the attempts that waited for the address. */
  private learnSource(connection: Connection, sign: ConnectionSign): number {
    connection.port ??= sign.port;
    if (connection.ip !== null || sign.ip === null) return 0;
    connection.ip = detachString(sign.ip);
    this.open.addressKnown(connection);
    const waiting = connection.unattributed;
    connection.unattributed = 0;
    this.releaseAll(connection);
    return waiting;
  }
}

/** What a line adds that is of no connection. */
export const NO_ATTEMPTS: AttemptCount = Object.freeze({
  attempts: 0,
  carriedAttempts: 0,
  methodAttempts: 0,
  pendingRound: null,
  ip: null,
  isAlone: false,
  connection: null,
});

/** How much of a name is kept to compare it with another. */
const LONGEST_NAME = 128;

/** True for what PAM's modules say, which may run in a child of sshd. */
function isOfModule({ evidence, decides }: MessageForm): boolean {
  return evidence === 'pam' || evidence === 'pam_more' || decides === 'allowed';
}

/** A line that begins a connection, where none is open. */
function begins(form: MessageForm, { ip }: ConnectionSign): boolean {
  const { evidence, opensConnection, isProbe, awaitsAddress, whenAlone } = form;
  if (opensConnection || isProbe || awaitsAddress) return true;
  // Of two lines about the end of a connection, the first counts.
  if (whenAlone !== null) return ip !== null;
  // What a child says of a connection that it is no longer part of.
  if (evidence === 'other') return ip !== null;
  return evidence !== 'none' && evidence !== 'end_after_refused_key';
}

/**
 * Without a pid, only what sshd says once a connection tells two connections from one port apart, and the client
 * chooses its port.
 */
function beginsAnother({ invalidUser }: Connection, { saidOnce }: MessageForm): boolean {
  return saidOnce === 'connection' || (invalidUser && saidOnce === 'invalid_user');
}

/** True where sshd tells the result of what a child of it has asked PAM. */
function tellsResultOfChild({ form, method }: ParsedMessage): boolean {
  return form.decides !== null && method !== null && method.startsWith('keyboard-interactive');
}

/** The round whose result a line tells: that of its own process, or of a child. */
function roundOf({ rounds }: Connection, reading: ParsedMessage, pid: number | null): PamRound | undefined {
  const own = rounds.find((round) => round.pid === pid);
  return own === undefined && tellsResultOfChild(reading) ? rounds[0] : own;
}

/** sshd has keyboard-interactive answered in a child, and asks PAM about a password itself. */
function mayAskInChild(connection: Connection, { form, method }: ParsedMessage, pid: number | null): boolean {
  if (method !== null && form.decides !== null) return method.startsWith('keyboard-interactive');
  return connection.mayAskInChild && !(isOfModule(form) && pid === connection.pid);
}

/** A connection that what PAM's modules say of another pid may belong to. */
function mayBeParent(connection: Connection): boolean {
  return connection.mayAskInChild && !connection.isDone && !connection.pamOnly;
}

function differ(name: string | null, other: string | null): boolean {
  return name !== null && other !== null && name !== other.slice(0, LONGEST_NAME);
}

/** The attempts of which the line is the first to say the method: its own, and those of earlier lines without one. */
function takeMethodAttempts(
  connection: Connection,
  { method, form, occurrences }: ParsedMessage,
  attempts: number,
): number {
  if (method === null) {
    connection.withoutMethod += attempts;
    return 0;
  }
  const isRefusal = form.evidence === 'failure' || form.evidence === 'pam_error';
  const earlier = isRefusal ? Math.min(connection.withoutMethod, Math.max(0, occurrences - attempts)) : 0;
  connection.withoutMethod -= earlier;
  return attempts + earlier;
}
