import { In, LessThanOrEqual } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { inParts } from '../database/bulk-sql.js';
import { Fault } from './fault.entity.js';
import type { FaultKind } from './fault.entity.js';

const SHORTEST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** How much of a reason is kept. */
const MAX_REASON = 1_000;
/** What is tried again in one transaction. */
const MAX_AT_ONCE = 200;

/** Something that has failed. */
interface SetAside {
  readonly kind: FaultKind;
  readonly subject: string;
  readonly error: unknown;
  readonly payload?: unknown;
}

/** Sets something aside, in the caller's transaction. @param now UTC milliseconds */
export async function setAside(
  manager: EntityManager,
  { kind, subject, error, payload = null }: SetAside,
  now: number,
): Promise<void> {
  const fault = { kind, subject, reason: reasonOf(error), since: now, tries: 1, nextTryAt: nextTry(1, now), payload };
  await manager.insert(Fault, fault as object);
}

/** What is to be tried again of some kinds, the longest set aside first. @param now UTC milliseconds */
export function dueFaults(
  manager: EntityManager,
  kinds: readonly FaultKind[],
  now: number,
  most = MAX_AT_ONCE,
): Promise<Fault[]> {
  return manager.find(Fault, {
    where: { kind: In([...kinds]), nextTryAt: LessThanOrEqual(now) },
    order: { id: 'ASC' },
    take: most,
  });
}

/** Whether anything of some kinds is to be tried again. @param now UTC milliseconds */
export function isAnyDue(manager: EntityManager, kinds: readonly FaultKind[], now: number): Promise<boolean> {
  return manager.existsBy(Fault, { kind: In([...kinds]), nextTryAt: LessThanOrEqual(now) });
}

export function faultsOf(manager: EntityManager, kind: FaultKind): Promise<Fault[]> {
  return manager.find(Fault, { where: { kind }, order: { id: 'ASC' } });
}

/**
 * It failed again.
 *
 * @param payload what is needed to try again, where that has changed
 * @param now UTC milliseconds; null: it was not tried, there is only more of it
 */
export async function tryLater(
  manager: EntityManager,
  { id, tries, payload }: Pick<Fault, 'id' | 'tries'> & { readonly payload?: unknown },
  error: unknown,
  now: number | null,
): Promise<void> {
  const again = now === null ? {} : { tries: tries + 1, nextTryAt: nextTry(tries + 1, now) };
  const kept = payload === undefined ? {} : { payload };
  await manager.update(Fault, { id }, { reason: reasonOf(error), ...again, ...kept } as object);
}

/** It works again. */
export async function settled(manager: EntityManager, faults: readonly Pick<Fault, 'id'>[]): Promise<void> {
  for (const part of inParts(faults)) await manager.delete(Fault, { id: In(part.map(({ id }) => id)) });
}

export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.length <= MAX_REASON ? text : `${text.slice(0, MAX_REASON)}…`;
}

function nextTry(tries: number, now: number): number {
  return now + pauseAfter(tries, LONGEST_PAUSE_MS);
}

/** How long what has failed so often is left alone, milliseconds: ever longer. */
export function pauseAfter(tries: number, longestMs: number): number {
  return Math.min(longestMs, SHORTEST_PAUSE_MS * 2 ** Math.min(20, tries - 1));
}

/**
 * Does something in a part of the caller's transaction of its own, which is undone alone where it fails.
 *
 * @returns null when it was done, else what went wrong
 * @throws what is the matter with the database itself
 */
export async function tryPart(
  manager: EntityManager,
  work: (part: EntityManager) => Promise<void>,
): Promise<{ readonly error: unknown } | null> {
  try {
    await manager.transaction(work);
    return null;
  } catch (error) {
    if (isOfDatabase(error)) throw error;
    return { error };
  }
}

/** Something that failed, and why. */
export interface Failed<Item> {
  readonly item: Item;
  readonly error: unknown;
}

/**
 * Does something with many things in parts of the caller's transaction: with all of them, and where that fails with halves
 * of them, down to the ones that fail.
 *
 * @param most where more fail, the fault is not theirs
 * @returns those that failed; nothing was done with them
 * @throws what is the matter with the database, or with all of them
 */
export async function tryEach<Item>(
  manager: EntityManager,
  items: readonly Item[],
  work: (part: EntityManager, items: readonly Item[]) => Promise<void>,
  most = Number.POSITIVE_INFINITY,
): Promise<Failed<Item>[]> {
  const failed: Failed<Item>[] = [];
  const left = [items];
  for (let some = left.pop(); some !== undefined; some = left.pop()) {
    const these = some;
    if (these.length === 0) continue;
    const failure = await tryPart(manager, (part) => work(part, these));
    if (failure === null) continue;
    if (these.length === 1) failed.push({ item: these[0]!, error: failure.error });
    else left.push(these.slice(these.length >> 1), these.slice(0, these.length >> 1));
    if (failed.length > most) throw failure.error;
  }
  return failed;
}

/** Codes of SQLite, and classes of PostgreSQL's, that say nothing about what was to be stored. */
const SQLITE_CODES = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|NOMEM|PROTOCOL|INTERRUPT)/;
const POSTGRES_CODES = /^(08|40|53|55|57|58|XX)/;
const SYSTEM_CODES = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND)/;

/** Whether the database cannot work at all now: then nothing can be set aside either. */
export function isOfDatabase(error: unknown): boolean {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  const text = String(code ?? driverError?.code ?? '');
  return SQLITE_CODES.test(text) || POSTGRES_CODES.test(text) || SYSTEM_CODES.test(text);
}
