import type { WeeklySummary } from '../../src/notification/weekly/weekly-summary.js';

const UNTIL = Date.UTC(2026, 10, 30, 7);
const WEEK = 7 * 86_400_000;

/** A quiet week, unless the test says otherwise. */
export function weeklySummary(changes: Partial<WeeklySummary> = {}): WeeklySummary {
  return {
    since: UNTIL - WEEK,
    until: UNTIL,
    timeZone: 'Europe/Berlin',
    subject: 'quiet',
    verdict: 'Quiet: no failed attempts.',
    isAlarming: false,
    figures: [{ label: 'Failed attempts', value: '0', before: '0' }],
    sources: [],
    news: [],
    open: [],
    openCount: '0',
    cautions: [],
    ...changes,
  };
}

/** A week in which somebody got in. */
export function badWeek(changes: Partial<WeeklySummary> = {}): WeeklySummary {
  return weeklySummary({
    subject: 'THEY GOT IN, 12 incidents that nobody looked at',
    verdict: 'They got in: 1 login of attackers, the latest deploy from 203.0.113.7 at 2026-11-26 09:13:40 UTC.',
    isAlarming: true,
    figures: [
      { label: 'Logins of attackers', value: '1', before: '0' },
      { label: 'Incidents', value: '31', before: '24' },
      { label: 'Failed attempts', value: '18,204', before: '9,377' },
      { label: 'Addresses they came from', value: 'at least 1,204', before: '811' },
    ],
    sources: [
      { address: '203.0.113.7', attempts: '4,201' },
      { address: '2001:db8:85a3:8d3:1319:8a2e:370:7348', attempts: '980' },
    ],
    news: [
      {
        words: 'deploy logged in from 203.0.113.7 on web-1 for the first time, by password, after 287 failed attempts',
        route: '/sessions/5c0a8b0e-3f2d-5a67-8f5e-0d7c0a5b9a11',
      },
      { words: 'First lines of the host web-3', route: '/hosts/web-3' },
    ],
    open: [
      {
        id: 'e772c04b-6658-5a62-93a0-d707fa02dba3',
        severity: 'critical',
        headline: '203.0.113.7 got in as deploy',
      },
      {
        id: '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11',
        severity: 'high',
        headline: '198.51.100.14: 321 attempts on root and 9 other names',
      },
      { id: '1c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f12', severity: 'low', headline: '192.0.2.9: probes' },
    ],
    openCount: '12',
    ...changes,
  });
}
