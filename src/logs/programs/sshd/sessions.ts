import { eventForm } from '../../parsing/message-form.js';
import type { MessageForm } from '../../parsing/message-form.js';
import { ParsedMessage, fromSourceWithPortEndingAt } from '../../parsing/parsed-message.js';
import type { MessageDetails, MessageReader } from '../../parsing/parsed-message.js';

export const SESSION_STARTED = eventForm('session_started', {
  logType: 'ssh_command',
  whenNothingNew: 'store',
  isOfConnection: false,
  needsProgram: true,
  example: 'Starting session: shell on pts/0 for alice from 198.51.100.7 port 50100 id 0',
  writtenBy: 'session.c do_exec(), every version at LogLevel VERBOSE; also `command`, `subsystem`, `forced-command`',
});

export const SUBSYSTEM_REQUESTED = eventForm('subsystem_requested', {
  logType: 'ssh_command',
  isOfConnection: false,
  needsProgram: true,
  example: 'subsystem request for sftp by user alice',
  writtenBy: 'session.c session_subsystem_req(), since 5.9 with the user; also `… failed, subsystem not found`',
});

export const TRANSFERRED = eventForm('transferred', {
  logType: 'ssh_transferred',
  isOfConnection: false,
  needsProgram: true,
  example: 'Transferred: sent 3128, received 2952 bytes',
  writtenBy: 'sshd.c, sshd-session.c, every version at LogLevel VERBOSE, when a connection ends',
});

export const SECOND_FACTOR_PASSED = eventForm('second_factor_passed', {
  logType: 'ssh_second_factor_passed',
  isOfConnection: false,
  example: "Successful Duo login for 'alice' from 198.51.100.7",
  writtenBy: "Duo's pam_duo and login_duo; google-authenticator `Accepted google_authenticator for alice`",
});

export const SECOND_FACTOR_FAILED = eventForm('second_factor_failed', {
  logType: 'ssh_second_factor_failed',
  isOfConnection: false,
  whenNothingNew: 'store',
  example: "Failed Duo login for 'alice' from 192.0.2.10: Login request denied",
  writtenBy: "Duo's pam_duo and login_duo, also `Aborted`; google-authenticator `Invalid verification code for alice`",
});

const START = 'Starting session: ';
const ID = / id \d{1,10}$/;
const FORCED = /^forced-command(?: \(([^)]{1,64})\))? '/;

/**
 * `Starting session: {shell|command|subsystem '<name>'|forced-command (<origin>) '<command>'}[ on <tty>] for <u> from <ip> port <n>
 * id <k>`. A forced command is the administrator's; the user has an account.
 */
function readStarted(text: string): ParsedMessage | null {
  const id = ID.exec(text.slice(-20));
  const end = id === null ? text.length : text.length - id[0].length;
  const source = fromSourceWithPortEndingAt(text, end);
  const forAt = source === null ? -1 : text.lastIndexOf(' for ', source.start);
  if (source === null || forAt < START.length) return null;
  const reading = new ParsedMessage(SESSION_STARTED).from(source).user(text.slice(forAt + 5, source.start), true);
  const what = text.slice(START.length, forAt);
  const tty = / on ((?:pts\/|tty)[a-z0-9/]{1,16})$/.exec(what)?.[1];
  const begun = tty === undefined ? what : what.slice(0, -` on ${tty}`.length);
  const forced = FORCED.exec(begun);
  const quoted = forced?.[0].length ?? (begun.startsWith("subsystem '") ? 11 : -1);
  const command = quoted < 0 ? {} : { command: begun.slice(quoted, begun.endsWith("'") ? -1 : undefined) };
  const session = /^[a-z-]{1,20}/.exec(begun)?.[0];
  return reading.does(
    { ...(tty === undefined ? {} : { tty }), ...command },
    session === undefined ? null : { session },
  );
}

const BY_USER = ' by user ';

function readSubsystem(text: string): ParsedMessage | null {
  const by = text.lastIndexOf(BY_USER);
  const command = text.slice(22, by < 22 ? text.length : by);
  const user = by < 22 ? null : text.slice(by + BY_USER.length).replace(/ failed, subsystem not found$/, '');
  return new ParsedMessage(SUBSYSTEM_REQUESTED)
    .user(user, user === null ? null : true)
    .does({ command }, { session: 'subsystem' });
}

function readTransferred(text: string): ParsedMessage | null {
  const fields = /^Transferred: sent (\d{1,15}), received (\d{1,15}) bytes$/.exec(text);
  if (fields === null) return null;
  return new ParsedMessage(TRANSFERRED).does({}, { bytesRead: Number(fields[2]), bytesWritten: Number(fields[1]) });
}

/** `<what> Duo login for '<user>'[ from <host>][: <reason>]`: the name is the client's choice, and the address its connection's. */
function readDuo(text: string, form: MessageForm): ParsedMessage | null {
  const at = text.indexOf("'") + 1;
  const ends = ["' from ", "': "].map((mark) => text.lastIndexOf(mark)).filter((end) => end >= at);
  const end = ends.length > 0 ? Math.max(...ends) : text.length - 1;
  return new ParsedMessage(form).user(text.slice(at, end), null);
}

/** What google-authenticator says under the tag `sshd(pam_google_authenticator)`. */
export function readGoogleAuthenticator(text: string): ParsedMessage {
  for (const [start, form] of GOOGLE) {
    if (text.startsWith(start)) return new ParsedMessage(form).user(text.slice(start.length), null);
  }
  const details: MessageDetails = { reason: text.slice(0, 200) };
  return new ParsedMessage(text.startsWith('Failed to ') ? SECOND_FACTOR_FAILED : SECOND_FACTOR_PASSED).does(
    {},
    details,
  );
}

const GOOGLE: readonly (readonly [start: string, form: MessageForm])[] = [
  ['Accepted google_authenticator for ', SECOND_FACTOR_PASSED],
  ['Invalid verification code for ', SECOND_FACTOR_FAILED],
];

export const sessionReaders: readonly MessageReader[] = [
  { start: START, read: readStarted },
  { start: 'subsystem request for ', read: readSubsystem },
  { start: 'Transferred: ', read: readTransferred },
  { start: "Successful Duo login for '", read: (text) => readDuo(text, SECOND_FACTOR_PASSED) },
  { start: "Skipped Duo login for '", read: (text) => readDuo(text, SECOND_FACTOR_PASSED) },
  { start: "Failed Duo login for '", read: (text) => readDuo(text, SECOND_FACTOR_FAILED) },
  { start: "Aborted Duo login for '", read: (text) => readDuo(text, SECOND_FACTOR_FAILED) },
];
