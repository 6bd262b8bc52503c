import { quotedText, visibleText } from '../../common/visible-text.js';
import type { Highlight, TrackedSession } from './session.js';

/** A session as a summary needs it. */
export type SummarisedSession = Pick<TrackedSession, 'username' | 'startedAt' | 'endedAt' | 'endReason' | 'facts'>;

const LONGEST_NAME = 60;
const LONGEST_PATH = 100;

/**
 * What somebody did who got in, in plain words, each of which goes on after `they`: `were logged in as deploy for 41 minutes`,
 * `became root by sudo after 12 s`. Texts of theirs are cut, made visible and put in quotes.
 */
export function sessionSummary(session: SummarisedSession): string[] {
  const { facts } = session;
  const { refusals, filesRead, bytesSent } = facts;
  return [
    staySentence(session),
    ...highlightsOf(session),
    ...(refusals > 0 ? [`were refused rights ${times(refusals)}`] : []),
    ...(filesRead > 0 ? [`fetched ${filesRead} ${filesRead === 1 ? 'file' : 'files'}`] : []),
    ...(bytesSent !== null && bytesSent > 0 ? [`received ${bytesSent} bytes in all`] : []),
    ...(session.endedAt === null ? ['are still logged in, as far as the log says'] : []),
  ];
}

/** What matters of it, in the order in which it was done. */
export function deedsOf(session: Pick<SummarisedSession, 'facts' | 'startedAt' | 'username'>): string[] {
  const deeds = highlightsOf(session);
  return session.username === 'root' ? ['logged in as root', ...deeds] : deeds;
}

function highlightsOf({ facts, startedAt }: Pick<SummarisedSession, 'facts' | 'startedAt'>): string[] {
  return facts.highlights.map(
    (each) => `${sentenceOf(each)}${each.at > startedAt ? ` after ${spanText(each.at - startedAt)}` : ''}`,
  );
}

function staySentence({ username, startedAt, endedAt, endReason }: SummarisedSession): string {
  const as = `logged in as ${quotedText(username, LONGEST_NAME)}`;
  if (endedAt === null) return as;
  if (endReason === 'lost') return `${as}; the end is not in the log`;
  return `were ${as} for ${spanText(endedAt - startedAt)}`;
}

function sentenceOf({ milestone, logType, subject, uid, group, change }: Highlight): string {
  const name = subject === null ? 'somebody' : quotedText(subject, LONGEST_NAME);
  switch (milestone) {
    case 'root':
      return `became root by ${logType.slice(0, logType.indexOf('_'))}`;
    case 'account':
      if (logType === 'account_created')
        return `created the account ${name}${uid === undefined ? '' : ` with UID ${uid}`}`;
      if (logType === 'account_deleted') return `deleted the account ${name}`;
      if (logType === 'account_group_created') return `created the group ${quotedText(group ?? '', LONGEST_NAME)}`;
      if (logType === 'account_group_deleted') return `deleted the group ${quotedText(group ?? '', LONGEST_NAME)}`;
      if (logType === 'account_group_member_removed')
        return `took ${name} out of the group ${quotedText(group ?? '', LONGEST_NAME)}`;
      if (group !== undefined) return `put ${name} into the group ${quotedText(group, LONGEST_NAME)}`;
      if (uid !== undefined) return `gave ${name} the UID ${uid}`;
      return `changed the ${change ?? 'account'} of ${name}`;
    case 'key':
      return subject?.includes('/') === true
        ? `wrote ${visibleText(subject, LONGEST_PATH)}`
        : `changed authorized keys with ${name}`;
    case 'job':
      return subject?.includes('/') === true
        ? `wrote ${visibleText(subject, LONGEST_PATH)}`
        : `changed the scheduled jobs of ${name}`;
    case 'logs':
      return subject?.includes('/') === true
        ? `changed ${visibleText(subject, LONGEST_PATH)}`
        : `touched logs or history with ${name}`;
    default:
      return milestone satisfies never;
  }
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

const UNITS = [
  [86_400_000, 'day', 'days'],
  [3_600_000, 'hour', 'hours'],
  [60_000, 'minute', 'minutes'],
] as const;

/** `12 s`, `41 minutes`, `3 hours`. @param ms milliseconds */
export function spanText(ms: number): string {
  for (const [unit, one, many] of UNITS) {
    if (ms < unit) continue;
    const count = Math.floor(ms / unit);
    return `${count} ${count === 1 ? one : many}`;
  }
  return `${Math.floor(ms / 1000)} s`;
}
