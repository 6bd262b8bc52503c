import * as audit from '../auditd.js';
import * as pam from '../pam.js';
import { formsOf } from '../program.js';
import type { Program } from '../program.js';
import * as authResults from './auth-results.js';
import * as clientDisconnects from './client-disconnects.js';
import * as connectionEnds from './connection-ends.js';
import * as connectionStarts from './connection-starts.js';
import * as housekeeping from './housekeeping.js';
import * as invalidUsers from './invalid-users.js';
import * as keyExchange from './key-exchange.js';
import * as listener from './listener.js';
import { SSH_LOG_TYPES } from './log-types.js';
import * as policy from './policy-refusals.js';
import * as probes from './probes.js';

/** OpenSSH's server, with what PAM and auditd say for it. */
export const SSHD: Program = {
  names: ['sshd', 'sshd-session', 'sshd-auth'],
  // Linux-PAM before 1.0 tagged its lines with the service and the module.
  tags: [{ tag: 'sshd(pam_unix)', name: 'sshd', read: (message) => pam.readModuleText(message, 0, 'pam_unix') }],
  logSource: { category: ['authentication'], product: ['linux', 'unix', 'openssh'], service: ['sshd', 'ssh', 'auth'] },
  logTypes: SSH_LOG_TYPES,
  forms: formsOf(
    authResults,
    invalidUsers,
    policy,
    pam,
    connectionStarts,
    connectionEnds,
    clientDisconnects,
    probes,
    keyExchange,
    listener,
    audit,
    housekeeping,
  ),
  readers: [
    ...authResults.authResultReaders,
    ...pam.pamReaders,
    ...invalidUsers.invalidUserReaders,
    ...clientDisconnects.clientDisconnectReaders,
    ...connectionEnds.connectionEndReaders,
    ...connectionStarts.connectionStartReaders,
    ...policy.policyReaders,
    ...probes.probeReaders,
    ...keyExchange.keyExchangeReaders,
    ...listener.listenerReaders,
    ...housekeeping.housekeepingReaders,
  ],
  marks: { levels: ['error: ', 'fatal: '], suffix: ' [preauth]' },
  isKnownBare: true,
  readAudit: audit.readAudit,
};
