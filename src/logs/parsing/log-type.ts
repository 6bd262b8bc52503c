/**
 * What an sshd line says happened. The name is the `log_type` of a stored log entry, of `explain` and of the API;
 * the text beside it is the documentation of that value.
 */
export const LOG_TYPE_MEANINGS = {
  ssh_failed_login: 'A login attempt was refused: wrong password, refused key, refused keyboard-interactive answer.',
  ssh_invalid_user: 'A client named an account that does not exist or may not log in.',
  ssh_accepted_login: 'A login succeeded.',
} as const;

export type LogType = keyof typeof LOG_TYPE_MEANINGS;

export const LOG_TYPES = Object.keys(LOG_TYPE_MEANINGS) as LogType[];
