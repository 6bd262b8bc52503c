import * as audit from '../auditd.js';
import * as pam from '../pam.js';
import { formsOf } from '../program.js';
import type { Program } from '../program.js';
import * as authResults from './auth-results.js';
import * as connectionEnds from './connection-ends.js';
import * as connectionStarts from './connection-starts.js';
import * as housekeeping from './housekeeping.js';
import * as keys from './keys.js';
import * as protocol from './protocol.js';
import * as refusals from './refusals.js';
import * as sessions from './sessions.js';
import * as probes from './probes.js';
import * as listener from './listener.js';
import { SSH_LOG_TYPES } from './log-types.js';

/** OpenSSH's server, with what PAM and auditd say for it. */
export const SSHD: Program = {
  names: ['sshd', 'sshd-session', 'sshd-auth'],
  // Linux-PAM before 1.0 tagged its lines with the service and the module.
  tags: [
    { tag: 'sshd(pam_unix)', name: 'sshd', read: (message) => pam.readModuleText(message, 0, 'pam_unix') },
    { tag: 'sshd(pam_google_authenticator)', name: 'sshd', read: sessions.readGoogleAuthenticator },
  ],
  logSource: { category: ['authentication'], product: ['linux', 'unix', 'openssh'], service: ['sshd', 'ssh', 'auth'] },
  logTypes: SSH_LOG_TYPES,
  remarkType: 'ssh_message',
  forms: formsOf(
    authResults,
    refusals,
    keys,
    pam,
    connectionStarts,
    connectionEnds,
    probes,
    protocol,
    listener,
    audit,
    sessions,
    housekeeping,
  ),
  readers: [
    ...authResults.authResultReaders,
    ...pam.pamReaders,
    ...refusals.invalidUserReaders,
    ...connectionEnds.clientDisconnectReaders,
    ...connectionEnds.connectionEndReaders,
    ...connectionStarts.connectionStartReaders,
    ...refusals.policyReaders,
    ...keys.keyReaders,
    ...probes.probeReaders,
    ...probes.keyExchangeReaders,
    ...listener.listenerReaders,
    ...protocol.protocolReaders,
    ...sessions.sessionReaders,
    ...housekeeping.housekeepingReaders,
    ...protocol.functionReaders,
  ],
  marks: { levels: ['error: ', 'fatal: '], suffix: ' [preauth]' },
  isKnownBare: true,
  typicalWords: ['sshd', 'Failed password for ', 'Invalid user ', 'Accepted publickey for ', ' [preauth]'],
  readAudit: audit.readAudit,
};
