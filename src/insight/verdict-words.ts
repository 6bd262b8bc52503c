import { counted } from '../common/figure-words.js';
import { quotedText } from '../common/visible-text.js';
import type { SummaryDto } from './stats.dto.js';

/** `2026-11-20 09:12:46`, UTC. */
export function timeText(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** Whether anybody got in, in a sentence; of people's texts in it those of attackers are quoted. Times are UTC. */
export function verdictSentence({ verdict, attempts }: Pick<SummaryDto, 'verdict' | 'attempts'>): string {
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
