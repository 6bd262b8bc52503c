import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, Not } from 'typeorm';
import { DomainError } from '../common/domain.error.js';
import { WriteConnection } from '../database/write-connection.js';
import { Fault } from './fault.entity.js';
import { faultSummaries } from './fault-summaries.js';
import type { FaultSummary } from './fault-summaries.js';

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
