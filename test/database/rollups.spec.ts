import { RollupCounts } from '../../src/logs/entries/rollup-counts.js';
import { emptyDatabase } from '../support/empty-database.js';

const AT = Date.UTC(2026, 10, 20, 9);

describe('roll-ups', () => {
  it('hold texts once that databases do not tell apart, and nothing is left of what is taken off', async () => {
    const database = await emptyDatabase();
    const entries = ['a\0b', 'a\ufffdb', 'a\ud800b', 'a\ud801b', `${'x'.repeat(199)}😀`, '__proto__', ''].map(
      (name) => ({
        timestamp: AT,
        host: name,
        logType: 'ssh_failed_login',
        ipAddress: '203.0.113.7',
        username: name,
        attempts: 1,
      }),
    );
    for (const sign of [1, -1] as const) {
      const counts = new RollupCounts();
      for (const entry of entries) counts.add(entry, sign);
      await counts.save(database.manager);
      const [row] = await database.query(`SELECT SUM(entries) AS entries FROM rollup_values WHERE kind = 'ip'`);
      expect(Number(row.entries)).toBe(sign === 1 ? entries.length : 0);
      await counts.sweep(database.manager);
    }
    for (const table of ['rollup_counts', 'rollup_values']) {
      const [row] = await database.query(`SELECT COUNT(*) AS number FROM ${table}`);
      expect(Number(row.number)).toBe(0);
    }
    await database.destroy();
  });
});
