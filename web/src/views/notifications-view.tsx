import { useState } from 'preact/hooks';
import type { Api, Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { count } from '../model/words.js';
import { useLiveVersion } from '../live.js';
import { AttackerText } from '../parts/attacker-text.js';
import { SeverityBadge } from '../parts/badges.js';
import { ChannelTest } from '../parts/channel-test.js';
import { Fact } from '../parts/fact.js';
import { WhenLoaded } from '../parts/loading.js';
import { NotificationList } from '../parts/notification-list.js';
import { Time } from '../parts/time.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { TimePicker } from '../parts/time-picker.js';
import { ALL } from '../model/range.js';
import type { Params } from '../model/range.js';
import { useParams } from '../use-route.js';
import { timeQuery } from './load-range.js';

const STATES = ['pending', 'delivered', 'failed'] as const;

type State = (typeof STATES)[number];

/** The notifications about alerts, and whether they arrived. */
export function NotificationsView() {
  const { api } = useSession();
  const [params, change] = useParams();
  const [round, setRound] = useState(0);
  const version = useLiveVersion(['alert']) + round;
  const state = STATES.find((each) => each === params['state']);
  const loaded = useData((signal) => load(api, params, state, signal), JSON.stringify(params), version);
  const again = (): void => setRound((before) => before + 1);
  return (
    <>
      <ViewTitle title="Notifications" />
      <WhenLoaded loaded={loaded}>
        {({ channels, notifications }) => (
          <>
            {channels.length === 0 ? (
              <p class="empty warn">
                No one is notified: no channel is set up. Set <code>SENDER_EMAIL</code>, <code>RECEIVER_EMAIL</code> and{' '}
                <code>EMAIL_PASSWORD</code>, or another channel (docs/notifications.md).
              </p>
            ) : (
              <div class="grid-cards">
                {channels.map((channel) => (
                  <ChannelCard key={channel.name} channel={channel} onChange={again} />
                ))}
              </div>
            )}
            <section class="card">
              <h2>Sent and waiting</h2>
              <div class="filters">
                <TimePicker params={params} usual={ALL} onChange={change} />
                <label>
                  State{' '}
                  <select value={state ?? ''} onChange={(event) => change({ state: event.currentTarget.value })}>
                    <option value="">any</option>
                    {STATES.map((each) => (
                      <option key={each} value={each}>
                        {each}
                      </option>
                    ))}
                  </select>
                </label>
              </div>
              {notifications.length === 0 && <p class="muted">None.</p>}
              <NotificationList notifications={notifications} onChange={again} />
            </section>
          </>
        )}
      </WhenLoaded>
    </>
  );
}

async function load(api: Api, params: Params, state: State | undefined, signal: AbortSignal) {
  const time = await timeQuery(api, params, ALL, signal);
  const [channels, notifications] = await Promise.all([
    dataOf(api.GET('/channels', { signal })),
    dataOf(
      api.GET('/notifications', {
        params: { query: { limit: 100, ...time, ...(state === undefined ? {} : { state: [state] }) } },
        signal,
      }),
    ),
  ]);
  return { channels, notifications };
}

function ChannelCard({ channel, onChange }: { channel: Schemas['ChannelDto']; onChange: () => void }) {
  const { name, type, receivers, min_severity: least, pending, failed, waiting_alerts: waiting } = channel;
  return (
    <section class="card">
      <h2>
        {name} <span class="muted">{type}</span>
      </h2>
      <dl class="facts-list">
        <Fact name="To">{receivers.join(', ')}</Fact>
        <Fact name="From severity">
          <SeverityBadge severity={least} />
        </Fact>
        <Fact name="Waiting">
          {count(pending, 'notification')}
          {waiting > 0 && `, ${count(waiting, 'alert')} for a digest`}
        </Fact>
        <Fact name="Failed">
          <span class={failed > 0 ? 'state-bad' : undefined}>{failed}</span>
        </Fact>
        <Fact name="Last delivered">
          <Time at={channel.last_delivered_at} />
        </Fact>
      </dl>
      {channel.last_error !== null && (
        <p class="fault">
          <AttackerText text={channel.last_error} most={300} />
        </p>
      )}
      <ChannelTest channel={channel} onDone={onChange} />
    </section>
  );
}
