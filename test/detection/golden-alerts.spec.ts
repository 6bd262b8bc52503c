import { readFileSync, writeFileSync } from 'node:fs';
import { WRITES_FIXTURES } from '../parsing/golden.js';
import {
  SHIPPED_RULES,
  expectedAlerts,
  goldenLogs,
  logPath,
  shippedAlerts,
  writeExpectedAlerts,
} from './golden-alerts.js';
import { goldenCases } from './golden-cases.js';

const CASES = goldenCases();
if (WRITES_FIXTURES) for (const { name, lines } of CASES) writeFileSync(logPath(name), textOf(lines));

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

describe('golden detection logs', () => {
  it.each(goldenLogs())('$name', async ({ name, rule, fires }) => {
    const alerts = await shippedAlerts(logPath(name));
    if (WRITES_FIXTURES) writeExpectedAlerts(name, alerts);
    expect(alerts.some((alert) => alert.rule === rule)).toBe(fires);
    expect(alerts).toEqual(expectedAlerts(name));
  });

  it.each(CASES)('$name is what its function writes', ({ name, lines }) => {
    expect(readFileSync(logPath(name), 'utf8')).toBe(textOf(lines));
  });

  it('show of every rule that raises alerts when it does, and when it does not', () => {
    const logs = goldenLogs();
    const shown = (fires: boolean): string[] => [
      ...new Set(logs.flatMap((log) => (log.fires === fires ? [log.rule] : []))),
    ];
    const raising = SHIPPED_RULES.flatMap(({ name, raisesAlerts }) => (raisesAlerts ? [name] : [])).sort();
    expect(shown(true).sort()).toEqual(raising);
    expect(shown(false).sort()).toEqual(raising);
  });
});
