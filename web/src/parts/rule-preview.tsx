import type { Schemas } from '@log-analyzer/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { WINDOW_STEPS, WINDOW_UNITS, secondsOf, stepNearest, unitOf } from '../model/windows.js';
import type { WindowUnit } from '../model/windows.js';
import { exactLengthWords } from '../model/words.js';
import { useSession } from '../session.js';
import { PreviewResult } from './preview-result.js';

type Preview = Schemas['PreviewResultDto'];

const TIMES = [
  ['', 'all of the log'],
  ['24h', 'the last 24 hours'],
  ['7d', 'the last 7 days'],
  ['30d', 'the last 30 days'],
] as const;

/** What was asked for last. */
type State =
  | { readonly kind: 'none' | 'running' | 'cancelled' }
  | { readonly kind: 'done'; readonly preview: Preview }
  | { readonly kind: 'failed'; readonly reason: string };

/** Which alerts would appear and vanish if the threshold or the window of a rule were another. */
export function RulePreview({ rule: { name, wants } }: { rule: Schemas['RuleWithSourceDto'] }) {
  const { api } = useSession();
  const [threshold, setThreshold] = useState(wants.threshold);
  const [seconds, setSeconds] = useState(wants.timespan_seconds ?? 60);
  const [since, setSince] = useState('');
  const [state, setState] = useState<State>({ kind: 'none' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  if (wants.type === 'event') {
    return (
      <section class="card">
        <h2>What if</h2>
        <p class="muted">One log entry is enough for this rule: there is no threshold to change.</p>
      </section>
    );
  }
  const counts = !wants.type.startsWith('temporal');
  const cancel = (): void => {
    running.current?.abort();
    setState({ kind: 'cancelled' });
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    running.current?.abort();
    const asked = new AbortController();
    running.current = asked;
    setState({ kind: 'running' });
    const body = { rule: name, timespan_seconds: seconds, ...(counts ? { threshold } : {}) };
    const query = since === '' ? {} : { since };
    dataOf(api.POST('/rules/preview', { body, params: { query }, signal: asked.signal })).then(
      (preview) => {
        if (!asked.signal.aborted) setState({ kind: 'done', preview });
      },
      (error: RequestError) => {
        if (!asked.signal.aborted) setState({ kind: 'failed', reason: error.message });
      },
    );
  };
  return (
    <section class="card preview">
      <h2>What if</h2>
      <p>
        Now it asks for {wants.words}. See which alerts another limit would raise over the entries that are stored;
        nothing is changed.
      </p>
      <form onSubmit={submit}>
        {counts && <Threshold value={threshold} usual={wants.threshold} unit={wants.unit} onChange={setThreshold} />}
        <Window seconds={seconds} onChange={setSeconds} />
        <label>
          Of{' '}
          <select value={since} onChange={(event) => setSince(event.currentTarget.value)}>
            {TIMES.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <p class="buttons">
          <button type="submit" class="primary">
            Preview
          </button>{' '}
          {state.kind === 'running' && (
            <button type="button" onClick={cancel}>
              Cancel
            </button>
          )}
        </p>
      </form>
      <div aria-live="polite">
        {state.kind === 'running' && <p>Looking at the stored entries…</p>}
        {state.kind === 'cancelled' && <p class="muted">Cancelled.</p>}
        {state.kind === 'failed' && (
          <p class="fault" role="alert">
            {state.reason}
          </p>
        )}
        {state.kind === 'done' && <PreviewResult preview={state.preview} />}
      </div>
    </section>
  );
}

interface ThresholdProps {
  readonly value: number;
  readonly usual: number;
  readonly unit: string;
  readonly onChange: (value: number) => void;
}

function Threshold({ value, usual, unit, onChange }: ThresholdProps) {
  const change = (text: string): void => {
    const number = Math.round(Number(text));
    if (number >= 1) onChange(number);
  };
  return (
    <fieldset>
      <legend>Threshold</legend>
      <label>
        <span class="unseen">Threshold, </span>
        <input
          type="number"
          min={1}
          max={1_000_000}
          required
          value={value}
          onInput={(event) => change(event.currentTarget.value)}
        />{' '}
        {unit}
      </label>
      <input
        type="range"
        aria-label="Threshold, as a slider"
        min={1}
        max={Math.max(20, usual * 3)}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </fieldset>
  );
}

function Window({ seconds, onChange }: { seconds: number; onChange: (seconds: number) => void }) {
  const [unit, setUnit] = useState<WindowUnit>(unitOf(seconds));
  const change = (text: string, inUnit = unit): void => {
    const number = Math.round(Number(text));
    if (number >= 1) onChange(secondsOf(number, inUnit));
  };
  const number = seconds / secondsOf(1, unit);
  const slide = (step: number): void => {
    const length = WINDOW_STEPS[step]!;
    setUnit(unitOf(length));
    onChange(length);
  };
  return (
    <fieldset>
      <legend>Window</legend>
      <span class="length">
        <input
          type="number"
          aria-label="Window"
          min={1}
          max={2_592_000 / secondsOf(1, unit)}
          required
          value={number}
          onInput={(event) => change(event.currentTarget.value)}
        />{' '}
        <select
          aria-label="Unit of the window"
          value={unit}
          onChange={(event) => {
            const chosen = event.currentTarget.value as WindowUnit;
            setUnit(chosen);
            change(String(number), chosen);
          }}
        >
          {WINDOW_UNITS.map(([each]) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </span>
      <input
        type="range"
        aria-label="Window, as a slider"
        aria-valuetext={exactLengthWords(seconds * 1000)}
        min={0}
        max={WINDOW_STEPS.length - 1}
        value={stepNearest(seconds)}
        onInput={(event) => slide(Number(event.currentTarget.value))}
      />
    </fieldset>
  );
}
