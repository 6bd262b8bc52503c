/** The programs whose lines are ours; everything else (sudo, su, dovecot, …) is another program. */
export type SshProgram = 'sshd' | 'sshd-session' | 'sshd-auth' | 'dropbear';

/** Linux-PAM before 1.0 tagged its lines with the service and the module. */
const OLD_PAM_TAG = 'sshd(pam_unix)';

/** The program that `text` names from `start` to `end`; null for one that is not ours. Case as written. */
export function sshProgramAt(text: string, start: number, end: number): SshProgram | null {
  switch (end - start) {
    case 4:
      return text.startsWith('sshd', start) ? 'sshd' : null;
    case 8:
      return text.startsWith('dropbear', start) ? 'dropbear' : null;
    case 9:
      return text.startsWith('sshd-auth', start) ? 'sshd-auth' : null;
    case 12:
      return text.startsWith('sshd-session', start) ? 'sshd-session' : null;
    case OLD_PAM_TAG.length:
      return text.startsWith(OLD_PAM_TAG, start) ? 'sshd' : null;
    default:
      return null;
  }
}

export function isOldPamTag(start: number, end: number): boolean {
  return end - start === OLD_PAM_TAG.length;
}
