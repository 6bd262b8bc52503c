import type { Schemas } from '@log-analyzer/client';
import { routeTo } from '../model/route.js';
import { Time } from './time.js';

/** That everything was read says nothing of how long ago that was: the last line does. */
function stateWord(state: string): string {
  return state === 'current' ? 'read to the end' : state.replaceAll('_', ' ');
}

/** How the log sources stand, in short. */
export function SourceHealth({ sources }: { sources: readonly Schemas['SourceDto'][] }) {
  return (
    <section class="card">
      <h2>
        <a href={routeTo(['sources'])}>Log files</a>
      </h2>
      {sources.length === 0 && <p class="state-waiting">None. Set LOG_FILES, or send lines to POST /ingest.</p>}
      <ul class="plain">
        {sources.map(({ path, state, error, last_line_at: lastLine }) => (
          <li key={path}>
            <span class={error === null ? 'state-good' : 'state-bad'}>
              {error === null ? stateWord(state) : error.code}
            </span>{' '}
            <span class="path">{path}</span>
            <br />
            <span class="muted">
              {error === null ? (
                <>
                  last line <Time at={lastLine} />
                </>
              ) : (
                error.detail
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
