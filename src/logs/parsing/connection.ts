import type { Evidence } from './forms/message-form.js';

/**
 * What the lines of one connection have proved so far. F, P and O are the families of DESIGN: the number of failed
 * attempts is the largest of them, so that a wrong password that writes five lines is one attempt.
 */
export interface Connection {
  readonly host: string | null;
  readonly pid: number | null;
  /** Canonical address of the client; null until a line tells it. */
  ip: string | null;
  /** Told by the first line that has it; kept where there is no pid to know the connection by. */
  port: number | null;
  /** F: refused attempts. */
  failures: number;
  /** P: two modules of one PAM stack report one attempt twice, so pam_unix is counted apart from the others. */
  pamUnix: number;
  pamOthers: number;
  /** O: 1 where there is any other evidence. */
  other: number;
  /** A valid user's key was refused: the connection's end will be evidence. */
  keyRefused: boolean;
  /** `Invalid user` was said: sshd says it once a connection. */
  invalidUser: boolean;
  /** Attempts that were counted while the address was not known. */
  unattributed: number;
  /** Event time of its last line, UTC ms. */
  lastTime: number;
}

export function newConnection(host: string | null, pid: number | null, time: number): Connection {
  return {
    host,
    pid,
    ip: null,
    port: null,
    failures: 0,
    pamUnix: 0,
    pamOthers: 0,
    other: 0,
    keyRefused: false,
    invalidUser: false,
    unattributed: 0,
    lastTime: time,
  };
}

/** attempts(connection) = max(F, P, O). */
export function attemptsOf(connection: Connection): number {
  return Math.max(connection.failures, connection.pamUnix, connection.pamOthers, connection.other);
}

/** Adds a line's evidence; returns by how much the number of attempts grew. */
export function addEvidence(
  connection: Connection,
  evidence: Evidence,
  occurrences: number,
  module: string | null,
): number {
  const before = attemptsOf(connection);
  switch (evidence) {
    case 'failure':
      connection.failures += occurrences;
      break;
    case 'pam':
      if (module === null || module === 'pam_unix') connection.pamUnix += occurrences;
      else connection.pamOthers += occurrences;
      break;
    case 'other':
      connection.other = 1;
      break;
    case 'refused_key':
      connection.keyRefused = true;
      break;
    case 'end_after_refused_key':
      if (connection.keyRefused) connection.other = 1;
      break;
    case 'none':
      break;
    default:
      evidence satisfies never;
  }
  return attemptsOf(connection) - before;
}
