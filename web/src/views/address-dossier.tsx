import { dataOf } from '../model/answers.js';
import { countryName, networkWords } from '../model/countries.js';
import { ALL, timeOf } from '../model/range.js';
import { routeTo } from '../model/route.js';
import { useLiveVersion } from '../live.js';
import { BanList } from '../parts/ban-list.js';
import { BlockControl } from '../parts/block-control.js';
import { BlocklistLines } from '../parts/blocklist-lines.js';
import { DossierBody } from '../parts/dossier-body.js';
import { Fact } from '../parts/fact.js';
import { AttackerText, HostLink, UserLink } from '../parts/attacker-text.js';
import { WhenLoaded } from '../parts/loading.js';
import { Ranking } from '../parts/ranking.js';
import { RuleDistances } from '../parts/rule-distances.js';
import { ViewTitle } from '../parts/view-title.js';
import { SeenFacts } from '../parts/seen-facts.js';
import { Time } from '../parts/time.js';
import { useSession } from '../session.js';
import { TimePicker } from '../parts/time-picker.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { timeQuery } from './load-range.js';

/** How many of the newest entries a dossier shows. */
export const NEWEST_ENTRIES = 20;

/** What is known of a source address. */
export function AddressDossier({ address }: { address: string }) {
  const { api } = useSession();
  const [params, change] = useParams();
  const version = useLiveVersion(['alert', 'sources']);
  const loaded = useData(
    async (signal) => {
      const time = await timeQuery(api, params, ALL, signal);
      const path = { ip: address };
      const dossier = await dataOf(api.GET('/ips/{ip}', { params: { path, query: time }, signal }));
      const query = { ip_address: address, sort: '-timestamp' as const, limit: NEWEST_ENTRIES, ...time };
      return { dossier, time, newest: await dataOf(api.GET('/logs', { params: { query }, signal })) };
    },
    JSON.stringify([address, params]),
    version,
  );
  return (
    <>
      <ViewTitle title="Address">
        Address <AttackerText text={address} most={60} />
      </ViewTitle>
      <div class="filters">
        <TimePicker params={params} usual={ALL} onChange={change} />
      </div>
      <WhenLoaded loaded={loaded}>
        {({ dossier, time, newest }) => (
          <>
            <section class="card">
              {dossier.entries === 0 && <p>This address stands in no log entry.</p>}
              <dl class="facts-list">
                <SeenFacts
                  seen={dossier}
                  entries={routeTo(['entries'], { ip_address: address, ...timeOf(params) })}
                  sessions={routeTo(['sessions'], { ip_address: dossier.ip_address })}
                />
                <Fact name="Network">
                  {dossier.network === undefined || dossier.network === null ? (
                    'none'
                  ) : (
                    <a href={routeTo(['networks', dossier.network])}>{dossier.network}</a>
                  )}
                </Fact>
                {dossier.country !== null && (
                  <Fact name="Country">
                    <a href={routeTo(['countries', dossier.country], timeOf(params))}>{countryName(dossier.country)}</a>
                  </Fact>
                )}
                {networkWords(dossier.asn, dossier.network_name) !== null && (
                  <Fact name="Network of">
                    <AttackerText text={networkWords(dossier.asn, dossier.network_name)!} most={120} />
                  </Fact>
                )}
                <Fact name="Allowlist">
                  {dossier.allowlisted ? (
                    <a href={routeTo(['allowlist'])}>covers it: it raises no alert</a>
                  ) : (
                    <a href={routeTo(['allowlist'], { range: dossier.ip_address })}>does not cover it</a>
                  )}
                </Fact>
                {dossier.bans.length > 0 && (
                  <Fact name="Banned by">
                    <BanList bans={dossier.bans} />
                  </Fact>
                )}
                {dossier.penalty !== null && (
                  <Fact name="sshd">
                    {dossier.penalty.until === null ? (
                      <>
                        itself dropped its connections, last at <Time at={dossier.penalty.last_dropped_at} />
                      </>
                    ) : (
                      <>
                        {dossier.penalty.active ? 'itself refuses it until ' : 'itself refused it until '}
                        <Time at={dossier.penalty.until} />
                      </>
                    )}
                    {dossier.penalty.host !== null && (
                      <>
                        {' on '}
                        <HostLink host={dossier.penalty.host} />
                      </>
                    )}
                    {dossier.penalty.reason !== null && <>: {dossier.penalty.reason}</>}
                  </Fact>
                )}
              </dl>
            </section>
            <div class="grid-cards wide">
              <BlockControl address={dossier.ip_address} />
              <BlocklistLines address={dossier.ip_address} />
            </div>
            <DossierBody
              dossier={dossier}
              newest={newest}
              rules={<RuleDistances subject={{ ip: dossier.ip_address }} time={time} version={version} />}
              all={routeTo(['entries'], { ip_address: address, ...timeOf(params) })}
            >
              <Ranking
                title="User names"
                values={dossier.usernames}
                total={dossier.username_count}
                show={(value) => <UserLink name={value} />}
              />
            </DossierBody>
          </>
        )}
      </WhenLoaded>
    </>
  );
}
