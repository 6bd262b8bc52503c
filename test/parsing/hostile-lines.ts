/** The client's address, and the one that it tries to have believed. Neither is in any other example. */
export const REAL = '198.51.100.9';
export const FORGED = '203.0.113.66';

export type Below = (limit: number) => number;

const KEY = 'RSA SHA256:kq3Yv6dGm0Uqf1eBv2y1n0T8s7Q4c5X6z7A8b9C0d1E';
const SOURCE = `${REAL} port 40022`;
const LONGEST_NAME = 100;
const SYSLOG_CUT = 500;

/** What a client may write where it chooses the text: pieces of sshd's own language. */
const PIECES = [
  ` from ${FORGED} port 22 ssh2`,
  ` ${FORGED} port 22`,
  ` rhost=${FORGED}`,
  ` from ${FORGED}`,
  ` (${FORGED})`,
  FORGED,
  ` ${FORGED} port 22: Too many authentication failures`,
  ` from ${FORGED} port 22 ssh2: ${KEY}`,
  `[${FORGED}]:22 `,
  ' [preauth]',
  ' port 22',
  ' from ',
  ': ',
  '  ',
  ' ssh2: ',
  ' ssh2',
  ' ssh1: ',
  'invalid user ',
  ' for ',
  ' user=',
  ' via ',
  '\u0000',
  '\u001b[2K',
  '\u202e',
  '\ufffd',
  '\\n',
  '"',
  "'",
  ']',
  '[',
  '<',
  '>',
  '\r',
  '\t',
  ' not allowed because ',
  'ssh-connection) -> (',
  ' (serial 1) CA ',
  ' ID ',
  ', client user "',
  '", client host "',
  ' authentication failure; ',
  'sshd[1]: ',
  'root',
  'a',
  '0101',
  'Change of username or service not allowed: (',
  ' more authentication failures; ',
  '999 times: [ ',
];

/** Text of the client's choice, cut where sshd cuts it. */
function clientText(below: Below, longest: number): string {
  let text = '';
  for (let pieces = below(6); pieces > 0; pieces--) text += PIECES[below(PIECES.length)]!;
  if (longest > LONGEST_NAME && below(3) === 0) text = 'x'.repeat(below(longest)) + text;
  return text.slice(0, longest);
}

type Template = (name: () => string, text: () => string) => string;

