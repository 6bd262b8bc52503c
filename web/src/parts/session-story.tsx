import type { Schemas } from '@log-analyzer/client';
import { routeTo } from '../model/route.js';
import { AttackerText } from './attacker-text.js';

/** What somebody did who logged in, in plain words; texts of theirs stand in quotes within. */
export function SessionStory({ session }: { session: Schemas['SessionDto'] }) {
  const { id, host, summary } = session;
  return (
    <>
      <ul class="story">
        {summary.map((sentence, index) => (
          <li key={index}>
            They <AttackerText text={sentence} most={300} />
          </li>
        ))}
      </ul>
      <p>
        <a href={routeTo(['sessions', id])}>
          The session{host === null ? '' : ` on ${host.slice(0, 60)}`}, line by line
        </a>
      </p>
    </>
  );
}

const MILESTONE_WORDS = {
  root: 'root',
  account: 'accounts changed',
  key: 'key left behind',
  job: 'jobs changed',
  logs: 'logs touched',
} as const;

/** What matters of a session, as badges. */
export function MilestoneBadges({ milestones }: Pick<Schemas['SessionDto'], 'milestones'>) {
  const reached = Object.entries(MILESTONE_WORDS).filter(
    ([name]) => milestones[name as keyof typeof MILESTONE_WORDS] !== null,
  );
  return (
    <>
      {reached.map(([name, words]) => (
        <span key={name} class="badge milestone">
          {words}
        </span>
      ))}
    </>
  );
}
