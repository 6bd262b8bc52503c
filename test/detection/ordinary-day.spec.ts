import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEVERITIES } from '../../src/alerts/lifecycle/alert-terms.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { shippedAlerts } from './golden-alerts.js';
import type { AlertDto } from '../../src/alerts/alert.dto.js';
import { ordinaryDay } from './ordinary-day.js';

/** How many days are tried; `npm run soak -- days` tries 200. */
const DAYS = Number(process.env['SOAK_DAYS'] ?? 5);
const SEED = Number(process.env['SOAK_SEED'] ?? 1);

function isGrave({ severity }: AlertDto): boolean {
  return SEVERITIES.indexOf(severity) > SEVERITIES.indexOf('low');
}

describe('an ordinary day of a busy server', () => {
  const folder = temporaryFolder();

  /** The alerts above low of a day. */
  async function graveAlerts(seed: number): Promise<object[]> {
    const path = join(folder(), 'auth.log');
    writeFileSync(
      path,
      ordinaryDay(seed)
        .map((line) => `${line}\n`)
        .join(''),
    );
    const alerts = await shippedAlerts(path);
    return alerts.flatMap((alert) => (isGrave(alert) ? [{ seed, ...alert }] : []));
  }

  it('raises no alert above low, or on one day in fifty at most', async () => {
    const days: object[][] = [];
    for (let day = 0; day < DAYS; day++) days.push(await graveAlerts(SEED + day));
    const loud = days.filter((alerts) => alerts.length > 0);
    if (loud.length > 0) console.log(`${loud.length} of ${DAYS} days: ${JSON.stringify(loud, null, 2)}`);
    expect(loud.slice(Math.floor(DAYS / 50))).toEqual([]);
  }, 3_600_000);

  it('has the failures of an ordinary day, so that silence means something', () => {
    const failed = ordinaryDay(SEED).filter((line) => line.includes('Failed password'));
    expect(failed.length).toBeGreaterThan(150);
    expect(failed.filter((line) => line.includes('from 198.51.100.10 ')).length).toBeGreaterThan(30);
  });
});
