import type { Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { routeTo } from '../model/route.js';
import { count } from '../model/words.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { AlertLines } from './alert-lines.js';
import { WhenLoaded } from './loading.js';
import { Time } from './time.js';

type Distance = Schemas['RuleDistanceDto'];

interface Props {
  readonly subject: { readonly ip: string } | { readonly name: string };
  /** As the API takes it. */
  readonly time: { readonly since?: string; readonly until?: string };
  readonly version: number;
}

/** Why there is an alert, and why not: how near each rule came, and what stopped it. */
export function RuleDistances({ subject, time, version }: Props) {
  const { api } = useSession();
  const loaded = useData(
    (signal) =>
      'ip' in subject
        ? dataOf(api.GET('/ips/{ip}/rules', { params: { path: subject, query: time }, signal }))
        : dataOf(api.GET('/users/{name}/rules', { params: { path: subject, query: time }, signal })),
    JSON.stringify([subject, time]),
    version,
  );
  return (
    <section class="card distances">
      <h2>Why, and why not</h2>
      <WhenLoaded loaded={loaded}>{(answer) => <Answer answer={answer} />}</WhenLoaded>
    </section>
  );
}

function Answer({ answer: { rules, examined } }: { answer: Schemas['RuleDistancesDto'] }) {
  const quiet = rules.filter(({ stopped_by: stopped }) => stopped === 'nothing_seen');
  const seen = rules.filter((rule) => !quiet.includes(rule));
  return (
    <>
      {!examined.complete && examined.since !== null && (
        <p class="hint">
          Of the newest entries only, since <Time at={examined.since} />.
        </p>
      )}
      {rules.length === 0 && <p class="muted">No rule in use can be about this.</p>}
      <ul class="plain rows">
        {seen.map((rule) => (
          <li key={rule.rule}>
            <DistanceLine distance={rule} />
          </li>
        ))}
      </ul>
      {quiet.length > 0 && (
        <details>
          <summary>{count(quiet.length, 'rule')} saw nothing that they look for</summary>
          <ul class="plain rows">
            {quiet.map(({ rule, title, wants }) => (
              <li key={rule}>
                <a href={routeTo(['rules', rule])}>{title}</a> <span class="muted">{wants?.words}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function DistanceLine({ distance }: { distance: Distance }) {
  const { rule, title, wants, best, with_allowlisted: covered, stopped_by: stopped, sentence, alerts } = distance;
  const at = (stopped === 'allowlist' ? covered : best)?.at;
  return (
    <>
      {wants === null ? <strong>{title}</strong> : <a href={routeTo(['rules', rule])}>{title}</a>}{' '}
      {wants !== null && <Share seen={best?.seen ?? 0} threshold={wants.threshold} />}
      <p class="sentence">
        {sentence}
        {at !== undefined && (
          <span class="muted">
            {' '}
            At <Time at={at} />.
          </span>
        )}{' '}
        {distance.covered_by !== null && <a href={routeTo(['allowlist'])}>See the allowlist</a>}
      </p>
      {alerts.length > 0 && <AlertLines alerts={alerts} />}
      {distance.alert_count > alerts.length && (
        <p class="muted">
          {count(distance.alert_count, 'alert')}
          {distance.alert_count_is_least && ' or more'}; the newest are named.
        </p>
      )}
    </>
  );
}

/** How much of the threshold was seen, as a bar. */
function Share({ seen, threshold }: { seen: number; threshold: number }) {
  const width = Math.min(100, (100 * seen) / threshold);
  return (
    <svg class={seen >= threshold ? 'share reached' : 'share'} aria-hidden="true" width="80" height="8">
      <rect class="whole" width="80" height="8" rx="4" />
      <rect width={(80 * width) / 100} height="8" rx="4" />
    </svg>
  );
}
