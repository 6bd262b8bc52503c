import { NAME_BYTES } from '../../parsing/altered-lines.js';
import { eventForm, ignoredForm } from '../../parsing/message-form.js';
import { Reading, fromSourceEndingAt, passOver } from '../../parsing/reading.js';
import type { MessageReader } from '../../parsing/reading.js';

export const INVALID_USER = eventForm('invalid_user', {
  logType: 'ssh_invalid_user',
  evidence: 'other',
  saidOnce: 'invalid_user',
  whenNothingNew: 'store',
  example: 'Invalid user oracle from 192.0.2.10 port 40022',
  writtenBy: 'auth.c getpwnamallow(), every version; with the port since 7.3; `Illegal user` up to 3.9',
});

export const INVALID_USER_REQUEST = ignoredForm('invalid_user_request', {
  example: 'input_userauth_request: invalid user oracle [preauth]',
  writtenBy: 'auth2.c, up to 7.4: repeats `Invalid user`',
});

export const invalidUserReaders: readonly MessageReader[] = [
  { start: 'Invalid user ', read: readInvalidUser },
  { start: 'Illegal user ', read: readInvalidUser },
  passOver('input_userauth_request: ', INVALID_USER_REQUEST),
];

/** The name is the client's choice: the last ` from ` is sshd's. */
function readInvalidUser(text: string): Reading | null {
  const userAt = 13;
  const source = fromSourceEndingAt(text, text.length);
  if (source === null || source.start < userAt) return null;
  return new Reading(INVALID_USER)
    .from(source)
    .user(text.slice(userAt, source.start), false)
    .behindClientText(userAt, NAME_BYTES, text.length);
}
