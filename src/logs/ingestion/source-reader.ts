import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileCheckpoint } from './file-checkpoint.js';
import { recogniseFile } from './file-recogniser.js';
import type { KnownFiles } from './file-recogniser.js';
import { fileStatus } from './file-signature.js';
import type { FileStatus } from './file-signature.js';
import { fingerprintOf } from './fingerprint.js';
import { readLineBatches } from './line-batches.js';
import type { LineBatch } from './line-batches.js';
import type { LineSource, SourceFault, TakenLines } from './line-source.js';
import { openContent } from './log-content.js';
import type { LogContent } from './log-content.js';
import { rotationOrder } from './rotation-names.js';

/** A last line without a newline is taken once its file has been quiet for so long: its writer is gone. */
const UNTERMINATED_SETTLES_AFTER_MS = 60_000;

/** What a reader is told besides its path. */
export interface ReaderSetup {
  /** Checkpoints as they are stored. */
  readonly stored: readonly FileCheckpoint[];
  /** The files to read, oldest first, instead of all that continue the source. */
  readonly only?: readonly string[] | undefined;
  /** True where the files do not grow any more: a last line without a newline is taken at once. */
  readonly final?: boolean | undefined;
  /** A line that is longer is cut, bytes. */
  readonly longestLine: number;
  /** Files of other sources: one that is a copy of theirs is not read again. */
  readonly others: () => readonly FileCheckpoint[];
}

/** A file that may hold something new. */
interface Candidate {
  readonly path: string;
  readonly status: FileStatus;
}

/**
 * Reads what is new in a source: the file at its path and the rotated files beside it, oldest first, each line once.
 *
 * Files are recognised by content, so a rename, a copy or a compression changes nothing. The reader remembers what
 * it has handed out; when storing a batch fails, make a new reader from the stored checkpoints.
 */
export class SourceReader implements LineSource {
  private readonly files: FileCheckpoint[];
  /** Signatures of files that were read to their end, by inode: unchanged means that there is nothing to open. */
  private readonly exhausted = new Map<string, string>();
  private currentFaults: SourceFault[] = [];
  /** The inodes of the files that were last read under the live name, by number, as of the last scan. */
  private formerlyLive: ReadonlyMap<number, string> = new Map();
  /** The inodes of the source's files in this scan. */
  private present: ReadonlySet<string> = new Set();

  constructor(
    readonly path: string,
    private readonly options: ReaderSetup,
  ) {
    this.files = [...options.stored];
    for (const file of options.stored) this.exhausted.set(file.inode, file.signature);
  }

  /** Files whose last line had no newline yet in the last {@link read}. */
  incomplete: string[] = [];

  /** How far each file has been handed out. */
  get checkpoints(): readonly FileCheckpoint[] {
    return this.files;
  }

  /** What went wrong in the last {@link read}. */
  get faults(): readonly SourceFault[] {
    return this.currentFaults;
  }

  async *read(now: number, batchBytes: () => number): AsyncGenerator<TakenLines> {
    this.currentFaults = [];
    this.incomplete = [];
    this.formerlyLive = new Map(
      this.files.filter(({ path }) => path === this.path).map((file) => [file.number, file.inode]),
    );
    const candidates = await this.candidates();
    this.present = new Set(candidates.map(({ status }) => status.inode));
    for (const candidate of candidates) {
      try {
        yield* this.readCandidate(candidate, now, batchBytes);
      } catch (error) {
        this.fault(candidate.path, error);
      }
    }
  }

  private async candidates(): Promise<Candidate[]> {
    const found: Candidate[] = [];
    for (const path of await this.paths()) {
      try {
        const status = await fileStatus(path);
        if (status.size > 0) found.push({ path, status });
      } catch (error) {
        this.fault(path, error);
      }
    }
    return found;
  }

  /** The live file's path is always among them, so that its absence shows as a fault. */
  private async paths(): Promise<readonly string[]> {
    if (this.options.only !== undefined) return this.options.only;
    const folder = dirname(this.path);
    const name = basename(this.path);
    const names = await readdir(folder).catch((): string[] => []);
    const ordered = rotationOrder(name, names).map((rotated) => join(folder, rotated));
    return names.includes(name) ? ordered : [...ordered, this.path];
  }

