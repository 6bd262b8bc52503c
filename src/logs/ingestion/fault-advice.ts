import type { SourceFault } from './line-source.js';

/** True where something could not be read; of a copy, and of what is being read, nothing is missing. */
export function isFailure({ code }: SourceFault): boolean {
  return code !== 'ECOPY' && code !== 'ENOLINES';
}

/** Codes of what keeps no line from being read that is there. */
const HARMLESS = new Set(['ECOPY', 'ENOLINES', 'EFOLDER', 'EENCODING', 'ECOUNT', 'ENOENT', 'JOURNALCTL_MISSING']);

/** True where lines that come are not taken. A log that is not there yet has none, and a damaged archive gets none. */
export function stopsIntake({ code }: SourceFault): boolean {
  return !HARMLESS.has(code) && !isDamagedArchive(code);
}

function isDamagedArchive(code: string): boolean {
  return code.startsWith('Z_');
}

/** What a fault of a log file means for the person who runs the service, and what to do. */
export function faultAdvice({ path, code, message }: SourceFault): string {
  if (isDamagedArchive(code)) {
    return `${path} is damaged (${message}); what can be read of it is taken. It is looked at again when it changes: replace it, or move it away.`;
  }
  switch (code) {
    case 'ENOENT':
      return `${path} does not exist yet; it is read as soon as it appears. Set LOG_FILES if the log is elsewhere.`;
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be read by this user; add the user to the file's group (on Debian: adm).`;
    case 'JOURNALCTL_MISSING':
      return 'The journal cannot be read: there is no journalctl on the PATH. Name log files in LOG_FILES instead.';
    case 'JOURNALCTL_FAILED':
      return `The journal cannot be read: ${message}. Add the user to the group systemd-journal, or name log files.`;
    case 'EBATCH':
      return `${path} cannot be scanned: ${message}. Check the disk and the database; the batch and those behind it wait.`;
    case 'ECOPY':
      return `${message}; it is not read again.`;
    case 'ENOLINES':
      return `${message}; it is passed over a part at a time, and other logs are read meanwhile.`;
    case 'EFOLDER':
      return `${message}.`;
    case 'EENCODING':
      return `${message}.`;
    case 'ECOUNT':
      return `${path}: ${message}. Please report it: GET /coverage and alerts about the source miss something.`;
    case 'EFAILED':
      return `${path} cannot be taken (${message}); it is tried again by itself, and the other logs go on.`;
    case 'EISDIR':
      return `${path} is not a regular file; name the log file itself in LOG_FILES, or a pattern such as ${path}/*.log.`;
    default:
      return `${path} could not be read (${message}); nothing of it is lost, and it is tried again.`;
  }
}
