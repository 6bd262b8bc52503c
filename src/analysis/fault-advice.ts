import type { SourceFault } from '../logs/ingestion/source-reader.js';

/** What a fault of a log file means for the person who runs the service, and what to do. */
export function faultAdvice({ path, code, message }: SourceFault): string {
  switch (code) {
    case 'ENOENT':
      return `${path} does not exist yet; it is read as soon as it appears. Set LOG_FILES if the log is elsewhere.`;
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be read by this user; add the user to the file's group (on Debian: adm).`;
    case 'EISDIR':
      return `${path} is not a regular file; name the log file itself in LOG_FILES.`;
    default:
      return `${path} could not be read (${message}); it is tried again at the next scan.`;
  }
}
