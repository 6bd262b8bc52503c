import type { Api, Schemas } from '@log-analyzer/client';
import { useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { routeTo } from '../model/route.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { AttackerText } from './attacker-text.js';
import { WhenLoaded } from './loading.js';
import { useNotices } from './notices.js';
import { Time } from './time.js';

type Decision = Schemas['DecisionDto'];

const SPANS = [
  [60, 'an hour'],
  [240, '4 hours'],
  [1440, 'a day'],
  [10_080, 'a week'],
  [43_200, '30 days'],
] as const;

const ENDS: Readonly<Record<NonNullable<Decision['end_reason']>, string>> = {
  expired: 'its time was over',
  removed: 'somebody ended it',
  false_positive: 'its alert was a false positive',
  allowlisted: 'the allowlist covers it',
  switched_off: 'decisions were switched off',
};

/** Who decided, and why. */
export function DecisionReason({ decision }: { decision: Decision }) {
  const { rule, alert_id: alert, author, note } = decision;
  return (
    <>
      {rule === null ? (
        <>
          by <AttackerText text={author ?? 'somebody'} />
        </>
      ) : (
        <>by {alert === null ? rule : <a href={routeTo(['alerts', alert])}>{rule}</a>}</>
      )}
      {note !== null && (
        <>
          : <AttackerText text={note} most={1_000} />
        </>
      )}
      {decision.simulated && ' (dry run: nobody enforces it)'}
    </>
  );
}

/** Asks for an address to be turned away. @param value what is filled in; empty: the reader writes it */
export function BlockForm({ value: given, onBlocked }: { value: string; onBlocked: () => void }) {
  const { api } = useSession();
  const { say } = useNotices();
  const [value, setValue] = useState(given);
  const [minutes, setMinutes] = useState(240);
  const [note, setNote] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    const body = { value: value.trim(), minutes, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    dataOf(api.POST('/decisions', { body })).then(
      (made) => {
        say(`${made.value} is on the list of whom firewalls turn away.`);
        setNote('');
        setFault(null);
        if (given === '') setValue('');
        onBlocked();
      },
      (error: RequestError) => setFault(error.message),
    );
  };
  return (
    <form class="inline-form" onSubmit={submit}>
      {given === '' && (
        <label>
          Address or range{' '}
          <input
            required
            value={value}
            placeholder="203.0.113.7"
            aria-invalid={fault !== null}
            onInput={(event) => setValue(event.currentTarget.value)}
          />
        </label>
      )}
      <label>
        For{' '}
        <select value={minutes} onChange={(event) => setMinutes(Number(event.currentTarget.value))}>
          {SPANS.map(([length, words]) => (
            <option key={length} value={length}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        Reason <input value={note} maxLength={1000} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
      <button type="submit">Block</button>
      {fault !== null && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}

/** Ends decisions, and says so. */
export function useUnblock(onEnded: () => void): (decision: Decision) => void {
  const { api } = useSession();
  const { say } = useNotices();
  return ({ id, value }) => {
    dataOf(api.DELETE('/decisions/{id}', { params: { path: { id } } })).then(
      () => {
        say(`${value} is on the list no longer.`);
        onEnded();
      },
      (error: RequestError) => say(error.message, true),
    );
  };
}

/** Why alerts about an address do not have it turned away: the reason of the latest, and others once each. */
function WhyNot({ judgements }: { judgements: readonly Schemas['JudgementDto'][] }) {
  const reasons = new Map(
    judgements
      .filter(({ outcome }) => outcome !== 'decides')
      .toReversed()
      .map((each) => [each.explanation, each]),
  );
  if (reasons.size === 0) return null;
  return (
    <ul class="plain rows muted">
      {[...reasons.values()].toReversed().map(({ alert_id: alert, rule, outcome, explanation }) => (
        <li key={explanation}>
          {outcome !== 'off' && (
            <>
              <a href={routeTo(['alerts', alert])}>{rule}</a>:{' '}
            </>
          )}
          {explanation}
        </li>
      ))}
    </ul>
  );
}

/** The firewalls that ask whom to turn away, without those that have stopped. */
export async function askingBouncers(api: Api, signal: AbortSignal): Promise<Schemas['BouncerDto'][]> {
  return (await dataOf(api.GET('/bouncers', { signal }))).filter(({ state }) => state === 'pulling');
}

/** Whether an address is turned away, and was before; for whoever may, a way to change that. */
export function BlockControl({ address, isNamed = false }: { address: string; isNamed?: boolean }) {
  const { api, may } = useSession();
  const [round, setRound] = useState(0);
  const again = (): void => setRound((before) => before + 1);
  const unblock = useUnblock(again);
  const query = { value: address, limit: 6 };
  const loaded = useData(
    async (signal) => {
      const asked = { params: { query: { ip_address: address } }, signal };
      const [decisions, judgements] = await Promise.all([
        dataOf(api.GET('/decisions', { params: { query }, signal })),
        // Alerts are about addresses; of a network, nothing is to be said.
        address.includes('/') ? [] : dataOf(api.GET('/decisions/judgements', asked)),
      ]);
      const isDecided = decisions.some(({ state }) => state === 'active');
      return { decisions, judgements, isEnforced: isDecided && (await askingBouncers(api, signal)).length > 0 };
    },
    `decisions ${address}`,
    round,
  );
  return (
    <section class="card">
      <h2>Blocking{isNamed && ` ${address}`}</h2>
      <WhenLoaded loaded={loaded}>
        {({ decisions, judgements, isEnforced }) => {
          const active = decisions.find(({ state }) => state === 'active');
          const over = decisions.filter(({ state }) => state === 'ended');
          return (
            <>
              {active === undefined ? (
                <>
                  <p>It is not turned away.</p>
                  <WhyNot judgements={judgements} />
                </>
              ) : (
                <p>
                  <strong>{isEnforced ? 'Turned away' : 'To be turned away'}</strong> until <Time at={active.until} />,{' '}
                  <DecisionReason decision={active} />.{' '}
                  {!isEnforced && <strong class="state-waiting">No firewall asks for it: nobody enforces it. </strong>}
                  {may('write') && (
                    <button type="button" class="small" onClick={() => unblock(active)}>
                      Unblock
                    </button>
                  )}
                </p>
              )}
              {active === undefined && may('write') && <BlockForm value={address} onBlocked={again} />}
              {over.length > 0 && (
                <ul class="plain rows muted">
                  {over.map((each) => (
                    <li key={each.id}>
                      From <Time at={each.created_at} /> to <Time at={each.ended_at} />,{' '}
                      <DecisionReason decision={each} />; {each.end_reason === null ? 'over' : ENDS[each.end_reason]}
                    </li>
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </WhenLoaded>
    </section>
  );
}
