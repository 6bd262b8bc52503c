import type { EntityManager } from 'typeorm';
import type { Fault } from '../../faults/fault.entity.js';
import { faultsOf, setAside, settled, tryLater } from '../../faults/set-aside.js';
import type { RuleFailure } from '../detection/missed-events.js';

/** A line that could not be parsed. */
export interface FailedLine {
  /** Path of its source. */
  readonly source: string;
  readonly line: string;
  /** When the service received it, UTC milliseconds. */
  readonly receivedAt: number;
  readonly reason: string;
}

/** What is kept of a line that was set aside, to try again. */
export type LinePayload = Pick<FailedLine, 'line' | 'receivedAt'>;

/** What is kept of a rule that failed: ids of the entries that are put to it again, and how many more there were. */
export interface RulePayload {
  readonly entries: readonly number[];
  readonly more: number;
}

/** A line that was tried again. */
export interface RetriedLine {
  readonly fault: Pick<Fault, 'id' | 'tries'>;
  /** Null: it was taken. */
  readonly reason: string | null;
}

/** What failed in a transaction before it was stored. */
export interface ScanFailures {
  readonly rules: readonly RuleFailure[];
  readonly lines: readonly FailedLine[];
  readonly retriedLines: readonly RetriedLine[];
  /** Faults of rules whose events were put to them again. */
  readonly retriedRules: readonly Pick<Fault, 'id' | 'tries' | 'subject'>[];
}

/** Events that are kept for a rule; what is beyond is counted. */
const MAX_ENTRIES = 1_000;

/** Writes down what failed, in the transaction that stores the rest. @param at UTC milliseconds */
export async function recordFailures(manager: EntityManager, failures: ScanFailures, at: number): Promise<void> {
  const { rules, lines, retriedLines, retriedRules } = failures;
  for (const { source, line, receivedAt, reason } of lines) {
    const payload: LinePayload = { line, receivedAt };
    await setAside(manager, { kind: 'line', subject: source, error: reason, payload }, at);
  }
  await settled(
    manager,
    retriedLines.flatMap(({ fault, reason }) => (reason === null ? [fault] : [])),
  );
  for (const { fault, reason } of retriedLines) if (reason !== null) await tryLater(manager, fault, reason, at);
  await recordRules(manager, rules, retriedRules, at);
}

async function recordRules(
  manager: EntityManager,
  failures: readonly RuleFailure[],
  retried: ScanFailures['retriedRules'],
  at: number,
): Promise<void> {
  if (failures.length === 0 && retried.length === 0) return;
  const failing = new Set(failures.map(({ rule }) => rule));
  await settled(
    manager,
    retried.filter(({ subject }) => !failing.has(subject)),
  );
  const known = new Map((await faultsOf(manager, 'rule')).map((fault) => [fault.subject, fault]));
  for (const { rule, entries, more, reason } of failures) {
    const fault = known.get(rule);
    const wasRetried = retried.some(({ subject }) => subject === rule);
    if (fault === undefined) {
      await setAside(manager, { kind: 'rule', subject: rule, error: reason, payload: { entries, more } }, at);
      continue;
    }
    const before = wasRetried ? { entries: [], more: 0 } : (fault.payload as RulePayload);
    const all = [...new Set([...before.entries, ...entries])];
    const payload: RulePayload = {
      entries: all.slice(0, MAX_ENTRIES),
      more: before.more + more + Math.max(0, all.length - MAX_ENTRIES),
    };
    await tryLater(manager, { ...fault, payload }, reason, wasRetried ? at : null);
  }
}

/** A source cannot be taken now: it is left out for a while, so that the others go on. */
export class SourceFailedError extends Error {
  readonly code = 'SOURCE_FAILED';

  /** @param path of the source */
  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}
