import { eventForm, ignoredForm } from '../parsing/message-form.js';
import { ParsedMessage } from '../parsing/parsed-message.js';

export const AUDIT_FAILURE = eventForm('audit_failure', {
  logType: 'ssh_pam_failure',
  evidence: 'pam_error',
  decides: 'refused',
  example:
    'type=USER_AUTH msg=audit(1780914030.123:456): pid=4242 uid=0 auid=4294967295 ses=4294967295 msg=\'op=PAM:authentication grantors=? acct="root" exe="/usr/sbin/sshd" hostname=192.0.2.10 addr=192.0.2.10 terminal=ssh res=failed\'',
  writtenBy: 'auditd, from PAM in sshd',
});

export const AUDIT_ERROR = eventForm('audit_error', {
  logType: 'ssh_pam_failure',
  evidence: 'other',
  example:
    'type=USER_ERR msg=audit(1780914030.123:457): pid=4242 uid=0 auid=4294967295 ses=4294967295 msg=\'op=PAM:bad_ident grantors=? acct="?" exe="/usr/sbin/sshd" hostname=192.0.2.10 addr=192.0.2.10 terminal=ssh res=failed\'',
  writtenBy: 'auditd, from PAM in sshd',
});

export const AUDIT_REFUSED_KEY = eventForm('audit_refused_key', {
  logType: 'ssh_failed_login',
  evidence: 'refused_key',
  example:
    'type=USER_AUTH msg=audit(1780914030.123:459): pid=4242 uid=0 auid=4294967295 ses=4294967295 msg=\'op=pubkey acct="root" exe="/usr/sbin/sshd" hostname=? addr=192.0.2.10 terminal=ssh res=failed\'',
  writtenBy: 'auditd, from sshd of Red Hat: one for each key that a client offers, before any that is accepted',
});

export const AUDIT_REMARK = ignoredForm('audit_remark', {
  example:
    'type=USER_LOGIN msg=audit(1780914030.123:458): pid=4242 uid=0 auid=4294967295 ses=4294967295 msg=\'op=login acct="root" exe="/usr/sbin/sshd" hostname=? addr=192.0.2.10 terminal=ssh res=failed\'',
  writtenBy: 'auditd: repeats USER_AUTH, or reports a success',
});

const UNKNOWN_USER = '(unknown user)';

/** A record of auditd from `type=` on; the caller has seen that it is about sshd. */
export function readAudit(text: string): ParsedMessage {
  const type = text.slice(5, text.indexOf(' '));
  const failed = /^failed\b/.test(fieldAfter(text, ' res=', 8));
  if (!failed || (type !== 'USER_AUTH' && type !== 'USER_ERR')) return new ParsedMessage(AUDIT_REMARK);
  const reading = new ParsedMessage(
    type === 'USER_ERR' ? AUDIT_ERROR : isKeyOffer(text) ? AUDIT_REFUSED_KEY : AUDIT_FAILURE,
  );
  const address = fieldAfter(text, ' addr=', 64);
  if (address !== '?' && address !== '') reading.address = address;
  const account = accountOf(text);
  return reading.user(
    account === UNKNOWN_USER || account === '?' ? null : account,
    account === UNKNOWN_USER ? false : null,
  );
}

/** `msg='op=pubkey acct=…` or `op=key …`: the operation stands before anything of the client's. */
function isKeyOffer(text: string): boolean {
  return /^(?:pubkey|key)/.test(fieldAfter(text, "msg='op=", 16));
}

/** The unquoted value of the first field of that name; names of accounts cannot hold one, being quoted or hexadecimal. */
function fieldAfter(text: string, name: string, longest: number): string {
  const at = text.indexOf(name);
  if (at < 0) return '';
  return /^[^ '"]*/.exec(text.slice(at + name.length, at + name.length + longest))![0];
}

/** `acct="name"`, or in hexadecimal where the name holds a blank, a quote or a control character. */
function accountOf(text: string): string | null {
  const at = text.indexOf(' acct=');
  if (at < 0) return null;
  if (text[at + 6] === '"') return text.slice(at + 7, Math.max(at + 7, text.indexOf('"', at + 7)));
  const hex = fieldAfter(text, ' acct=', 4096);
  return /^(?:[0-9A-F]{2})+$/.test(hex) ? Buffer.from(hex, 'hex').toString('utf8') : null;
}
