import { useState } from 'preact/hooks';
import { choiceWords, PRESETS, rangeName, rangeParams, shifted, zoomed } from '../model/range.js';
import type { ChosenRange, Params } from '../model/range.js';
import { parseMoment, parseTime } from '../../../src/common/query/time-text.js';
import type { TimeFormats } from '../model/times.js';
import { lengthWords } from '../model/words.js';
import { useTimes } from '../preferences.js';
import { Icon } from './icon.js';
import { Menu } from './menu.js';
import { Time } from './time.js';

type Change = (params: Readonly<Record<string, string | undefined>>) => void;

interface Props {
  readonly params: Params;
  /** What the view shows where its address says nothing: `24h`, `all`. */
  readonly usual: string;
  readonly onChange: Change;
  /** Which time that is, once it is known: it can be moved then. */
  readonly range?: ChosenRange | null;
}

/** Chooses the time that a view is of. */
export function TimePicker({ params, usual, onChange, range = null }: Props) {
  const times = useTimes();
  // Another time is another list: its pages begin anew.
  const choose: Change = (time) =>
    onChange({ range: undefined, since: undefined, until: undefined, cursor: undefined, ...time });
  const label = choiceWords(params, usual) ?? spanWords(params, times);
  return (
    <div class="time-picker" role="group" aria-label="Time">
      {range !== null && <Step name="Earlier" icon="left" onClick={() => choose(rangeParams(shifted(range, -0.5)))} />}
      <Menu
        kind="time-menu"
        label={
          <>
            <Icon name="clock" /> <span>{label}</span> <Icon name="down" />
          </>
        }
      >
        {(close) => (
          <TimeForm
            params={params}
            usual={usual}
            onChange={(time) => {
              // The same time again changes no address.
              close();
              choose(time);
            }}
          />
        )}
      </Menu>
      {range !== null && (
        <>
          <Step name="Later" icon="right" onClick={() => choose(rangeParams(shifted(range, 0.5)))} />
          <Step name="Zoom in" icon="plus" onClick={() => choose(rangeParams(zoomed(range, 0.5)))} />
          <Step name="Zoom out" icon="minus" onClick={() => choose(rangeParams(zoomed(range, 2)))} />
        </>
      )}
    </div>
  );
}

function Step({
  name,
  icon,
  onClick,
}: {
  name: string;
  icon: 'left' | 'right' | 'plus' | 'minus';
  onClick: () => void;
}) {
  return (
    <button type="button" aria-label={name} title={name} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

function TimeForm({ params, usual, onChange }: Props) {
  const times = useTimes();
  const [from, setFrom] = useState(params['since'] ?? '');
  const [to, setTo] = useState(params['until'] ?? '');
  const [isWrong, setWrong] = useState(false);
  const name = rangeName(params, usual);
  const submit = (event: Event): void => {
    event.preventDefault();
    const text = to.trim() === '' ? from : `${from} to ${to}`;
    const typed = parseTime(text, { now: Date.now(), zone: times.zone });
    setWrong(typed === null);
    if (typed !== null) onChange({ ...typed });
  };
  return (
    <div class="time-form">
      <ul class="plain" aria-label="Lengths of time">
        {PRESETS.map(([each, words]) => (
          <li key={each}>
            <button type="button" class="quiet" aria-pressed={name === each} onClick={() => onChange({ range: each })}>
              {words}
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit}>
        <label>
          From
          <input
            value={from}
            placeholder="now-2h"
            autocomplete="off"
            aria-invalid={isWrong}
            aria-describedby="time-help"
            onInput={(event) => setFrom(event.currentTarget.value)}
          />
        </label>
        <label>
          To
          <input
            value={to}
            placeholder="now"
            autocomplete="off"
            aria-invalid={isWrong}
            onInput={(event) => setTo(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary">
          Show
        </button>
        <p id="time-help" class={isWrong ? 'fault' : 'muted'} role={isWrong ? 'alert' : undefined}>
          {isWrong && 'That is no time, or it ends before it begins. '}
          Such as <code>now-2h</code>, <code>7d</code>, <code>yesterday</code> or <code>2026-11-29 10:00</code>, in{' '}
          {times.name}.
        </p>
      </form>
    </div>
  );
}

/** Two moments in words, as far as they can be read. */
function spanWords({ since, until }: Params, times: TimeFormats): string {
  const words = (text: string | undefined, otherwise: string): string => {
    const at = text === undefined ? null : parseMoment(text, { now: Date.now(), zone: 'utc' });
    return at === null || text!.startsWith('now') ? (text ?? otherwise) : times.full(at);
  };
  return `${words(since, 'the beginning')} – ${words(until, 'now')}`;
}

/** Says which time it is, and why. */
export function RangeWords({ range, newest }: { range: ChosenRange; newest: number | null }) {
  const { basis, since, until } = range;
  const why =
    basis === 'newest'
      ? `the end of the log: its newest entry is ${lengthWords(Date.now() - (newest ?? 0))} old`
      : { chosen: lengthWords(until - since), now: 'until now', all: 'all of the log' }[basis];
  return (
    <p class="range-words">
      <Time at={since} /> – <Time at={until} /> {useTimes().shortName} <span class="muted">({why})</span>
    </p>
  );
}
