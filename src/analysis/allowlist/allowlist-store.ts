import { Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { v5 as uuidV5 } from 'uuid';
import type { Settings } from '../../config/settings.schema.js';
import { Allowlist } from '../detection/allowlist.js';
import type { AllowlistHits } from '../detection/allowlist.js';
import { AllowlistEntry } from './allowlist-entry.entity.js';

/** The allowlist as it is stored now. Changes of it count from the next transaction of ingestion on. */
export async function loadAllowlist(manager: EntityManager): Promise<Allowlist> {
  return new Allowlist(await manager.find(AllowlistEntry, { select: { id: true, range: true, expiresAt: true } }));
}

/** Adds hits to entries, by their id, in the caller's transaction. Entries that were removed meanwhile are passed over. */
export async function addHits(manager: EntityManager, hitsById: ReadonlyMap<string, AllowlistHits>): Promise<void> {
  for (const [id, { hits, lastHitAt }] of hitsById) {
    await manager
      .createQueryBuilder()
      .update(AllowlistEntry)
      .set({
        hits: () => 'hits + :hits',
        lastHitAt: () => 'CASE WHEN last_hit_at > :lastHitAt THEN last_hit_at ELSE :lastHitAt END',
      })
      .where('id = :id', { id })
      .setParameters({ hits, lastHitAt })
      .execute();
  }
}

/** Namespace of the ids of configured entries; a constant of this project, so that ids are the same everywhere. */
const ALLOWLIST_NAMESPACE = '3c1f9f0e-8d55-5a0b-9a57-0f6b2d1c7e42';

/** What the configuration says about one range. */
export type ConfiguredEntry = Pick<AllowlistEntry, 'id' | 'range' | 'note' | 'author' | 'origin' | 'expiresAt'>;

/** Every range of the configuration once; one that both places name belongs to the environment, with the file's note. */
export function configuredEntries(settings: Pick<Settings, 'ALLOWLIST' | 'ALLOWLIST_PATH'>): ConfiguredEntry[] {
  const notes = new Map(settings.ALLOWLIST_PATH.map(({ range, note }) => [range, note]));
  const entry = (range: string, origin: 'environment' | 'file'): [string, ConfiguredEntry] => [
    range,
    { id: idOf(range), range, note: notes.get(range) ?? null, author: null, origin, expiresAt: null },
  ];
  return [
    ...new Map([
      ...settings.ALLOWLIST_PATH.map(({ range }) => entry(range, 'file')),
      ...settings.ALLOWLIST.map(({ range }) => entry(range, 'environment')),
    ]).values(),
  ];
}

/**
 * Makes the stored allowlist hold what the configuration says, beside what the API added. Entries that stay keep their
 * age and their hits; one of the API whose range is now configured becomes the configuration's.
 *
 * Writes only what differs: an ordinary start need not wait for another process that holds the database.
 *
 * @param now UTC milliseconds
 */
export async function synchroniseConfigured(
  manager: EntityManager,
  configured: readonly ConfiguredEntry[],
  now: number,
): Promise<void> {
  const stored = new Map((await manager.find(AllowlistEntry)).map((entry) => [entry.range, entry]));
  const ranges = new Set(configured.map(({ range }) => range));
  const stale = [...stored.values()].filter(({ origin, range }) => origin !== 'api' && !ranges.has(range));
  const changed = configured.filter((entry) => !isStored(entry, stored.get(entry.range)));
  if (stale.length === 0 && changed.length === 0) return;
  await manager.transaction(async (transaction) => {
    for (const { id } of stale) await transaction.delete(AllowlistEntry, { id, origin: Not('api') });
    for (const entry of changed) await store(transaction, entry, now);
  });
}

function isStored(entry: ConfiguredEntry, stored: AllowlistEntry | undefined): boolean {
  return (
    stored !== undefined &&
    (Object.keys(entry) as (keyof ConfiguredEntry)[]).every((property) => entry[property] === stored[property])
  );
}

async function store(manager: EntityManager, entry: ConfiguredEntry, now: number): Promise<void> {
  const created = { ...entry, createdAt: now, hits: 0, lastHitAt: null };
  await manager.createQueryBuilder().insert().into(AllowlistEntry).values(created).orIgnore().execute();
  await manager.update(AllowlistEntry, { range: entry.range }, entry);
}

function idOf(range: string): string {
  return uuidV5(range, ALLOWLIST_NAMESPACE);
}
