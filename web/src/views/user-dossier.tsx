import { dataOf, RequestError } from '../model/answers.js';
import { ALL, timeOf } from '../model/range.js';
import { routeTo } from '../model/route.js';
import { useLiveVersion } from '../live.js';
import { AddressLink, AttackerText } from '../parts/attacker-text.js';
import { DossierBody } from '../parts/dossier-body.js';
import { WhenLoaded } from '../parts/loading.js';
import { Ranking } from '../parts/ranking.js';
import { RuleDistances } from '../parts/rule-distances.js';
import { ViewTitle } from '../parts/view-title.js';
import { SeenFacts } from '../parts/seen-facts.js';
import { useSession } from '../session.js';
import { TimePicker } from '../parts/time-picker.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { timeQuery } from './load-range.js';
import { NEWEST_ENTRIES } from './address-dossier.js';

/** What is known of a user name. */
export function UserDossier({ name }: { name: string }) {
  const { api } = useSession();
  const [params, change] = useParams();
  const version = useLiveVersion(['alert', 'sources']);
  const loaded = useData(
    async (signal) => {
      // An address with these as a part is the address of something else, however they are written.
      if (['', '.', '..'].includes(name)) throw new RequestError(431, 'This user name cannot be a part of an address.');
      const time = await timeQuery(api, params, ALL, signal);
      const dossier = await dataOf(api.GET('/users/{name}', { params: { path: { name }, query: time }, signal }));
      const query = { username: name, sort: '-timestamp' as const, limit: NEWEST_ENTRIES, ...time };
      return { dossier, time, newest: await dataOf(api.GET('/logs', { params: { query }, signal })) };
    },
    JSON.stringify([name, params]),
    version,
  );
  return (
    <>
      <ViewTitle title="User name">
        User <AttackerText text={name} most={120} />
      </ViewTitle>
      <div class="filters">
        <TimePicker params={params} usual={ALL} onChange={change} />
      </div>
      <WhenLoaded loaded={loaded}>
        {({ dossier, time, newest }) => (
          <>
            <section class="card">
              {dossier.entries === 0 && <p>This name stands in no log entry that was looked at.</p>}
              <dl class="facts-list">
                <SeenFacts
                  seen={dossier}
                  entries={routeTo(['entries'], { username: name, ...timeOf(params) })}
                  sessions={routeTo(['sessions'], { username: name })}
                />
              </dl>
            </section>
            <DossierBody
              dossier={dossier}
              newest={newest}
              rules={<RuleDistances subject={{ name }} time={time} version={version} />}
              all={routeTo(['entries'], { username: name, ...timeOf(params) })}
            >
              <Ranking
                title="Source addresses"
                values={dossier.ip_addresses}
                total={dossier.ip_address_count}
                show={(value) => <AddressLink address={value} />}
              />
            </DossierBody>
          </>
        )}
      </WhenLoaded>
    </>
  );
}
