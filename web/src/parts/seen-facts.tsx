import { formatNumber } from '../model/words.js';
import { Fact } from './fact.js';
import { Time } from './time.js';

interface Props {
  /** Where its entries are. */
  readonly entries: string;
  /** Where its sessions are listed. */
  readonly sessions: string;
  readonly seen: {
    readonly attempts: number;
    readonly login_count: number;
    readonly first_seen: string | null;
    readonly last_seen: string | null;
  };
}

/** What every dossier begins with: how much of whom was seen, and when. */
export function SeenFacts({ seen, entries, sessions }: Props) {
  return (
    <>
      <Fact name="Failed attempts">
        <a href={entries}>{formatNumber(seen.attempts)}</a>
      </Fact>
      <Fact name="Logins">
        {seen.login_count === 0 ? 'none' : <a href={sessions}>{formatNumber(seen.login_count)}</a>}
      </Fact>
      <Fact name="First seen">
        <Time at={seen.first_seen} />
      </Fact>
      <Fact name="Last seen">
        <Time at={seen.last_seen} />
      </Fact>
    </>
  );
}