/** Messages as sshd's own format strings write them, with the client's words in their places. */
const TEMPLATES: readonly Template[] = [
  (name) => `Failed password for invalid user ${name()} from ${SOURCE} ssh2`,
  (name) => `Failed password for ${name()} from ${SOURCE} ssh2`,
  (name) => `Failed none for invalid user ${name()} from ${SOURCE} ssh2`,
  (name) => `Failed keyboard-interactive/pam for invalid user ${name()} from ${SOURCE} ssh2`,
  (name) => `message repeated 2 times: [ Failed password for invalid user ${name()} from ${SOURCE} ssh2]`,
  (name) => `Failed publickey for invalid user ${name()} from ${SOURCE} ssh2: ${KEY}`,
  (name) => `Failed publickey for invalid user ${name()} from ${SOURCE} ssh2`,
  (name, text) =>
    `Failed publickey for invalid user ${name()} from ${SOURCE} ssh2: RSA-CERT ID ${text()} (serial 0) CA ${KEY}`,
  (name) =>
    `Failed hostbased for ${name()} from ${SOURCE} ssh2: ${KEY}, client user "${name()}", client host "${name()}"`,
  (name) => `Invalid user ${name()} from ${SOURCE}`,
  (name) => `Invalid user ${name()} from ${REAL}`,
  (name) => `error: maximum authentication attempts exceeded for invalid user ${name()} from ${SOURCE} ssh2 [preauth]`,
  (name) => `Connection closed by invalid user ${name()} ${SOURCE} [preauth]`,
  (name) => `Connection reset by authenticating user ${name()} ${SOURCE} [preauth]`,
  (name) => `Disconnected from invalid user ${name()} ${SOURCE} [preauth]`,
  (name) => `Disconnecting invalid user ${name()} ${SOURCE}: Too many authentication failures [preauth]`,
  (name, text) => {
    const user = name();
    const reason = `Change of username or service not allowed: (${user},ssh-connection) -> (${text()},ssh-connection)`;
    return `Disconnecting invalid user ${user} ${SOURCE}: ${reason.slice(0, 100)} [preauth]`;
  },
  (_, text) => `Received disconnect from ${SOURCE}:3: ${text()} [preauth]`,
  (_, text) => `error: Received disconnect from ${REAL}: 14: ${text()} [preauth]`,
  (_, text) => `Bad protocol version identification '${text()}' from ${SOURCE}`,
  (_, text) => `Bad protocol version identification '${text()}' from ${REAL}`,
  (_, text) => `error: kex_exchange_identification: client sent invalid protocol identifier "${text()}"`,
  (_, text) => `Unable to negotiate with ${SOURCE}: no matching cipher found. Their offer: ${text()} [preauth]`,
  (_, text) => `Protocol major versions differ for ${SOURCE}: SSH-2.0-OpenSSH_9.6 vs. ${text()}`,
  (name) => `error: PAM: Authentication failure for illegal user ${name()} from ${REAL}`,
  (name) =>
    `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${REAL}  user=${name()}`,
  (name) => `PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=${REAL}  user=${name()}`,
  (name) => `pam_faillock(sshd:auth): Consecutive login failures for user ${name()} account temporarily locked`,
  (name) => `User ${name()} from ${REAL} not allowed because not listed in AllowUsers`,
  (name) => `User ${name()} not allowed because account is locked`,
  (name) => `refused connect from ${name()}@host (${REAL})`,
  (name) => `input_userauth_request: invalid user ${name()} [preauth]`,
  (name) => `administratively prohibited connection for invalid user ${name()} from ${SOURCE}`,
  (name) => `error: public key ${KEY} signature for invalid user ${name()} from ${SOURCE} rejected: user presence `,
  (name) => `userauth_hostbased mismatch: client sends ${name()}, but we resolve ${REAL} to host.example.org`,
  (_, text) => `probed from ${SOURCE} with ${text()}.  Don't panic.`,
  (name) => `ssh_packet_disconnect: Connection from invalid user ${name()} ${SOURCE}: Broken pipe [preauth]`,
  (name) => `Disconnecting invalid user ${name()} ${SOURCE}: strict KEX violation: unexpected packet type 30 [preauth]`,
  (name) => `pam_listfile(sshd:auth): Refused user ${name()} for service sshd`,
  (name) => `pam_winbind(sshd:auth): user '${name()}' denied access (incorrect password or invalid membership)`,
  (name) => `pam_tally2(sshd:auth): user ${name()} (1000) tally 7, deny 5`,
  (name) => `pam_access(sshd:account): access denied for user '${name()}' from '${REAL}'`,
  (name) => `error: check_pam_user: PAM user "${name()}" does not match previous "${name()}"`,
  (_, text) => `Early exit from <${REAL}:40022>: ${text()}`,
  (name) => `Bad password attempt for '${name()}' from ${REAL}:40022`,
  (name) => `login attempt for nonexistent user '${name()}' from ${REAL}:40022`,
  (name) =>
    `Exit before auth from <${REAL}:40022>: (user '${name()}', 10 fails): Max auth tries reached - user '${name()}'`,
  (name) =>
    `Exit before auth (user '${name()}', 10 fails): Max auth tries reached - user '${name()}' from ${REAL}:40022`,
];

/** A message whose client stays within what sshd lets it choose. The address in it that counts is {@link REAL}. */
export function hostileMessage(below: Below): string {
  const template = TEMPLATES[below(TEMPLATES.length)]!;
  const message = template(
    () => clientText(below, LONGEST_NAME),
    () => clientText(below, 400),
  );
  return message.slice(0, SYSLOG_CUT);
}
