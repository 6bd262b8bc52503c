/** The programs whose lines are ours; everything else (sudo, su, dovecot, …) is another program. */
export type SshProgram = 'sshd' | 'sshd-session' | 'sshd-auth' | 'dropbear';

const PROGRAMS: readonly SshProgram[] = ['sshd', 'sshd-session', 'sshd-auth', 'dropbear'];
/** Linux-PAM before 1.0 tagged its lines with the service and the module. */
const OLD_PAM_TAG = 'sshd(pam_unix)';
const FIRST_LETTERS = 'sd';

/** The program that `text` names from `start` to `end`; null for one that is not ours. Case as written. */
export function sshProgramAt(text: string, start: number, end: number): SshProgram | null {
  if (!FIRST_LETTERS.includes(text[start] ?? '-')) return null;
  const length = end - start;
  for (const program of PROGRAMS) {
    if (program.length === length && text.startsWith(program, start)) return program;
  }
  return isOldPamTag(text, start, end) ? 'sshd' : null;
}

export function isOldPamTag(text: string, start: number, end: number): boolean {
  return end - start === OLD_PAM_TAG.length && text.startsWith(OLD_PAM_TAG, start);
}
