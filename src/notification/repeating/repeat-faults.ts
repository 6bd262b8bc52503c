import type { EntityManager } from 'typeorm';
import { Fault } from '../../faults/fault.entity.js';
import { faultsOf, setAside, settled, tryLater } from '../../faults/set-aside.js';

// What could not be repeated is shown with what else was set aside, by the name of its channel: since when, and why.

/** Writes down that a channel could not be sent its alerts again, and when it is tried again. Times are UTC milliseconds. */
export async function recordRepeatFault(
  manager: EntityManager,
  channel: string,
  reason: string,
  { now, nextTryAt }: { readonly now: number; readonly nextTryAt: number },
): Promise<void> {
  const known = await repeatFault(manager, channel);
  const error = `Alerts that stand could not be sent again: ${reason}`;
  if (known === undefined) await setAside(manager, { kind: 'channel', subject: channel, error }, now);
  else await tryLater(manager, known, error, now);
  await manager.update(Fault, { kind: 'channel', subject: channel }, { nextTryAt });
}

/**
 * Takes back what {@link recordRepeatFault} wrote.
 *
 * @param overdueSince takes it back only where it should have been tried before then: nothing is left to be repeated
 */
export async function settleRepeatFault(
  manager: EntityManager,
  channel: string,
  overdueSince = Number.POSITIVE_INFINITY,
): Promise<void> {
  const fault = await repeatFault(manager, channel);
  if (fault !== undefined && fault.nextTryAt < overdueSince) await settled(manager, [fault]);
}

async function repeatFault(manager: EntityManager, channel: string): Promise<Fault | undefined> {
  return (await faultsOf(manager, 'channel')).find(({ subject }) => subject === channel);
}
