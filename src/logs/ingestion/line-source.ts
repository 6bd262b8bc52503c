import type { FileCheckpoint } from './files/file-checkpoint.js';
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
