import type { FileCheckpoint } from './log-file.entity.js';
import { FINGERPRINT_BYTES } from './fingerprint.js';
import type { Beginning } from './fingerprint.js';

/** A file that was taken from, found by its beginning. */
interface TakenFile {
  readonly owner: string;
  readonly file: FileCheckpoint;
}

/**
 * What was taken of the files of all sources, to tell whether one source's file is a copy of another's. A look-up by the
 * beginning of a file costs the same however many files there are.
 */
export class TakenFiles {
  /** By head: those of which enough was taken to tell them apart. */
  private readonly byHead = new Map<string, Map<string, TakenFile>>();
  /** As {@link byHead}, where the head is shorter than a whole one: a hole is behind it. */
  private readonly shortHeads = new Map<string, TakenFile>();
  private readonly byOwner = new Map<string, Map<number, FileCheckpoint>>();

  /** @param owner path of the source */
  put(owner: string, file: FileCheckpoint): void {
    let files = this.byOwner.get(owner);
    if (files === undefined) this.byOwner.set(owner, (files = new Map()));
    const before = files.get(file.number);
    if (before !== undefined) this.remove(owner, before);
    files.set(file.number, file);
    if (file.offset < FINGERPRINT_BYTES) return;
    const key = `${file.number} ${owner}`;
    if (file.head.length < WHOLE_HEAD) {
      this.shortHeads.set(key, { owner, file });
      return;
    }
    let alike = this.byHead.get(file.head);
    if (alike === undefined) this.byHead.set(file.head, (alike = new Map()));
    alike.set(key, { owner, file });
  }

  /** Forgets the files of a source that is opened anew. */
  forget(owner: string): void {
    for (const file of this.byOwner.get(owner)?.values() ?? []) this.remove(owner, file);
    this.byOwner.delete(owner);
  }

  /** Files of other sources that a file with this beginning may be a copy of, those first of which least was taken. */
  likely(owner: string, { bytes }: Beginning): FileCheckpoint[] {
    const found: TakenFile[] = [...this.shortHeads.values()];
    if (bytes.length >= FINGERPRINT_BYTES) {
      const head = bytes.subarray(0, FINGERPRINT_BYTES).toString('base64');
      for (const taken of this.byHead.get(head)?.values() ?? []) found.push(taken);
    } else {
      // Three bytes are four characters: so far a short beginning and a head must be the same text.
      const text = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
      for (const [head, alike] of this.byHead) if (head.startsWith(text)) found.push(...alike.values());
    }
    return found
      .filter((taken) => taken.owner !== owner)
      .map(({ file }) => file)
      .sort((one, other) => one.offset - other.offset);
  }

  private remove(owner: string, { number, head }: FileCheckpoint): void {
    const key = `${number} ${owner}`;
    this.shortHeads.delete(key);
    const alike = this.byHead.get(head);
    alike?.delete(key);
    if (alike?.size === 0) this.byHead.delete(head);
  }
}

/** Characters of a head that is as long as heads are. */
const WHOLE_HEAD = Buffer.alloc(FINGERPRINT_BYTES).toString('base64').length;
