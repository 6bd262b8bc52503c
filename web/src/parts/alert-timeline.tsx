import { bars, stepFor } from '../model/bars.js';
import { routeTo } from '../model/route.js';
import type { AlertData } from '../views/load-alert.js';
import type { Mark } from './chart-marks.js';
import { TimeChart } from './time-chart.js';

const MAX_BARS = 90;

/** The course of the attack. */
export function AlertTimeline({ data: { alert, happenings, isComplete } }: { data: AlertData }) {
  if (happenings === null || happenings.length === 0) return null;
  const first = Date.parse(alert.first_seen);
  const end = Math.max(Date.parse(alert.last_seen), ...happenings.map(({ at }) => at), first + 10_000);
  const margin = (end - first) / 30;
  const range = { since: first - margin, until: end + margin };
  const here = routeTo(['alerts', alert.id]);
  const marks: Mark[] = [
    { at: Date.parse(alert.fired_at), kind: alert.severity, label: 'The alert fired', href: here, count: 1 },
  ];
  if (alert.login !== null) {
    const kind = alert.outcome === 'login_succeeded' ? 'break-in' : 'login';
    marks.push({
      at: Date.parse(alert.login.timestamp),
      kind,
      label: 'The login that succeeded',
      href: here,
      count: alert.login_count,
    });
  }
  return (
    <section class="card">
      <h2>Course of the attack</h2>
      {!isComplete && <p class="hint">Shown are the first {happenings.length} log entries of it.</p>}
      <TimeChart
        bars={bars(happenings, range, stepFor(range, MAX_BARS))}
        marks={marks}
        label="What happened during the attack"
      />
    </section>
  );
}
