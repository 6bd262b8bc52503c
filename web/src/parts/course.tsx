import type { Schemas } from '@log-analyzer/client';
import { bars } from '../model/bars.js';
import type { Happening } from '../model/bars.js';
import { routeTo } from '../model/route.js';
import type { Mark } from './chart-marks.js';
import { TimeChart } from './time-chart.js';
import { Time } from './time.js';

interface Props {
  readonly course: Schemas['ActivityDto'];
  /** Decisions about who took part: what came after them is seen. */
  readonly decisions: readonly Schemas['DecisionDto'][];
  /** Whether a login on it is a break-in. */
  readonly outcome: Schemas['AlertOutcome'];
  /** Where marks lead that are no alerts. */
  readonly here: string;
  readonly label: string;
}

/** The course of an attack, with what those who took part did before and after it. */
export function Course({ course, decisions, outcome, here, label }: Props) {
  const range = { since: Date.parse(course.since), until: Date.parse(course.until) };
  const happenings = course.parts.map(({ start, attempts, logins, probes, refused }): Happening => ({
    at: Date.parse(start),
    amounts: { failed: attempts, login: logins, probe: probes, refused },
  }));
  const marks = [
    ...course.markers.map((marker) => markOf(marker, outcome, here)),
    ...decisions.map(({ created_at: at, rule, author, until }): Mark => ({
      at: Date.parse(at),
      kind: 'block',
      label: `Turned away from here on, by ${rule ?? author ?? 'somebody'}, until ${until}`,
      href: routeTo(['blocking']),
      count: 1,
    })),
  ].filter(({ at }) => at >= range.since && at < range.until);
  return (
    <section class="card">
      <h2>Course of the attack</h2>
      {!course.examined.complete && course.examined.since !== null && (
        <p class="hint">
          There are too many log entries to show all: these are the newest, since <Time at={course.examined.since} />.
        </p>
      )}
      <TimeChart bars={bars(happenings, range, course.step_seconds * 1000)} marks={marks} label={label} />
    </section>
  );
}

function markOf(
  { at, kind, label, alert_id: id, severity }: Schemas['TimelineMarkerDto'],
  outcome: Schemas['AlertOutcome'],
  here: string,
): Mark {
  const login = outcome === 'login_succeeded' ? 'break-in' : 'login';
  return {
    at: Date.parse(at),
    kind: kind === 'fired' ? (severity ?? 'medium') : kind === 'login' ? login : 'block',
    label: kind === 'fired' ? `Alert: ${label}` : label,
    href: id === null ? here : routeTo(['alerts', id]),
    count: 1,
  };
}
