import { quotedText } from '../../common/visible-text.js';
import type { Report } from './read-report.js';

/** `12,345`, as stories write it, too. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 attempt`, `2 attempts`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** `2026-11-20 09:12:46`, UTC. */
export function timeText(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** Whether anybody got in, in a sentence. */
export function verdictSentence({ overview }: Report): string {
  if (overview === null) return 'Unknown: the logs hold no line about a login, an attack or a probe.';
  const { verdict, attempts } = overview;
  const attackers = `${verdict.attackers_is_least ? 'at least ' : ''}${counted(verdict.attackers, 'attacker')}`;
  const [login] = verdict.logins;
  const who =
    login === undefined
      ? ''
      : ` ${quotedText(login.username ?? '?', 60)}${login.ip_address === null ? '' : ` from ${login.ip_address}`} at ${timeText(login.timestamp)} UTC`;
  switch (verdict.kind) {
    case 'got_in':
      return `They got in: ${counted(verdict.break_ins, 'login')} of attackers, the latest${who}.`;
    case 'suspected':
      return `Look at ${counted(verdict.suspected_logins, 'login')}, the latest${who}: it may not be the user.`;
    case 'under_attack':
      return `Under attack: ${counted(verdict.ongoing, 'attack goes', 'attacks go')} on. Nobody got in.`;
    case 'attacked':
      return `${attackers.replace(/^a/, 'A')} came and stopped. Nobody got in.`;
    case 'quiet':
      return attempts === 0 ? 'Quiet: no failed attempts.' : 'Quiet: failed attempts, but no attack.';
    case 'unknown':
      return 'Unknown: no line of this time has been read.';
    default:
      return verdict.kind satisfies never;
  }
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
      `${counted(lines.not_understood, 'line')} of programs that it knows ${lines.not_understood === 1 ? 'was' : 'were'} not understood: \`explain\` shows which.`,
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
