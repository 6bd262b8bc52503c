import { detachString } from '../../../common/visible-text.js';
import { endOfDigits } from '../../parsing/prefix/scan.js';
import { eventForm, ignoredForm } from '../../parsing/message-form.js';
import { ParsedMessage, passOver, portAt, sourceEndingAt, sourceStartingAt } from '../../parsing/parsed-message.js';
import type { MessageForm } from '../../parsing/message-form.js';
import { parseRange } from '../../../net/ip-range.js';
import type { IpRange } from '../../../net/ip-range.js';
import type { MessageReader } from '../../parsing/parsed-message.js';

export const LOGIN_TIMEOUT = eventForm('login_timeout', {
  logType: 'ssh_timeout',
  decides: 'end',
  whenNothingNew: 'store',
  example: 'Timeout before authentication for connection from 192.0.2.10 to 203.0.113.5, pid = 4242',
  writtenBy: 'sshd.c, since 9.8 by the listener; `fatal: Timeout before authentication for <ip> port <n>` up to 9.7',
});

export const PENALTY_DROP = eventForm('penalty_drop', {
  logType: 'ssh_penalty_drop',
  whenNothingNew: 'store',
  example: 'drop connection #0 from [192.0.2.10]:40022 on [203.0.113.5]:22 penalty: failed authentication',
  writtenBy: 'sshd.c drop_connection(), since 9.8',
});

export const PENALTY = eventForm('penalty', {
  logType: 'ssh_penalty',
  whenNothingNew: 'store',
  isOfConnection: false,
  needsProgram: true,
  example:
    'srclimit_penalise: ipv4: new 192.0.2.10/32 active penalty of 15.000 seconds for penalty: failed authentication',
  writtenBy:
    'srclimit.c, since 9.8; also `<address>/<bits>: activating ipv4 penalty of …`, `… penalty table full, cannot penalise …`, `client <address>/<bits> penalty: …`',
});

export const THROTTLED = eventForm('throttled', {
  logType: 'ssh_throttled',
  whenNothingNew: 'store',
  example: 'drop connection #10 from [192.0.2.10]:40022 on [203.0.113.5]:22 past MaxStartups',
  writtenBy: 'sshd.c drop_connection(), since 8.0',
});

export const THROTTLED_MORE = eventForm('throttled_more', {
  logType: 'ssh_throttled',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: 'exited MaxStartups throttling after 00:01:20, 16 connections dropped',
  writtenBy:
    'sshd.c, since 8.4; also `in MaxStartups throttling for …`, `Maxstartups logging rate-limited: additional <n> connections dropped`',
});

export const PENALTY_DROPS_MORE = eventForm('penalty_drops_more', {
  logType: 'ssh_penalty_drop',
  whenNothingNew: 'store',
  isOfConnection: false,
  example: 'PerSourcePenalties logging rate-limited: additional 12 connections dropped',
  writtenBy: 'sshd.c drop_connection(), since 9.8',
});

export const REFUSED_CONNECTION = eventForm('refused_connection', {
  logType: 'ssh_connection_refused',
  whenNothingNew: 'store',
  example: 'refused connect from scanner.example.net (192.0.2.10)',
  writtenBy: 'TCP wrappers (libwrap), in OpenSSH up to 6.6 and in distributions',
});

export const SESSION_CRASH = eventForm('session_crash', {
  logType: 'ssh_session_crash',
  whenNothingNew: 'store',
  example: 'session process 4242 for connection from 192.0.2.10 to 203.0.113.5 killed by signal 11',
  writtenBy: 'sshd.c, since 9.8',
});

export const LISTENER_REMARK = ignoredForm('listener_remark', {
  needsProgram: true,
  example: 'Server listening on 0.0.0.0 port 22.',
  writtenBy: 'sshd.c, every version: what the listener says of itself',
});

export const listenerReaders: readonly MessageReader[] = [
  { start: 'Timeout before authentication for ', read: readTimeout },
  { start: 'drop connection #', read: readDrop },
  { start: 'srclimit_penalise: ', read: readPenalty },
  { start: 'client ', read: readPenaltyInfo },
  { start: 'refused connect from ', read: readRefused },
  { start: 'session process ', read: readCrash },
  { start: 'Session process ', read: readCrash },
  { start: 'exited MaxStartups throttling after ', read: (text) => readDropped(text, THROTTLED_MORE) },
  { start: 'in MaxStartups throttling for ', read: (text) => readDropped(text, THROTTLED_MORE) },
  { start: 'Maxstartups logging rate-limited: ', read: (text) => readDropped(text, THROTTLED_MORE) },
  { start: 'PerSourcePenalties logging rate-limited: ', read: (text) => readDropped(text, PENALTY_DROPS_MORE) },
  ...[
    'Server listening on ',
    'Received signal ',
    'Received SIGHUP; ',
    'Set /proc/self/oom_score_adj ',
    'beginning MaxStartups throttling',
    'child ',
    'RESTART FAILED',
    'Exiting on signal ',
  ].map((start) => passOver(start, LISTENER_REMARK)),
];

/** The client comes first, our own address after `to`. */
function readTimeout(text: string): ParsedMessage | null {
  const at = 34;
  if (text.startsWith('connection from ', at)) {
    const source = sourceStartingAt(text, at + 16);
    return source === null || !text.startsWith(' to ', source.end)
      ? null
      : new ParsedMessage(LOGIN_TIMEOUT).from(source);
  }
  // A user in front of the address makes the line's end decide.
  const whole = sourceStartingAt(text, at);
  const source = whole?.end === text.length ? whole : sourceEndingAt(text, text.length);
  return source === null ? null : new ParsedMessage(LOGIN_TIMEOUT).from(source);
}