  private fault(path: string, error: unknown): void {
    const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
    this.currentFaults.push({ path, code, message });
  }

  private async *readCandidate(
    { path, status }: Candidate,
    now: number,
    batchBytes: () => number,
  ): AsyncGenerator<TakenLines> {
    if (this.exhausted.get(status.inode) === status.signature) return;
    const content = await openContent(path);
    try {
      const found = await recogniseFile(content, status, path === this.path, this.known());
      if (found.kind === 'unfinished-copy') return;
      if (found.kind === 'copy-of-other') {
        throw Object.assign(new Error(`${path} holds what ${found.file.path} holds`), { code: 'ECOPY' });
      }
      const known = found.kind === 'known' ? found.file : null;
      const batches = this.batches(content, known, status, now, batchBytes);
      const last = yield* this.takeLines(content, known, { path, status }, batches, now);
      // With an incomplete last line the file is looked at again: it may be complete by then, or have settled.
      if (content.compressed || last?.offset === status.size) this.exhausted.set(status.inode, status.signature);
      else this.incomplete.push(path);
    } finally {
      await content.close();
    }
  }

  /** @returns the checkpoint behind the last line taken, or the one it started from */
  private async *takeLines(
    content: LogContent,
    known: FileCheckpoint | null,
    { path, status }: Candidate,
    batches: AsyncGenerator<LineBatch>,
    now: number,
  ): AsyncGenerator<TakenLines, FileCheckpoint | null> {
    const number = known?.number ?? Math.max(0, ...this.files.map((file) => file.number)) + 1;
    const file = { number, path, inode: status.inode, signature: '' };
    const common = { referenceTime: Math.min(now, status.modifiedAt), size: content.compressed ? null : status.size };
    let last = known;
    for await (const batch of batches) {
      const bytes = batch.offset - (last?.offset ?? 0);
      last = await checkpointAt(content, batch, file);
      if (last.offset === common.size) last = { ...last, signature: status.signature };
      this.remember(last);
      yield { ...common, lines: batch.lines, bytes, checkpoint: { kind: 'file', file: last } };
    }
    if (!content.compressed || last === null) return last;
    // Only at the end of a compressed file is it known that there is no more.
    last = { ...last, ...file, signature: status.signature };
    this.remember(last);
    yield { ...common, lines: [], bytes: 0, checkpoint: { kind: 'file', file: last } };
    return last;
  }

  private batches(
    content: LogContent,
    known: FileCheckpoint | null,
    status: FileStatus,
    now: number,
    batchBytes: () => number,
  ): AsyncGenerator<LineBatch> {
    const settled = now - status.modifiedAt > UNTERMINATED_SETTLES_AFTER_MS;
    const takeUnterminated = content.compressed || settled || this.options.final === true;
    const start = known ?? { offset: 0, unterminated: false };
    return readLineBatches(content, start, { batchBytes, longestLine: this.options.longestLine, takeUnterminated });
  }

  private known(): KnownFiles {
    const { files: own, formerlyLive, present } = this;
    return { own, others: this.options.others(), formerlyLive, present };
  }

  private remember(checkpoint: FileCheckpoint): void {
    const index = this.files.findIndex((file) => file.number === checkpoint.number);
    if (index === -1) this.files.push(checkpoint);
    else this.files[index] = checkpoint;
  }
}

async function checkpointAt(
  content: LogContent,
  batch: LineBatch,
  file: Pick<FileCheckpoint, 'number' | 'path' | 'inode' | 'signature'>,
): Promise<FileCheckpoint> {
  const fingerprint = await fingerprintOf(content, batch.offset);
  if (fingerprint === null) throw Object.assign(new Error(`${file.path} shrank while being read`), { code: 'ESHRUNK' });
  return { ...file, ...fingerprint, unterminated: batch.unterminated };
}
