import type { Schemas } from '@log-analyzer/client';
import type { ComponentChildren } from 'preact';
import { isoTime } from '../model/range.js';
import { routeTo } from '../model/route.js';
import { count, formatNumber } from '../model/words.js';
import { AttackerText } from './attacker-text.js';
import { Time } from './time.js';

type Preview = Schemas['PreviewResultDto'];
type Previewed = Schemas['PreviewedAlertDto'];

/** Which alerts appear, vanish and stay. */
export function PreviewResult({ preview }: { preview: Preview }) {
  const { counts, appear, vanish, stay, wants, entries, entries_since: since, complete } = preview;
  return (
    <>
      <p>
        With <strong>{wants}</strong>: {count(counts.appear, 'alert')} would appear, {formatNumber(counts.vanish)} would
        vanish, {formatNumber(counts.stay)} would stay. {count(entries, 'log entry', 'log entries')} looked at
        {since !== null && (
          <>
            , since <Time at={since} />
          </>
        )}
        .
      </p>
      {!complete && <p class="hint">There are more entries than one preview looks at: these are the newest.</p>}
      <AlertGroup title="Would appear" total={counts.appear} alerts={appear} link={entriesOf} />
      <AlertGroup
        title="Would vanish"
        total={counts.vanish}
        alerts={vanish}
        link={({ id }) => routeTo(['alerts', id])}
      />
      <AlertGroup
        title="Would stay"
        total={counts.stay}
        alerts={stay}
        link={({ id }) => routeTo(['alerts', id])}
        more={(alert) => <Change alert={alert} />}
      />
    </>
  );
}

interface GroupProps<Alert extends Previewed> {
  readonly title: string;
  readonly total: number;
  readonly alerts: readonly Alert[];
  readonly link: (alert: Alert) => string | null;
  readonly more?: (alert: Alert) => ComponentChildren;
}

function AlertGroup<Alert extends Previewed>({ title, total, alerts, link, more }: GroupProps<Alert>) {
  return (
    <section>
      <h3>
        {title} <span class="muted">{formatNumber(total)}</span>
      </h3>
      {total > alerts.length && <p class="muted">The latest {alerts.length} of them.</p>}
      <ul class="plain rows">
        {alerts.map((alert) => {
          const href = link(alert);
          return (
            <li key={alert.id}>
              {href === null ? (
                <Subject alert={alert} />
              ) : (
                <a href={href}>
                  <Subject alert={alert} />
                </a>
              )}
              <span class="muted">
                {' '}
                <Time at={alert.fired_at} /> · {count(alert.attempts, 'attempt')}
              </span>
              {more?.(alert)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Subject({ alert: { group_by: group } }: { alert: Previewed }) {
  const values = Object.values(group);
  return <AttackerText text={values.length === 0 ? 'everything together' : values.join(', ')} most={80} />;
}

/** When it would have fired, where that is another moment. */
function Change({ alert: { fired_at: firedAt, previewed } }: { alert: Schemas['StayingAlertDto'] }) {
  if (previewed.fired_at === firedAt) return null;
  return (
    <span class="muted">
      {' '}
      · would fire <Time at={previewed.fired_at} />
    </span>
  );
}

/** The entries behind an alert that there is not. */
function entriesOf({ group_by: group, first_seen: since, last_seen: last }: Previewed): string | null {
  const address = group['ip_address'] || group['ip_network'];
  const { username, host } = group;
  const filter = {
    ...(address === undefined ? {} : { ip_address: address }),
    ...(username === undefined ? {} : { username }),
    ...(host === undefined ? {} : { host }),
  };
  if (Object.keys(filter).length === 0) return null;
  return routeTo(['entries'], { ...filter, since, until: isoTime(Date.parse(last) + 1) });
}
