import type { Api, Schemas } from '@log-analyzer/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { useSession } from '../session.js';
import { AttackerText } from './attacker-text.js';

type Notification = Schemas['NotificationDto'];

/** How often what became of it is asked for, and how many times: a delivery may take some 20 seconds. */
const ASK_AGAIN_MS = 700;
const MAX_ASKED = 60;

type State =
  | { readonly kind: 'none' | 'sending' }
  | { readonly kind: 'fault'; readonly words: string }
  | { readonly kind: 'known'; readonly sent: readonly Notification[]; readonly isOver: boolean };

interface Props {
  readonly channel: Pick<Schemas['ChannelDto'], 'name'>;
  /** Called when it is known what became of it. */
  readonly onDone?: () => void;
}

/** Sends a test message by a channel, and says on the spot whether it arrived, and if not, why. */
export function ChannelTest({ channel: { name }, onDone }: Props) {
  const { api, may } = useSession();
  const [state, setState] = useState<State>({ kind: 'none' });
  const ending = useRef<AbortController | null>(null);
  useEffect(() => () => ending.current?.abort(), []);
  const isSending = state.kind === 'sending' || (state.kind === 'known' && !state.isOver);
  const mayTest = may('write');
  const test = (): void => {
    ending.current?.abort();
    const { signal } = (ending.current = new AbortController());
    setState({ kind: 'sending' });
    follow(api, name, signal, (sent, isOver) => setState({ kind: 'known', sent, isOver })).then(
      () => signal.aborted || onDone?.(),
      (error: RequestError) => signal.aborted || setState({ kind: 'fault', words: error.message }),
    );
  };
  return (
    <div class="channel-test">
      <button type="button" disabled={!mayTest || isSending} aria-describedby={`test-${name}`} onClick={test}>
        Send a test message<span class="unseen"> by {name}</span>
      </button>
      <div id={`test-${name}`} role="status">
        {!mayTest && <span class="muted">It takes a key that may write.</span>}
        {state.kind === 'sending' && <span class="muted">Sending …</span>}
        {state.kind === 'fault' && <span class="fault">{state.words}</span>}
        {state.kind === 'known' && (
          <ul class="plain">
            {state.sent.map((each) => (
              <li key={each.id}>
                <Result notification={each} isOver={state.isOver} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Result({ notification: { receiver, state, last_error: error }, isOver }: ResultProps) {
  const to = <AttackerText text={receiver} most={80} />;
  if (state === 'delivered') return <span class="state-good">Delivered to {to}.</span>;
  if (error === null && state === 'pending') {
    return isOver ? (
      <span class="state-waiting">Not yet delivered to {to}; see Notifications.</span>
    ) : (
      <span class="muted">Sending to {to} …</span>
    );
  }
  return (
    <span class="state-bad">
      Not delivered to {to}
      {state === 'pending' ? ', and tried again: ' : ': '}
      <AttackerText text={error ?? 'it was given up'} most={300} />
    </span>
  );
}

interface ResultProps {
  readonly notification: Notification;
  readonly isOver: boolean;
}

/** Sends it, and looks until each message has arrived or has failed once. */
async function follow(
  api: Api,
  name: string,
  signal: AbortSignal,
  show: (sent: readonly Notification[], isOver: boolean) => void,
): Promise<void> {
  let sent: readonly Notification[] = await dataOf(
    api.POST('/channels/{name}/test', { params: { path: { name } }, signal }),
  );
  for (let asked = 0; asked < MAX_ASKED && sent.some(isOpen); asked++) {
    show(sent, false);
    await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
    sent = await Promise.all(
      sent.map((each) =>
        isOpen(each)
          ? dataOf(api.GET('/notifications/{id}', { params: { path: { id: each.id } }, signal }))
          : Promise.resolve(each),
      ),
    );
  }
  show(sent, true);
}

function isOpen({ state, last_error: error }: Notification): boolean {
  return state === 'pending' && error === null;
}
