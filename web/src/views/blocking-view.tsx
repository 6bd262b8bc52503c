import { useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import { count } from '../model/words.js';
import { AddressLink, AttackerText } from '../parts/attacker-text.js';
import { BlockForm, DecisionReason, useUnblock } from '../parts/block-control.js';
import { WhenLoaded } from '../parts/loading.js';
import { Time } from '../parts/time.js';
import { ViewTitle } from '../parts/view-title.js';
import { useLiveVersion } from '../live.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';

const MOST = 500;

/** What firewalls are told to turn away, and who asks for it. */
export function BlockingView() {
  const { api, may } = useSession();
  const version = useLiveVersion(['alert']);
  const [round, setRound] = useState(0);
  const again = (): void => setRound((before) => before + 1);
  const unblock = useUnblock(again);
  const loaded = useData(
    async (signal) => {
      const query = { state: 'active' as const, limit: MOST };
      const decisions = await dataOf(api.GET('/decisions', { params: { query }, signal }));
      return { decisions, bouncers: await dataOf(api.GET('/bouncers', { signal })) };
    },
    'blocking',
    version + round,
  );
  return (
    <>
      <ViewTitle title="Blocking" />
      <p>What firewalls are told to turn away. The service turns nobody away itself: bouncers ask for this list.</p>
      {may('write') && (
        <section class="card">
          <h2>Block</h2>
          <BlockForm value="" onBlocked={again} />
        </section>
      )}
      <WhenLoaded loaded={loaded}>
        {({ decisions, bouncers }) => (
          <>
            <section class="card">
              <h2>Active decisions</h2>
              <p>{decisions.length === MOST ? `The latest ${MOST}.` : `${count(decisions.length, 'decision')}.`}</p>
              <ul class="plain rows">
                {decisions.map((decision) => (
                  <li key={decision.id}>
                    {decision.scope === 'ip' ? (
                      <AddressLink address={decision.value} />
                    ) : (
                      <strong class="address">{decision.value}</strong>
                    )}{' '}
                    <span class="muted">
                      since <Time at={decision.created_at} /> until <Time at={decision.until} />,{' '}
                      <DecisionReason decision={decision} />
                    </span>{' '}
                    {may('write') && (
                      <button
                        type="button"
                        class="small"
                        aria-label={`Unblock ${decision.value}`}
                        onClick={() => unblock(decision)}
                      >
                        Unblock
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            </section>
            <section class="card">
              <h2>Bouncers</h2>
              {bouncers.length === 0 && <p class="muted">None has ever asked: nobody enforces these decisions.</p>}
              <ul class="plain rows">
                {bouncers.map((bouncer) => (
                  <li key={`${bouncer.name} ${bouncer.ip_address}`}>
                    <strong>
                      <AttackerText text={bouncer.type ?? 'unknown'} />
                    </strong>{' '}
                    {bouncer.state === 'stopped' && <span class="badge">stopped</span>}{' '}
                    <span class="muted">
                      {bouncer.version !== null && (
                        <>
                          <AttackerText text={bouncer.version} /> ·{' '}
                        </>
                      )}
                      {bouncer.name !== '' && <>key {bouncer.name} · </>}
                      from {bouncer.ip_address}
                      {bouncer.last_pull_at !== null && (
                        <>
                          {' '}
                          · asked last <Time at={bouncer.last_pull_at} />
                        </>
                      )}
                      {Object.entries(bouncer.dropped).map(([unit, number]) => (
                        <span key={unit}> · {count(number, unit)} turned away</span>
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </WhenLoaded>
    </>
  );
}
