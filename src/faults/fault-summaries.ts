import type { EntityManager } from 'typeorm';
import type { SourceFault } from '../logs/ingestion/line-source.js';
import { Fault } from './fault.entity.js';
import { faultsOf, setAside, settled, tryLater } from './set-aside.js';

/** Something that is set aside, without what is needed to try it again. Times are UTC milliseconds. */
export type FaultSummary = Omit<Fault, 'payload'>;

/** How many are told of at once. */
const MOST_SUMMARIES = 100;

const COLUMNS = {
  id: true,
  kind: true,
  subject: true,
  reason: true,
  since: true,
  tries: true,
  nextTryAt: true,
} as const;

/** What is set aside now: what has been so for the longest time first. */
export function faultSummaries(manager: EntityManager, most = MOST_SUMMARIES): Promise<FaultSummary[]> {
  return manager.find(Fault, { select: COLUMNS, order: { id: 'ASC' }, take: most });
}

/** Writes down which sources cannot be taken, and since when. @param now UTC milliseconds */
export async function recordSourceFaults(
  manager: EntityManager,
  faults: readonly SourceFault[],
  now: number,
): Promise<void> {
  const known = await faultsOf(manager, 'source');
  const current = new Map(faults.map(({ path, message }) => [path, message]));
  const gone = known.filter(({ subject }) => !current.has(subject));
  await settled(manager, gone);
  for (const fault of known) {
    const reason = current.get(fault.subject);
    if (reason !== undefined && reason !== fault.reason) await tryLater(manager, fault, reason, now);
    current.delete(fault.subject);
  }
  for (const [subject, error] of current) await setAside(manager, { kind: 'source', subject, error }, now);
}
