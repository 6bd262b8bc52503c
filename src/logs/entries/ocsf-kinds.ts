import type { OcsfClass } from '../../common/ocsf-event.js';
import { FILTER_LOG_TYPE, categoryOf, isFilterType } from '../programs/registry.js';
import type { LogCategory, LogType } from '../parsing/parsed-line.js';

/** What an entry is in the schema of OCSF. */
export interface OcsfKind {
  readonly class: OcsfClass;
  /** A number of the class, or the name of one that it does not know. */
  readonly activity: number | string;
  readonly succeeded?: boolean;
}

const FAILED_LOGON: OcsfKind = { class: 'authentication', activity: 1, succeeded: false };
const LOGON: OcsfKind = { class: 'authentication', activity: 1, succeeded: true };
const LOGOFF: OcsfKind = { class: 'authentication', activity: 2, succeeded: true };
const STEP_PASSED: OcsfKind = { class: 'authentication', activity: 'Step passed', succeeded: true };
const SESSION_OPENED: OcsfKind = { class: 'authentication', activity: 'Session opened', succeeded: true };
const SWITCHED: OcsfKind = { class: 'authentication', activity: 7, succeeded: true };
const SWITCH_FAILED: OcsfKind = { class: 'authentication', activity: 7, succeeded: false };
const LAUNCHED: OcsfKind = { class: 'process', activity: 1, succeeded: true };
const FAILED_CONNECTION: OcsfKind = { class: 'ssh', activity: 4, succeeded: false };
const REFUSED_CONNECTION: OcsfKind = { class: 'ssh', activity: 5, succeeded: false };
const FILE_OPENED: OcsfKind = { class: 'file', activity: 14, succeeded: true };

/** Log types that their category does not say enough of. */
const BY_TYPE: Readonly<Record<LogType, OcsfKind>> = {
  ssh_pam_success: STEP_PASSED,
  ssh_second_factor_passed: STEP_PASSED,
  ssh_login_continued: STEP_PASSED,
  ssh_second_factor_skipped: { class: 'authentication', activity: 'Second factor skipped', succeeded: true },
  ssh_account_lockout: { class: 'account', activity: 9, succeeded: true },
  ssh_connection_opened: { class: 'ssh', activity: 1, succeeded: true },
  ssh_connection_ended: { class: 'ssh', activity: 2 },
  ssh_connection_refused: REFUSED_CONNECTION,
  ssh_timeout: FAILED_CONNECTION,
  ssh_throttled: REFUSED_CONNECTION,
  ssh_penalty: { class: 'ssh', activity: 'Penalty' },
  ssh_penalty_drop: REFUSED_CONNECTION,
  ssh_session_refused: REFUSED_CONNECTION,
  ssh_forwarding_refused: REFUSED_CONNECTION,
  ssh_transferred: { class: 'ssh', activity: 6 },
  ssh_sftp_session: { class: 'ssh', activity: 'SFTP session' },
  ssh_session_opened: SESSION_OPENED,
  ssh_session_closed: LOGOFF,
  ssh_command: LAUNCHED,
  sftp_session_opened: { class: 'ssh', activity: 'SFTP session opened' },
  sftp_session_closed: { class: 'ssh', activity: 'SFTP session closed' },
  sftp_file_written: FILE_OPENED,
  sftp_file_opened: FILE_OPENED,
  sftp_file_read: { class: 'file', activity: 2, succeeded: true },
  sftp_file_changed: { class: 'file', activity: 'Changed', succeeded: true },
  sudo_command: LAUNCHED,
  sudo_refused: SWITCH_FAILED,
  su_switched: SWITCHED,
  su_failed: SWITCH_FAILED,
  pkexec_command: LAUNCHED,
  pkexec_refused: SWITCH_FAILED,
  pkexec_suspicious_environment: SWITCH_FAILED,
  pam_privilege_failure: SWITCH_FAILED,
  polkit_authorized: { class: 'authorization', activity: 1, succeeded: true },
  polkit_refused: { class: 'authorization', activity: 1, succeeded: false },
  pam_session_opened: SESSION_OPENED,
  pam_session_closed: LOGOFF,
  logind_session_opened: SESSION_OPENED,
  logind_session_closed: LOGOFF,
  cron_command: LAUNCHED,
  cron_jobs_changed: { class: 'job', activity: 2, succeeded: true },
  account_created: { class: 'account', activity: 1, succeeded: true },
  account_deleted: { class: 'account', activity: 6, succeeded: true },
  account_changed: { class: 'account', activity: 'Update', succeeded: true },
  account_password_changed: { class: 'account', activity: 3, succeeded: true },
  account_change_failed: { class: 'account', activity: 'Update', succeeded: false },
  account_group_created: { class: 'group', activity: 6, succeeded: true },
  account_group_deleted: { class: 'group', activity: 5, succeeded: true },
  account_group_member_added: { class: 'group', activity: 3, succeeded: true },
  account_group_member_removed: { class: 'group', activity: 4, succeeded: true },
  account_group_changed: { class: 'group', activity: 'Update', succeeded: true },
};

const BY_CATEGORY: Partial<Record<LogCategory, OcsfKind>> = {
  login_failed: FAILED_LOGON,
  login_refused: FAILED_LOGON,
  login_succeeded: LOGON,
  probe: FAILED_CONNECTION,
};

/** What of a changed file, account or table of jobs says more than the log type. */
const BY_CHANGE: Readonly<Record<string, OcsfKind>> = {
  'sftp_file_changed remove': { class: 'file', activity: 4, succeeded: true },
  'sftp_file_changed rmdir': { class: 'file', activity: 4, succeeded: true },
  'sftp_file_changed rename': { class: 'file', activity: 5, succeeded: true },
  'sftp_file_changed mode': { class: 'file', activity: 6, succeeded: true },
  'sftp_file_changed owner': { class: 'file', activity: 6, succeeded: true },
  'account_changed lock': { class: 'account', activity: 9, succeeded: true },
  'account_changed unlock': { class: 'account', activity: 12, succeeded: true },
  'cron_jobs_changed delete': { class: 'job', activity: 3, succeeded: true },
};

/**
 * What an entry is in the schema. Where no class fits, it is a base event, whose activity is the log type.
 *
 * @param change what of an account, a file or a table of jobs is changed; undefined: the line does not say
 */
export function ocsfKind(type: LogType, change: string | undefined): OcsfKind {
  const declared = isFilterType(type) ? FILTER_LOG_TYPE : type;
  const own = BY_CHANGE[`${declared} ${change ?? ''}`] ?? (Object.hasOwn(BY_TYPE, declared) ? BY_TYPE[declared] : null);
  return own ?? BY_CATEGORY[categoryOf(type)] ?? { class: 'base', activity: type };
}
