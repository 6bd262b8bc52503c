import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../common/domain.error.js';
import { WriteConnection } from '../database/database.module.js';
import { Fault } from './fault.entity.js';
import { faultsOf, setAside, settled, tryLater } from './set-aside.js';

/** Something that is set aside, without what is needed to try it again. Times are UTC milliseconds. */
export type FaultSummary = Omit<Fault, 'payload'>;

/** How many are told of at once. */
const MAX_SUMMARIES = 100;

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
export function faultSummaries(manager: EntityManager, most = MAX_SUMMARIES): Promise<FaultSummary[]> {
  return manager.find(Fault, { select: COLUMNS, order: { id: 'ASC' }, take: most });
}

/** Writes down which sources cannot be taken, and since when. @param now UTC milliseconds */
export async function recordSourceFaults(
  manager: EntityManager,
  faults: readonly { readonly path: string; readonly message: string }[],
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

/** What has failed for so long keeps the service from being ready. */
const PATIENCE_MS = 60_000;

/** What is set aside on this database, by whichever instance. */
@Injectable()
export class FaultsService {
  constructor(private readonly database: WriteConnection) {}

  /** Those that are set aside for longest, and how many there are in all. */
  list(): Promise<{ readonly total: number; readonly faults: readonly FaultSummary[] }> {
    return this.database.run(async (manager) => ({
      total: await manager.count(Fault),
      faults: await faultSummaries(manager),
    }));
  }

  /**
   * What keeps the service from being ready: intake that has failed for longer than a minute. A channel that cannot be told
   * of an alert is nobody's reason to send requests elsewhere.
   *
   * @param now UTC milliseconds
   */
  lasting(now: number): Promise<readonly FaultSummary[]> {
    const where = { kind: Not('channel' as const), since: LessThanOrEqual(now - PATIENCE_MS) };
    return this.database.run((manager) => manager.find(Fault, { where, order: { id: 'ASC' }, take: 100 }));
  }

  /**
   * Gives up what is set aside: it is not tried again.
   *
   * @throws DomainError FAULT_NOT_FOUND, or FAULT_OF_SOURCE: a source is read again as long as it is configured
   */
  async remove(id: number): Promise<void> {
    const known = Number.isSafeInteger(id) && id > 0;
    await this.database.transaction(async (manager) => {
      const fault = known ? await manager.findOneBy(Fault, { id }) : null;
      if (fault === null) {
        throw new DomainError('not_found', 'FAULT_NOT_FOUND', 'There is nothing set aside of this id.');
      }
      if (fault.kind === 'source') {
        const advice = 'It ends when the source can be read again; remove the file, or take it out of LOG_FILES.';
        throw new DomainError('conflict', 'FAULT_OF_SOURCE', `A source cannot be given up. ${advice}`);
      }
      await manager.delete(Fault, { id });
    });
  }
}
