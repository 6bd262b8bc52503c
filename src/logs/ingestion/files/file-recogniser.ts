import type { FileCheckpoint } from './log-file.entity.js';
import type { FileStatus } from './file-signature.js';
import { FINGERPRINT_BYTES, likeness } from './fingerprint.js';
import type { Beginning } from './fingerprint.js';
import type { LogContent, PassedBytes } from './log-content.js';

/** What a file turns out to be. */
type Recognition =
  | { readonly kind: 'known'; readonly file: FileCheckpoint }
  | { readonly kind: 'new' }
  /** A copy that is still being made of a file that we know: it waits. */
  | { readonly kind: 'unfinished-copy' }
  /** What another source has read: it is not read again. */
  | { readonly kind: 'copy-of-other'; readonly file: FileCheckpoint };

/** What is known while files of one source are recognised. */
export interface KnownFiles {
  /** Files of the source, as far as they have been read. */
  readonly own: readonly FileCheckpoint[];
  /** Files of other sources that it may be a copy of, those first of which least was taken. */
  readonly others: (beginning: Beginning) => readonly FileCheckpoint[];
  /** The inodes of the files that were last read under the live name before this scan, by number. */
  readonly formerlyLive: ReadonlyMap<number, string>;
  /** The inodes that the source's files have now. */
  readonly present: ReadonlySet<string>;
}

/**
 * Tells which file a content is, by what was taken from the files that we know; see
 * `docs/decisions/0001-files-are-known-by-content.md`.
 *
 * @param isLive true where the file has the live name, not one that rotation gave it
 */
export async function* recogniseFile(
  content: LogContent,
  beginning: Beginning,
  status: FileStatus,
  isLive: boolean,
  known: KnownFiles,
): AsyncGenerator<PassedBytes, Recognition> {
  if (beginning.bytes.length === 0) return { kind: 'new' };
  let best: FileCheckpoint | null = null;
  let isBeginning = false;
  // Compressed content is read once, from its beginning to its end.
  for (const file of [...known.own].sort((one, other) => one.offset - other.offset)) {
    const like = yield* likeness(content, beginning, file);
    if (like === 'same' && (best === null || file.offset > best.offset)) best = file;
    if (like === 'beginning') isBeginning = true;
  }
  if (best !== null) return isSuccessor(best, status, isLive, known) ? { kind: 'new' } : { kind: 'known', file: best };
  // The live file with a beginning of what we have had was rewritten; a rotated one is a copy in progress.
  if (isBeginning && !isLive) return { kind: 'unfinished-copy' };
  return yield* findCopy(content, beginning, known.others(beginning));
}

async function* findCopy(
  content: LogContent,
  beginning: Beginning,
  others: readonly FileCheckpoint[],
): AsyncGenerator<PassedBytes, Recognition> {
  for (const file of others) {
    if ((yield* likeness(content, beginning, file)) === 'different') continue;
    return { kind: 'copy-of-other', file };
  }
  return { kind: 'new' };
}

/**
 * A new live file may begin with the very line that its predecessor began with. While so little was taken that the
 * content cannot tell them apart, the predecessor does: it was live, and is here under another name.
 */
function isSuccessor(match: FileCheckpoint, status: FileStatus, isLive: boolean, known: KnownFiles): boolean {
  if (match.offset >= FINGERPRINT_BYTES || !isLive) return false;
  const inode = known.formerlyLive.get(match.number);
  return inode !== undefined && inode !== status.inode && known.present.has(inode);
}
