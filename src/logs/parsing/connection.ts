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
  /** A valid user's key was refused: the connection's end will be evidence. */
  keyRefused: boolean;
  /** `Invalid user` was said: sshd says it once a connection. */
  invalidUser: boolean;
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
    keyRefused: false,
    invalidUser: false,
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
