import type { Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { routeTo } from '../model/route.js';
import { count } from '../model/words.js';
import { useSession } from '../session.js';
import { AttackerText } from './attacker-text.js';
import { useNotices } from './notices.js';
import { Time } from './time.js';

type Notification = Schemas['NotificationDto'];

interface Props {
  readonly notifications: readonly Notification[];
  readonly onChange: () => void;
}

/** What was notified, to whom, and whether it arrived. */
export function NotificationList({ notifications, onChange }: Props) {
  const { api, may } = useSession();
  const { say } = useNotices();
  const retry = (id: string): void => {
    dataOf(api.POST('/notifications/{id}/retry', { params: { path: { id } } })).then(
      () => {
        say('It is tried again.');
        onChange();
      },
      (error: RequestError) => say(error.message, true),
    );
  };
  return (
    <ul class="plain rows">
      {notifications.map((each) => (
        <li key={each.id}>
          <span class={stateClass(each.state)}>{each.state.replaceAll('_', ' ')}</span>{' '}
          <strong>{each.reason.replaceAll('_', ' ')}</strong> by {each.channel} to{' '}
          <AttackerText text={each.receiver} most={80} /> · <Time at={each.created_at} />
          {each.tries > 0 && ` · ${count(each.tries, 'try', 'tries')}`}
          {each.alert_ids.length > 0 && (
            <>
              {' · '}
              <a href={routeTo(['alerts', each.alert_ids[0]!])}>
                {each.alert_count === 1 ? 'alert' : `first of ${count(each.alert_count, 'alert')}`}
              </a>
            </>
          )}
          {each.last_error !== null && (
            <span class="fault">
              {' '}
              <AttackerText text={each.last_error} most={300} />
            </span>
          )}
          {each.state === 'failed' && may('write') && (
            <button type="button" class="small" onClick={() => retry(each.id)}>
              Try again
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function stateClass(state: Notification['state']): string {
  if (state === 'delivered') return 'state-good';
  return state === 'failed' ? 'state-bad' : 'state-waiting';
}
