import { useState } from 'preact/hooks';
import { formatQuery, parseQuery, QUERY_KEYS } from '../../../src/common/query/query.js';
import type { ParsedQuery, QueryProblem, Searched } from '../../../src/common/query/query.js';
import { routeTo } from '../model/route.js';
import { useTimes } from '../preferences.js';
import { AttackerText } from './attacker-text.js';
import { Icon } from './icon.js';

interface Props {
  /** The list that it stands above. */
  readonly list: Searched;
  readonly params: Readonly<Record<string, string>>;
}

/** What the list shows, as a query that can be changed: `user:root from:183.62.0.0/16 since:2h`. */
export function QueryBar({ list, params }: Props) {
  const { zone } = useTimes();
  const shown = formatQuery(params);
  const [typed, setTyped] = useState({ shown, text: shown });
  const [parsed, setParsed] = useState<ParsedQuery | null>(null);
  // The address has changed by other means: the query follows.
  const text = typed.shown === shown ? typed.text : shown;
  const submit = (event: Event): void => {
    event.preventDefault();
    const query = parseQuery(text, { now: Date.now(), zone });
    setParsed(query);
    if (query.problems.length === 0 && query.on.length > 0) location.hash = queryRoute(query, list, params['range']);
  };
  return (
    <form class="query-bar" role="search" onSubmit={submit}>
      <Icon name="search" />
      <input
        type="search"
        aria-label="Query"
        aria-describedby="query-help"
        placeholder={
          list === 'entries' ? 'user:root from:183.62.0.0/16 since:2h words' : 'from:183.62.0.0/16 severity:high'
        }
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => setTyped({ shown, text: event.currentTarget.value })}
      />
      <button type="submit">Search</button>
      <div id="query-help" class="query-help">
        {parsed !== null && <QueryFaults query={parsed} />}
        <details>
          <summary>What can be asked</summary>
          <ul class="plain">
            {Object.entries(QUERY_KEYS)
              .filter(([, { on }]) => on.includes(list))
              .map(([key, { example }]) => (
                <li key={key}>
                  <code>
                    {key}:{example}
                  </code>
                </li>
              ))}
            {list === 'entries' && <li class="muted">and words that stand in the line</li>}
          </ul>
        </details>
      </div>
    </form>
  );
}

/** Where a query leads: to the list that knows all its keys, the one that is shown first. */
export function queryRoute({ params, on }: ParsedQuery, list: Searched, range: string | undefined): string {
  const hasTime = params['since'] !== undefined || params['until'] !== undefined;
  return routeTo([on.includes(list) ? list : on[0]!], { ...params, ...(hasTime ? {} : { range }) });
}

export function QueryFaults({ query: { problems, on } }: { query: ParsedQuery }) {
  return (
    <div role="alert">
      {problems.map((problem) => (
        <p key={problem.at} class="fault">
          <Fault problem={problem} />
        </p>
      ))}
      {problems.length === 0 && on.length === 0 && (
        <p class="fault">Some of these are of alerts, others of log entries: ask for one of them.</p>
      )}
    </div>
  );
}

function Fault({ problem: { kind, text, suggestion } }: { problem: QueryProblem }) {
  if (kind === 'twice') {
    return (
      <>
        <AttackerText text={text} most={60} /> is asked for a second time.
      </>
    );
  }
  if (kind === 'value') {
    return (
      <>
        <AttackerText text={text} most={60} />{' '}
        {suggestion === null ? (
          'has no value, such as user:root.'
        ) : (
          <>
            has a blank after the colon. Did you mean <AttackerText text={suggestion} most={60} />?
          </>
        )}{' '}
        Put it in quotes to find it in the line.
      </>
    );
  }
  if (kind === 'time') {
    return (
      <>
        <AttackerText text={text} most={60} /> is no time. Such as since:2h or since:"2026-11-29 10:00".
      </>
    );
  }
  return (
    <>
      There is no <AttackerText text={text} most={60} />
      {suggestion === null ? ' Put it in quotes to find it in the line.' : ` Did you mean ${suggestion}: ?`}
    </>
  );
}
