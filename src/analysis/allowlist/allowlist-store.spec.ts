import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../database/data-source.js';
import { AllowlistEntry } from './allowlist-entry.entity.js';
import { addHits, configuredEntries, loadAllowlist, synchroniseConfigured } from './allowlist-store.js';

const NOW = Date.UTC(2026, 10, 21, 12);

describe('the stored allowlist', () => {
  let database: DataSource;

  const configure = (...ranges: string[]) => {
    const ALLOWLIST = ranges.map((range) => ({ range, note: null }));
    return synchroniseConfigured(database.manager, configuredEntries({ ALLOWLIST, ALLOWLIST_PATH: [] }), NOW);
  };
  const stored = (range: string) => database.manager.findOneByOrFail(AllowlistEntry, { range });
  const changes = async () => (await database.query('SELECT total_changes() AS changes'))[0].changes;

  beforeEach(async () => {
    database = await new DataSource(await dataSourceOptions({ kind: 'sqlite', path: ':memory:' })).initialize();
    await database.runMigrations();
  });

  afterEach(() => database.destroy());

  it('is loaded with its ids and its ends', async () => {
    await configure('192.0.2.0/24', '2001:db8::/32');
    const { id } = await stored('192.0.2.0/24');
    await database.manager.update(AllowlistEntry, { id }, { expiresAt: NOW });
    const allowlist = await loadAllowlist(database.manager);
    expect(allowlist.find('192.0.2.7', NOW - 1)).toBe(id);
    expect(allowlist.find('192.0.2.7', NOW)).toBeNull();
    expect(allowlist.find('2001:db8::7', NOW)).toBe((await stored('2001:db8::/32')).id);
  });

  it('adds hits up, and keeps the time of the newest', async () => {
    await configure('192.0.2.7', '192.0.2.8');
    const { id } = await stored('192.0.2.7');
    for (const [hits, lastHitAt] of [
      [2, NOW],
      [3, NOW - 1000],
      [1, NOW + 1000],
    ] as const) {
      await addHits(database.manager, new Map([[id, { hits, lastHitAt }]]));
      expect((await stored('192.0.2.7')).lastHitAt).toBe(Math.max(NOW, lastHitAt));
    }
    expect(await stored('192.0.2.7')).toMatchObject({ hits: 6 });
    expect(await stored('192.0.2.8')).toMatchObject({ hits: 0, lastHitAt: null });
  });

  it('passes over hits of an entry that was removed', async () => {
    await expect(addHits(database.manager, new Map([['gone', { hits: 1, lastHitAt: NOW }]]))).resolves.toBeUndefined();
  });

  it('keeps the hits of an entry that stays configured', async () => {
    await configure('192.0.2.7');
    const { id } = await stored('192.0.2.7');
    await addHits(database.manager, new Map([[id, { hits: 5, lastHitAt: NOW }]]));
    await configure('192.0.2.7', '192.0.2.8');
    expect(await stored('192.0.2.7')).toMatchObject({ id, hits: 5, lastHitAt: NOW });
  });

  it('writes nothing when the configuration is what is stored', async () => {
    await configure('192.0.2.7', '2001:db8::/32');
    const before = await changes();
    await configure('192.0.2.7', '2001:db8::/32');
    expect(await changes()).toBe(before);
  });
});
