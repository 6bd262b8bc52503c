import type { Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { count, fileSize, formatNumber, lengthWords, percent } from '../model/words.js';
import { useLiveVersion } from '../live.js';
import { LongAttackerText } from '../parts/attacker-text.js';
import { Fact } from '../parts/fact.js';
import { WhenLoaded } from '../parts/loading.js';
import { Time } from '../parts/time.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';

type Source = Schemas['SourceDto'];
type Coverage = Schemas['CoverageDto'];

/** How the log sources stand, and what of their lines is not understood. */
export function SourcesView() {
  const { api } = useSession();
  const version = useLiveVersion(['sources']);
  const loaded = useData(
    async (signal) => {
      const [sources, coverage] = await Promise.all([
        dataOf(api.GET('/sources', { signal })),
        dataOf(api.GET('/coverage', { signal })),
      ]);
      return { sources, coverage: new Map(coverage.map((each) => [each.source, each])) };
    },
    'sources',
    version,
  );
  return (
    <>
      <ViewTitle title="Log files" />
      <WhenLoaded loaded={loaded}>
        {({ sources, coverage }) => (
          <>
            {sources.length === 0 && (
              <p class="empty warn">
                Nothing is read. Set <code>LOG_FILES</code>, or send lines to <code>POST /ingest</code>.
              </p>
            )}
            {sources.map((source) => (
              <SourceCard key={source.path} source={source} coverage={coverage.get(source.path)} />
            ))}
          </>
        )}
      </WhenLoaded>
    </>
  );
}

function SourceCard({ source, coverage }: { source: Source; coverage: Coverage | undefined }) {
  const { path, state, error, lines, progress, size, clock_skew_seconds: skew, clock_ahead_seconds: ahead } = source;
  const known = lines.understood + lines.ignored;
  return (
    <section class="card">
      <h2 class="path">
        <span class={error === null ? 'state-good' : 'state-bad'}>{state.replaceAll('_', ' ')}</span> {path}
      </h2>
      {error !== null && (
        <p class="fault">
          <strong>{error.code}</strong>: {error.detail}
        </p>
      )}
      {ahead !== null && (
        <p class="fault">
          Lines are dated {lengthWords(ahead * 1000)} ahead of this clock: check the clock of the host, and the zone of
          the log.
        </p>
      )}
      {progress !== null && (
        <p class="hint">
          Reading {progress.file}: {progress.percent === null ? '' : `${Math.round(progress.percent)} %, `}
          {formatNumber(Math.round(progress.lines_per_second))} lines a second
          {progress.seconds_left !== null && `, ${lengthWords(progress.seconds_left * 1000)} left`}
        </p>
      )}
      <dl class="facts-list">
        <Fact name="Last line">
          <Time at={source.last_line_at} />
        </Fact>
        <Fact name="Read up to">
          {source.lag_bytes === null ? 'not known' : lag(source)}
          {size !== null && <span class="muted"> of {fileSize(size)}</span>}
        </Fact>
        <Fact name="Looked at">
          <Time at={source.last_scan_at} />
        </Fact>
        <Fact name="Lines read">{formatNumber(lines.read)}</Fact>
        <Fact name="Understood">
          {percent(known, known + lines.not_understood)}{' '}
          <span class="muted">
            of the lines of programs that are known; {count(lines.stored, 'entry', 'entries')} stored
          </span>
        </Fact>
        {skew !== null && Math.abs(skew) > 300 && state === 'current' && (
          <Fact name="Newest line">
            {lengthWords(Math.abs(skew) * 1000)} {skew > 0 ? 'behind' : 'ahead of'} this clock
          </Fact>
        )}
      </dl>
      {source.filters.length > 0 && <Filters filters={source.filters} />}
      {coverage !== undefined && <Shapes coverage={coverage} />}
    </section>
  );
}

/** The filters of a log, what of them is not used, and what a client could lead astray. */
function Filters({ filters }: { filters: Source['filters'] }) {
  return (
    <>
      <h3>Filters</h3>
      <ul class="plain rows">
        {filters.map(({ name, log_type: type, expressions, forgeable, missing }) => (
          <li key={`${name} ${type}`}>
            <strong>{name}</strong>: {count(expressions, 'expression')}
            {forgeable > 0 && (
              <>
                ; a client can choose the address that {formatNumber(forgeable)} of them{' '}
                {forgeable === 1 ? 'takes' : 'take'}, so that alerts about what {forgeable === 1 ? 'it' : 'they'} match
                {forgeable === 1 ? 'es' : ''} decide nothing unless <code>DECISIONS_FORGEABLE</code> is true
              </>
            )}
            .
            {missing.map(({ number, reason }) => (
              <div key={number} class="fault">
                Expression {number} is left out: it {reason}.
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function lag({ lag_bytes: bytes, lag_lines: lines, lag_seconds: seconds }: Source): string {
  if (bytes === 0) return 'the end';
  const behind = [
    fileSize(bytes ?? 0),
    ...(lines === null ? [] : [count(lines, 'line')]),
    ...(seconds === null || seconds < 1 ? [] : [lengthWords(seconds * 1000)]),
  ];
  return `${behind.join(', ')} before the end`;
}

function Shapes({ coverage: { shapes, shapes_overflow: others } }: { coverage: Coverage }) {
  if (shapes.length === 0) return <p class="muted">Every line was understood, or ignored on purpose.</p>;
  return (
    <>
      <h3>Not understood</h3>
      <ul class="plain rows">
        {shapes.map(({ shape, program, count: times, last_seen: last, sample }) => (
          <li key={`${program} ${shape}`}>
            <strong>{formatNumber(times)} ×</strong> {program}, last <Time at={last} />
            <br />
            <code>
              <LongAttackerText text={shape} most={300} />
            </code>
            <details>
              <summary>Example</summary>
              <code>
                <LongAttackerText text={sample} most={600} />
              </code>
            </details>
          </li>
        ))}
      </ul>
      {others > 0 && <p class="muted">{count(others, 'line')} of further shapes.</p>}
      <p class="muted">
        <code>npm run explain -- FILE</code> says for each line what was understood.
      </p>
    </>
  );
}