/** `#<n> from [<client>]:<port> on [<ours>]:<port> <reason>`. */
function readDrop(text: string): ParsedMessage | null {
  const at = endOfDigits(text, 17);
  const close = text.indexOf(']:', at);
  if (!text.startsWith(' from [', at) || close < 0 || close - at > 100) return null;
  const portEnd = endOfDigits(text, close + 2);
  const onEnd = text.indexOf(']:', portEnd);
  if (!text.startsWith(' on [', portEnd) || onEnd < 0) return null;
  const reason = text.slice(endOfDigits(text, onEnd + 2) + 1);
  const isPenalty = reason.startsWith('penalty: ') || reason.startsWith('too many penalised addresses');
  const reading = new ParsedMessage(isPenalty ? PENALTY_DROP : THROTTLED).from({
    start: at,
    end: portEnd,
    address: text.slice(at + 7, close),
    port: portAt(text, close + 2, portEnd),
  });
  reading.details = { reason: boundedReason(reason.replace(/^penalty: /, '')) };
  return reading;
}

const LONGEST_REASON = 100;

/** Reasons are sshd's own words, and short. */
function boundedReason(reason: string): string {
  return detachString(reason.slice(0, LONGEST_REASON).trim());
}

const DROPPED = /(?:^|, |additional )(\d{1,9}) connections dropped$/;

/** So many connections have no lines of their own; nothing is known of where they came from. */
function readDropped(text: string, form: MessageForm): ParsedMessage {
  const dropped = DROPPED.exec(text.slice(-80))?.[1];
  if (dropped === undefined) return listenerRemark;
  const reading = new ParsedMessage(form);
  reading.details = { dropped: Number(dropped) };
  return reading;
}

/** Each names the network, and where it lasts for how long. */
const PENALTY_TEXTS = [
  /^ipv[46]: new (?<network>[0-9A-Fa-f.:]{2,45}\/\d{1,3}) active penalty of (?<seconds>\d{1,11})(?:\.\d+)? seconds for (?<reason>.*)$/,
  /^ipv[46]: new (?<network>[0-9A-Fa-f.:]{2,45}\/\d{1,3}) deferred penalty of [\d.]+ seconds for (?<reason>.*)$/,
  /^(?<network>[0-9A-Fa-f.:]{2,45}\/\d{1,3}): activating ipv[46] penalty of (?<seconds>\d{1,11})(?:\.\d+)? seconds for (?<reason>.*)$/,
  /^ipv[46] penalty table full, cannot penalise (?<network>[0-9A-Fa-f.:]{2,45}\/\d{1,3}) for (?<reason>.*)$/,
];

/** The reason is sshd's own; the network is written with its first address. */
function readPenalty(text: string): ParsedMessage | null {
  const said = text.slice(19, 219);
  for (const pattern of PENALTY_TEXTS) {
    const groups = pattern.exec(said)?.groups;
    if (groups !== undefined) return penaltyOf(groups);
  }
  return listenerRemark;
}

const PENALTY_INFO =
  /^client (?<network>[0-9A-Fa-f.:]{2,45}\/\d{1,3}) penalty: (?<reason>.*?)(?: \((?<seconds>\d{1,11})(?:\.\d+)? secs left\))?$/;

function readPenaltyInfo(text: string): ParsedMessage | null {
  const groups = PENALTY_INFO.exec(text.slice(0, 200))?.groups;
  return groups === undefined ? null : penaltyOf(groups);
}

function penaltyOf({
  network = '',
  seconds,
  reason = '',
}: Readonly<Record<string, string | undefined>>): ParsedMessage {
  const reading = new ParsedMessage(PENALTY);
  reading.address = network.slice(0, network.indexOf('/'));
  // sshd writes the address of the client, with the bits that the network has not.
  const range = parseRange(network);
  reading.details = {
    reason: boundedReason(reason.replace(/^penalty: /, '')),
    ...('fault' in range ? {} : { network: cidrOf(range) }),
    ...(seconds === undefined ? {} : { seconds: Number(seconds) }),
  };
  return reading;
}

/** Also of a single address. */
function cidrOf({ range, prefixLength }: IpRange): string {
  return range.includes('/') ? range : `${range}/${prefixLength}`;
}

const listenerRemark = Object.freeze(new ParsedMessage(LISTENER_REMARK));

/** `<name or user@host> (<address>)`: what is in front is the client's choice. Old wrappers write the address alone. */
function readRefused(text: string): ParsedMessage | null {
  const at = 21;
  const open = text.lastIndexOf(' (');
  if (text.endsWith(')') && open >= at) {
    const address = text.slice(open + 2, -1);
    return new ParsedMessage(REFUSED_CONNECTION)
      .from({ start: open, end: text.length, address, port: null })
      .behindClientText(at, Number.POSITIVE_INFINITY, text.length);
  }
  const source = sourceStartingAt(text, at);
  return source === null || source.end !== text.length ? null : new ParsedMessage(REFUSED_CONNECTION).from(source);
}

/** `session process <pid> [unpriv child crash ]for connection from <client> to <ours>…`. */
function readCrash(text: string): ParsedMessage | null {
  const at = text.indexOf(' for connection from ', endOfDigits(text, 16));
  const source = at < 0 || at > 80 ? null : sourceStartingAt(text, at + 21);
  return source === null ? null : new ParsedMessage(SESSION_CRASH).from(source);
}
