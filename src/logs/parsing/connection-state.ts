import type { Connection, PamRound } from './connection.js';

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
];

const FLAGS = [
  'keyRefused',
  'invalidUser',
  'pamOnly',
  'isDone',
  'isReplaced',
  'mayAskInChild',
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
  ];
}

/** The connection that was written; also as versions wrote it that counted PAM's modules apart. */
export function fromTuple(tuple: ConnectionTuple | OldConnectionTuple): Connection {
  if (tuple.length === OLD_LENGTH) return fromOldTuple(tuple);
  const [host, pid, childPid, ip, port, failures, pamRounds, pamErrors, other, rounds, flags, ...rest] = tuple;
  const [unattributed, withoutMethod, lastTime] = rest;
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
    keyRefused: isSet('keyRefused'),
    invalidUser: isSet('invalidUser'),
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
    keyRefused: keyRefused === 1,
    invalidUser: invalidUser === 1,
    pamOnly: false,
    mayAskInChild: false,
    isDone: false,
    isReplaced: false,
    unattributed,
    withoutMethod: 0,
    lastTime,
  };
}
