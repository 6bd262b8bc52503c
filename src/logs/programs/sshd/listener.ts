import { endOfDigits } from '../../parsing/prefix/scan.js';
import { eventForm, ignoredForm } from '../../parsing/message-form.js';
import { ParsedMessage, passOver, portAt, sourceEndingAt, sourceStartingAt } from '../../parsing/parsed-message.js';
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
  ...[
    'Server listening on ',
    'Received signal ',
    'Received SIGHUP; ',
    'Set /proc/self/oom_score_adj ',
    'beginning MaxStartups throttling',
    'in MaxStartups throttling for ',
    'exited MaxStartups throttling after ',
    'PerSourcePenalties logging rate-limited',
    'Maxstartups logging rate-limited',
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
  return new ParsedMessage(isPenalty ? PENALTY_DROP : THROTTLED).from({
    start: at,
    end: portEnd,
    address: text.slice(at + 7, close),
    port: portAt(text, close + 2, portEnd),
  });
}

const PENALTY_TEXTS = [
  /^ipv[46]: new ([0-9A-Fa-f.:]{2,45})\/\d{1,3} (?:active|deferred) penalty of /,
  /^([0-9A-Fa-f.:]{2,45})\/\d{1,3}: activating ipv[46] penalty of /,
  /^ipv[46] penalty table full, cannot penalise ([0-9A-Fa-f.:]{2,45})\/\d{1,3} for /,
];

/** The reason is sshd's own; the network is written with its first address. */
function readPenalty(text: string): ParsedMessage | null {
  const said = text.slice(19, 119);
  for (const pattern of PENALTY_TEXTS) {
    const address = pattern.exec(said)?.[1];
    if (address !== undefined) return penaltyOf(address);
  }
  return listenerRemark;
}

const PENALTY_INFO = /^client ([0-9A-Fa-f.:]{2,45})\/\d{1,3} penalty: /;

function readPenaltyInfo(text: string): ParsedMessage | null {
  const address = PENALTY_INFO.exec(text.slice(0, 100))?.[1];
  return address === undefined ? null : penaltyOf(address);
}

function penaltyOf(address: string): ParsedMessage {
  const reading = new ParsedMessage(PENALTY);
  reading.address = address;
  return reading;
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
