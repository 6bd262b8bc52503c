import { eventForm, ignoredForm } from '../parsing/message-form.js';
import { ParsedMessage } from '../parsing/parsed-message.js';
import type { Program } from './program.js';

const BAN = eventForm('crowdsec_ban', {
  logType: 'crowdsec_ban',
  whenNothingNew: 'store',
  isOfConnection: false,
  needsProgram: true,
  example: '(localhost/crowdsec) crowdsecurity/ssh-bf by ip 203.0.113.7 (DE/64496) : 4h ban on Ip 203.0.113.7',
  writtenBy: 'CrowdSec, pkg/models/helpers.go FormatAsStrings(); also `on Range`',
});

const REMARK = ignoredForm('crowdsec_remark', {
  example: '(localhost/crowdsec) alert : crowdsecurity/ssh-slow-bf by ip 203.0.113.7 (DE/64496)',
  writtenBy: 'CrowdSec: alerts without a decision, simulated ones, and decisions that are no bans',
});

const MAX_LENGTH = 1_000;
const ADDRESS = /^[0-9A-Fa-f:.]{2,45}$/;
const NETWORK = /^[0-9A-Fa-f:.]{2,45}\/\d{1,3}$/;
const DECISION = /^([\dhms.]{2,24}) ban on (Ip|Range|ip|range) (\S{2,64})$/;
const REASON =
  /^\([^()]{1,200}\/(?:crowdsec|cscli|cscli-import|console|CAPI|lists|[\w-]{1,40}:[\w-]{1,80})\) (.{1,200}?) (?:by (?:ip|range|empty source|[\w-]{1,32})(?: |$)|for \d{1,6}\/\d{1,6} decisions$)/;

/**
 * `(<machine>/<origin>) <scenario> by ip <address>[ (<country>/<network>)] : <duration> ban on Ip <address>`. What is banned
 * stands at the end, behind the name of the network, which is text of a registry.
 */
function readDecision(text: string): ParsedMessage {
  const end = text.lastIndexOf(' : ');
  if (end < 0 || text.length > MAX_LENGTH) return new ParsedMessage(REMARK);
  const decision = DECISION.exec(text.slice(end + 3));
  const scenario = REASON.exec(text.slice(0, end))?.[1];
  const seconds = decision === null ? null : secondsOf(decision[1]!);
  if (decision === null || scenario === undefined || seconds === null) return new ParsedMessage(REMARK);
  const value = decision[3]!;
  const reading = new ParsedMessage(BAN);
  if (ADDRESS.test(value)) reading.address = value;
  else if (!NETWORK.test(value)) return new ParsedMessage(REMARK);
  const network = reading.address === null ? { network: value } : {};
  return reading.does({}, { reason: scenario, seconds, ...network });
}

/** `3h59m59.9s`, as Go writes durations; null for other text. */
function secondsOf(duration: string): number | null {
  const parts = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6}(?:\.\d{1,9})?)s)?$/.exec(duration);
  if (parts === null) return null;
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return hours * 3_600 + minutes * 60 + Math.round(seconds);
}

/** Whom CrowdSec has its bouncers turn away. */
export const CROWDSEC: Program = {
  names: ['crowdsec'],
  logSource: { category: [], product: ['linux', 'unix'], service: ['crowdsec'] },
  logTypes: {
    crowdsec_ban: {
      category: 'system',
      bans: 'begin',
      meaning: 'CrowdSec has an address or a network turned away; `reason` is the scenario, `until` the end.',
      example: '(localhost/crowdsec) crowdsecurity/ssh-bf by ip 203.0.113.7 (DE/64496) : 4h ban on Ip 203.0.113.7',
    },
    crowdsec_message: {
      category: 'system',
      meaning: 'Anything else that CrowdSec says of alerts; stored only where a rule selects it.',
      example: '(localhost/crowdsec) alert : crowdsecurity/ssh-slow-bf by ip 203.0.113.7 (DE/64496)',
    },
  },
  remarkType: 'crowdsec_message',
  forms: [BAN, REMARK],
  readers: [{ start: '(', read: readDecision }],
  isBesideLogins: true,
  otherLines: 'foreign',
};
