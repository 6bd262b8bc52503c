import { counted, grouped } from '../../common/figure-words.js';
import { timeText, verdictSentence } from '../../insight/verdict-words.js';
import type { Report } from './read-report.js';

/** Whether anybody got in, in a sentence. */
export function reportVerdict({ overview }: Report): string {
  if (overview === null) return 'Unknown: the logs hold no line about a login, an attack or a probe.';
  return verdictSentence(overview);
}

/** The figures in a sentence. */
export function figuresSentence({ overview, lines }: Report): string {
  const ofLines = `${counted(lines.lines_read, 'line')} read`;
  if (overview === null) return `${ofLines}.`;
  const { attempts, attacking_addresses: addresses, attacked_usernames: names, logins, verdict } = overview;
  return (
    `${counted(attempts, 'failed attempt')} from ${counted(addresses, 'address', 'addresses')} on ` +
    `${counted(names, 'user name')}, ${counted(logins, 'login')}, ${counted(verdict.alerts, 'alert')} in ` +
    `${counted(verdict.incidents, 'incident')}; ${ofLines}.`
  );
}

/** What the figures do not cover, a sentence each. */
export function cautions({ overview, lines, faults, incidents }: Report): string[] {
  const said: string[] = [...faults];
  if (lines.not_understood > 0)
    said.push(
      `${counted(lines.not_understood, 'line')} of programs that it knows ${lines.not_understood === 1 ? 'was' : 'were'} not understood: \`explain --not-understood\` shows which.`,
    );
  if (overview?.examined.complete === false)
    said.push(
      `There is more than can be ranked: rankings look back to ${timeText(overview.examined.since ?? '')} UTC.`,
    );
  if (overview !== null && incidents.length < overview.verdict.incidents)
    said.push(
      `${grouped(incidents.length)} of ${counted(overview.verdict.incidents, 'incident')} are shown, the worst first.`,
    );
  return said;
}

/** In capitals before an incident. */
export const OUTCOME_WORDS = { login_succeeded: 'GOT IN', login_suspected: 'LOOK', none: '' } as const;
