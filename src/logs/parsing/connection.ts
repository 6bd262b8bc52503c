import type { Evidence } from './message-form.js';

/**
 * One attempt as PAM's modules see it, until its result is known. What modules refuse in a round that is then allowed
 * (pam_unix refuses, pam_sss lets in) was no failed attempt.
 */
export interface PamRound {
  /** Grows with every round; also the number of the line that began it, where its entry waits. */
  readonly number: number;
  /** True where a line waits for the result. */
  readonly holdsLine: boolean;
  /** Of the process that the modules ran in: sshd has keyboard-interactive answered in a child. */
  readonly pid: number | null;
  /** Those that refused, each once. */
  readonly modules: string[];
  readonly username: string | null;
  /** Event time of the first refusal, UTC ms. */
  readonly since: number;
}

/** A line that waits until another one of its connection tells the address. */
export interface AddressWait {
  /** Its number among all that lines wait for. */
  readonly number: number;
  /** Event time, UTC ms. */
  readonly since: number;
  /** True where the line tells of a probe. */
  readonly isProbe: boolean;
}

/**
 * What the lines of one connection have proved so far. F, P and O are the families of evidence: the number of failed
 * attempts is the largest of them, so that a wrong password that writes five lines is one attempt.
 */
export interface Connection {
  readonly host: string | null;
  readonly pid: number | null;
  /** Grows with every connection that is opened: of two, which is the younger. */
  order: number;
  /** A child of sshd that PAM's lines name in place of {@link pid}; null while none did. */
  childPid: number | null;
  /** Canonical address of the client; null until a line tells it. */
  ip: string | null;
  /** Told by the first line that has it. */
  port: number | null;
  /** F: refused attempts. */
  failures: number;
  /** P, as the modules say it: rounds that were refused, or never decided. */
  pamRounds: number;
  /** P, as sshd says it: `error: PAM: …`, one each. */
  pamErrors: number;
  /** O: 1 where there is any other evidence. */
  other: number;
  /** Rounds whose result is not known yet, the oldest first. */
  readonly rounds: PamRound[];
  /** Lines that wait for the address of the client, the oldest first. */
  readonly addressWaits: AddressWait[];
  /** A valid user's key was refused: the connection's end will be evidence. */
  keyRefused: boolean;
  /** `Invalid user` was said: sshd says it once a connection. */
  invalidUser: boolean;
  /** A line has told, with the address or before it was known, what the end of the connection would tell otherwise. */
  probed: boolean;
  /** True while PAM's modules alone have said something: the process may be a child of another one's. */
  pamOnly: boolean;
  /** False once its own process has asked PAM, or refused by a method that does: it has no child for that. */
  mayAskInChild: boolean;
  /** True once a user was let in, or the connection ended: PAM is asked nothing more. */
  isDone: boolean;
  /** True once another connection, or a child of one, has its pid. */
  isReplaced: boolean;
  /** Attempts that were counted while the address was not known. */
  unattributed: number;
  /** Attempts that were counted by lines that do not say how the client tried to log in. */
  withoutMethod: number;
  /** Event time of its last line, UTC ms. */
  lastTime: number;
}

export function newConnection(host: string | null, pid: number | null, time: number): Connection {
  return {
    host,
    pid,
    order: 0,
    childPid: null,
    ip: null,
    port: null,
    failures: 0,
    pamRounds: 0,
    pamErrors: 0,
    other: 0,
    rounds: [],
    addressWaits: [],
    keyRefused: false,
    invalidUser: false,
    probed: false,
    pamOnly: true,
    mayAskInChild: true,
    isDone: false,
    isReplaced: false,
    unattributed: 0,
    withoutMethod: 0,
    lastTime: time,
  };
}

/** attempts(connection) = max(F, P, O). */
export function attemptsOf({ failures, pamRounds, pamErrors, other }: Connection): number {
  return Math.max(failures, pamRounds, pamErrors, other);
}

/** True while nothing is known of a connection but that there is one. */
export function isUnused(connection: Connection): boolean {
  const { rounds, keyRefused, invalidUser, probed, isDone } = connection;
  return attemptsOf(connection) === 0 && rounds.length === 0 && !keyRefused && !invalidUser && !probed && !isDone;
}

/** Adds a line's evidence, but for what PAM's modules refuse, which waits in a round. */
export function addEvidence(connection: Connection, evidence: Evidence, occurrences: number): void {
  switch (evidence) {
    case 'failure':
      connection.failures += occurrences;
      return;
    case 'failures_in_all':
      connection.failures = Math.max(connection.failures, occurrences);
      return;
    case 'pam_more':
      connection.pamRounds += occurrences;
      return;
    case 'pam_error':
      connection.pamErrors += occurrences;
      return;
    case 'other':
      connection.other = 1;
      return;
    case 'refused_key':
      connection.keyRefused = true;
      return;
    case 'end_after_refused_key':
      if (connection.keyRefused) connection.other = 1;
      return;
    case 'pam':
    case 'none':
      return;
    default:
      evidence satisfies never;
  }
}

