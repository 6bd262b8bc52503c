import { useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { routeTo } from '../model/route.js';
import { count, formatNumber } from '../model/words.js';
import { useLiveVersion } from '../live.js';
import { SeverityBadge } from '../parts/badges.js';
import { WhenLoaded } from '../parts/loading.js';
import { useNotices } from '../parts/notices.js';
import { Time } from '../parts/time.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';

/** The detection rules in use, and what they have done. */
export function RulesView() {
  const { api, may } = useSession();
  const { say } = useNotices();
  const [round, setRound] = useState(0);
  const version = useLiveVersion(['alert']) + round;
  const loaded = useData((signal) => dataOf(api.GET('/rules', { signal })), 'rules', version);
  const reload = (): void => {
    dataOf(api.POST('/rules/reload')).then(
      () => {
        say('The rules were read again.');
        setRound((before) => before + 1);
      },
      (error: RequestError) => say(error.message, true),
    );
  };
  return (
    <>
      <ViewTitle title="Rules" />
      {may('admin') && (
        <p>
          <button type="button" onClick={reload}>
            Read the files again
          </button>
        </p>
      )}
      <WhenLoaded loaded={loaded}>
        {(rules) => (
          <ul class="plain rule-list">
            {rules
              .filter((rule) => rule.raises_alerts)
              .map(({ name, title, level, description, counters }) => (
                <li key={name} class="card">
                  <h2>
                    <a href={routeTo(['rules', name])}>{title}</a> <SeverityBadge severity={level} />
                  </h2>
                  <p>{description}</p>
                  <p class="muted">
                    {counters === null ? (
                      'No counters.'
                    ) : (
                      <>
                        {count(counters.fired, 'alert')}; {formatNumber(counters.matched)} of{' '}
                        {count(counters.evaluated, 'entry', 'entries')} matched
                        {counters.last_fired_at !== null && (
                          <>
                            , last <Time at={counters.last_fired_at} />
                          </>
                        )}
                      </>
                    )}
                    {' · '}
                    <a href={routeTo(['alerts'], { rule: name, status: 'all' })}>its alerts</a>
                  </p>
                </li>
              ))}
          </ul>
        )}
      </WhenLoaded>
    </>
  );
}
