import type { FileCheckpoint } from './files/log-file.entity.js';
import type { PassedBytes } from './files/log-content.js';

/** Lines taken from a source, and the checkpoint that must be stored with what comes of them. */
export interface TakenLines {
  readonly lines: readonly string[];
  /** How many bytes they take. */
  readonly bytes: number;
  /** The latest moment at which the text can have been written, UTC milliseconds. */
  readonly referenceTime: number;
  readonly checkpoint: SourceCheckpoint;
  /** Bytes of the file that is being read; null where that is not known (compressed, no file). */
  readonly size: number | null;
}

/** Where reading goes on: behind a byte of a file, behind an entry of the journal, or in a batch that was pushed. */
export type SourceCheckpoint =
  | { readonly kind: 'file'; readonly file: FileCheckpoint }
  | { readonly kind: 'journal'; readonly cursor: string }
  | {
      readonly kind: 'push';
      readonly cursor: string;
      /** Id of the batch, where these are its last lines: its text is not needed any more. */
      readonly finished: number | null;
    };

/** What one step of reading has come to: lines, or a part that holds none. */
export type ReadStep = TakenLines | PassedBytes;

/** Something that kept a source from being read; it is tried again at the next scan. */
export interface SourceFault {
  readonly path: string;
  /** `ENOENT`, `EACCES`, `EISDIR`, `EIO`, `Z_DATA_ERROR`, `JOURNALCTL_MISSING`, … */
  readonly code: string;
  readonly message: string;
}

/**
 * Hands out the lines of a source, each once. It remembers what it has handed out; when storing a batch fails, it is
 * thrown away and a new one made from the stored checkpoints.
 */
export interface LineSource {
  /** Absolute path of the live file, `journald`, or `push:NAME`. */
  readonly path: string;
  /** How far each of its files has been handed out; none where it has no files. */
  readonly checkpoints: readonly FileCheckpoint[];
  /** Files whose last line had no newline yet, and was left, in the last {@link read}. */
  readonly incomplete: readonly string[];
  /** What went wrong in the last {@link read}. */
  readonly faults: readonly SourceFault[];
  /**
   * What was handed out counts as taken; whoever does not store all of it throws the source away.
   *
   * @param now UTC milliseconds
   * @param batchBytes asked before each batch: how much of the log it may take
   */
  read(now: number, batchBytes: () => number): AsyncGenerator<ReadStep>;
}

/** True where something could not be read; of a copy, and of what is being read, nothing is missing. */
export function isFailure({ code }: SourceFault): boolean {
  return code !== 'ECOPY' && code !== 'ENOLINES';
}

/** Codes of what keeps no line from being read that is there. */
const HARMLESS = new Set([
  'ECOPY',
  'ENOLINES',
  'EFOLDER',
  'EENCODING',
  'ECOUNT',
  'EFILTER',
  'ENOENT',
  'JOURNALCTL_MISSING',
]);

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
    return `${path} is damaged or not complete (${message}); nothing more of it is taken. It is looked at again when it changes: replace it, or unpack what is whole with zcat and name that in LOG_FILES.`;
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
    case 'EFILTER':
      return `${path}: ${message}. Its lines are taken without it until the service starts again; mend the filter, or leave it out.`;
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