/** A {@link PamRound} as an array, in the order of its fields. */
type RoundTuple = readonly [
  number: number,
  holdsLine: 0 | 1,
  pid: number | null,
  modules: readonly string[],
  username: string | null,
  since: number,
];

/** One connection as an array, for a compact state; in the order of {@link Connection}'s fields, without what follows from its place. */
export type ConnectionTuple = readonly [
  host: string | null,
  pid: number | null,
  childPid: number | null,
  ip: string | null,
  port: number | null,
  failures: number,
  pamRounds: number,
  pamErrors: number,
  other: number,
  rounds: readonly RoundTuple[],
  flags: number,
  unattributed: number,
  withoutMethod: number,
  lastTime: number,
  /** Absent in the states of earlier versions. */
  addressWaits?: readonly (readonly [number: number, since: number, isProbe: 0 | 1])[],
];

const FLAGS = [
  'keyRefused',
  'invalidUser',
  'pamOnly',
  'isDone',
  'isReplaced',
  'mayAskInChild',
  'probed',
] as const satisfies readonly (keyof Connection)[];

/** Can be written as JSON. */
export function toTuple(connection: Connection): ConnectionTuple {
  const { host, pid, childPid, ip, port, failures, pamRounds, pamErrors, other, rounds } = connection;
  const { unattributed, withoutMethod, lastTime } = connection;
  const flags = FLAGS.reduce((bits, flag, index) => (connection[flag] ? bits | (1 << index) : bits), 0);
  const roundTuples = rounds.map((round): RoundTuple => [
    round.number,
    round.holdsLine ? 1 : 0,
    round.pid,
    [...round.modules],
    round.username,
    round.since,
  ]);
  return [
    host,
    pid,
    childPid,
    ip,
    port,
    failures,
    pamRounds,
    pamErrors,
    other,
    roundTuples,
    flags,
    unattributed,
    withoutMethod,
    lastTime,
    connection.addressWaits.map(({ number, since, isProbe }) => [number, since, isProbe ? 1 : 0] as const),
  ];
}

/** The connection that was written; also as versions wrote it that counted PAM's modules apart. */
export function fromTuple(tuple: ConnectionTuple | OldConnectionTuple): Connection {
  if (tuple.length === OLD_LENGTH) return fromOldTuple(tuple);
  const [host, pid, childPid, ip, port, failures, pamRounds, pamErrors, other, rounds, flags, ...rest] = tuple;
  const [unattributed, withoutMethod, lastTime, addressWaits = []] = rest;
  const isSet = (flag: (typeof FLAGS)[number]): boolean => (flags & (1 << FLAGS.indexOf(flag))) !== 0;
  return {
    host,
    pid,
    order: 0,
    childPid,
    ip,
    port,
    failures,
    pamRounds,
    pamErrors,
    other,
    rounds: rounds.map(([number, holdsLine, roundPid, modules, username, since]): PamRound => {
      return { number, holdsLine: holdsLine === 1, pid: roundPid, modules: [...modules], username, since };
    }),
    addressWaits: addressWaits.map(([number, since, isProbe]) => ({ number, since, isProbe: isProbe === 1 })),
    keyRefused: isSet('keyRefused'),
    invalidUser: isSet('invalidUser'),
    probed: isSet('probed'),
    pamOnly: isSet('pamOnly'),
    mayAskInChild: isSet('mayAskInChild'),
    isDone: isSet('isDone'),
    isReplaced: isSet('isReplaced'),
    unattributed,
    withoutMethod,
    lastTime,
  };
}

const OLD_LENGTH = 12;

/** A connection as it was stored before attempts of PAM went in rounds. */
export type OldConnectionTuple = readonly [
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

function fromOldTuple(tuple: OldConnectionTuple): Connection {
  const [host, pid, ip, port, failures, pamUnix, pamOthers, other, keyRefused, unattributed, lastTime, invalidUser] =
    tuple;
  return {
    host,
    pid,
    order: 0,
    childPid: null,
    ip,
    port,
    failures,
    pamRounds: Math.max(pamUnix, pamOthers),
    pamErrors: 0,
    other,
    rounds: [],
    addressWaits: [],
    keyRefused: keyRefused === 1,
    invalidUser: invalidUser === 1,
    probed: false,
    pamOnly: false,
    mayAskInChild: false,
    isDone: false,
    isReplaced: false,
    unattributed,
    withoutMethod: 0,
    lastTime,
  };
}
