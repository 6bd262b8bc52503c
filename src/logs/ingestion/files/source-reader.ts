import { basename, dirname, join } from 'node:path';
import type { FileCheckpoint } from './log-file.entity.js';
import { recogniseFile } from './file-recogniser.js';
import type { KnownFiles } from './file-recogniser.js';
import { fileStatus } from './file-signature.js';
import type { FileStatus } from './file-signature.js';
import { beginningOf, fingerprintOf } from './fingerprint.js';
import type { Beginning } from './fingerprint.js';
import type { FolderNames } from './rotation-names.js';
import { readLineBatches } from './line-batches.js';
import type { LineBatch } from './line-batches.js';
import type { LineSource, ReadStep, SourceFault } from '../line-source.js';
import { openContent, reach } from './log-content.js';
import type { LogContent, PassedBytes } from './log-content.js';
import { LookedThrough, faultOf, isSettled } from './looked-through.js';
import type { OpenFiles } from './open-files.js';
import type { TakenFiles } from './taken-files.js';

/** A last line without a newline is taken once its file has been quiet for so long: its writer is gone. */
const UNTERMINATED_SETTLES_AFTER_MS = 60_000;

/** What a reader shares with those of other sources. */
export interface SharedFiles {
  readonly open: OpenFiles;
  readonly folders: FolderNames;
  /** Where a file of another source is a copy of one of these, it is not read again. */
  readonly taken: TakenFiles;
}

/** What a reader is told besides its path. */
interface ReaderSetup {
  /** Checkpoints as they are stored. */
  readonly stored: readonly FileCheckpoint[];
  /** The files to read, oldest first, instead of all that continue the source. */
  readonly only?: readonly string[] | undefined;
  /** True where the files do not grow any more: a last line without a newline is taken at once. */
  readonly final?: boolean | undefined;
  /** A line that is longer is cut, bytes. */
  readonly longestLine: number;
  readonly files: SharedFiles;
  /** What earlier scans found out about files that gave no lines. */
  readonly lookedThrough?: LookedThrough | undefined;
}

/** A file that may hold something new. */
interface Candidate {
  readonly path: string;
  readonly status: FileStatus;
}

/** A compressed file that was left in the middle of a part without lines: it is gone on with, not begun again. */
interface Unfinished extends Reading {
  readonly steps: AsyncGenerator<ReadStep, void>;
}

/** A file as it was opened: its name may lead elsewhere than when it was looked at. */
interface Reading {
  readonly status: FileStatus;
  readonly compressed: boolean;
}

/**
 * Reads what is new in a source: the file at its path and the rotated files beside it, oldest first, each line once.
 *
 * Files are recognised by content, so a rename, a copy or a compression changes nothing. The reader remembers what
 * it has handed out; when storing a batch fails, make a new reader from the stored checkpoints. It works in steps of
 * some milliseconds: between two of them others are read, or the service stops.
 */
export class SourceReader implements LineSource {
  private readonly files: FileCheckpoint[];
  /** Signatures of files that were read to their end, by inode: unchanged means that there is nothing to open. */
  private readonly exhausted = new Map<string, string>();
  private readonly lookedThrough: LookedThrough;
  private currentFaults: SourceFault[] = [];
  /** The inodes of the files that were last read under the live name, by number, as of the last scan. */
  private formerlyLive: ReadonlyMap<number, string> = new Map();
  /** The inodes of the source's files in this scan. */
  private present: ReadonlySet<string> = new Set();
  private reading: Reading | null = null;
  private unfinished: Unfinished | null = null;
  /** True while the archive that is being read is only verified. */
  private isVerifying = false;

  constructor(
    readonly path: string,
    private readonly options: ReaderSetup,
  ) {
    this.files = [...options.stored];
    this.lookedThrough = options.lookedThrough ?? new LookedThrough();
    options.files.taken.forget(path);
    for (const file of options.stored) {
      this.exhausted.set(file.inode, file.signature);
      options.files.taken.put(path, file);
    }
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

  async *read(now: number, batchBytes: () => number): AsyncGenerator<ReadStep> {
    this.currentFaults = [];
    this.incomplete = [];
    this.formerlyLive = new Map(
      this.files.filter(({ path }) => path === this.path).map((file) => [file.number, file.inode]),
    );
    const candidates = await this.candidates();
    this.present = new Set(candidates.map(({ status }) => status.inode));
    this.lookedThrough.keepOnly(this.present);
    for (const candidate of candidates) yield* this.work(candidate, now, batchBytes);
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
    const { names, isWhole } = await this.options.files.folders.ofLog(folder, name);
    if (!isWhole) {
      const message = `${folder} holds too many files; rotated ones of ${name} may be missed`;
      this.currentFaults.push({ path: this.path, code: 'EFOLDER', message });
    }
    const paths = names.map((each) => join(folder, each));
    return names.includes(name) ? paths : [...paths, this.path];
  }

  private fault(path: string, error: unknown): void {
    this.currentFaults.push({ path, ...faultOf(error) });
  }

  /** Reads a file, or goes on with one that was left in the middle. Whatever is wrong with it, the next one is read. */
  private async *work({ path, status }: Candidate, now: number, batchBytes: () => number): AsyncGenerator<ReadStep> {
    if (this.exhausted.get(status.inode) === status.signature) return;
    const seen = this.lookedThrough.outcome(status);
    if (seen !== null) {
      if (seen.fault !== null) this.currentFaults.push({ path, ...seen.fault });
      return;
    }
    this.reading = null;
    this.isVerifying = false;
    const steps = this.resumed(status) ?? this.readFile(path, now, batchBytes);
    let passed = 0;
    let isLeft = true;
    try {
      for (let step = await steps.next(); step.done !== true; step = await steps.next()) {
        passed = passedBy(step.value, passed);
        yield step.value;
      }
      isLeft = false;
    } catch (error) {
      isLeft = false;
      const { code } = faultOf(error);
      // A rename in between: the next scan finds what is where.
      if (code === 'ESWAPPED') return;
      const reading = this.reading as Reading | null;
      if (isSettled(code) && reading !== null) this.lookedThrough.settle(reading.status, faultOf(error));
      this.fault(path, error);
    } finally {
      if (isLeft) await this.leave(path, steps, passed);
    }
  }

  private resumed({ signature }: FileStatus): Unfinished['steps'] | null {
    const { unfinished } = this;
    if (unfinished?.status.signature !== signature) return null;
    this.unfinished = null;
    this.reading = unfinished;
    return unfinished.steps;
  }

  /** @param passed bytes without a line, since the last one */
  private async leave(path: string, steps: Unfinished['steps'], passed: number): Promise<void> {
    if (passed === 0) {
      await steps.return();
      return;
    }
    const message = `${path} has a long part without any line`;
    if (!this.isVerifying) this.currentFaults.push({ path, code: 'ENOLINES', message });
    // What was passed over of a plain file is remembered; decompressing would begin at the beginning.
    await this.unfinished?.steps.return();
    this.unfinished = null;
    if (this.reading?.compressed === true) this.unfinished = { ...this.reading, steps };
    else await steps.return();
  }

  private async *readFile(path: string, now: number, batchBytes: () => number): AsyncGenerator<ReadStep, void> {
    const opened = await this.options.files.open.open(path);
    try {
      const { status } = opened;
      const content = await openContent(opened);
      this.reading = { status, compressed: content.compressed };
      try {
        yield* this.readContent(content, { path, status }, now, batchBytes);
      } finally {
        await content.close();
      }
    } finally {
      await opened.close();
    }
  }

  private async *readContent(
    content: LogContent,
    { path, status }: Candidate,
    now: number,
    batchBytes: () => number,
  ): AsyncGenerator<ReadStep, void> {
    const beginning = yield* this.beginning(content, status);
    const found = yield* recogniseFile(content, beginning, status, path === this.path, this.known());
    if (found.kind === 'unfinished-copy') {
      if (content.compressed) this.lookedThrough.settle(status, null);
      return;
    }
    if (found.kind === 'copy-of-other') {
      throw Object.assign(new Error(`${path} holds what ${found.file.path} holds`), { code: 'ECOPY' });
    }
    const known = found.kind === 'known' ? found.file : null;
    const start = known ?? { offset: beginning.start, unterminated: false };
    if (content.compressed) yield* this.verify(content, start.offset);
    const takeUnterminated =
      content.compressed || now - status.modifiedAt > UNTERMINATED_SETTLES_AFTER_MS || this.options.final === true;
    const { longestLine } = this.options;
    const batches = readLineBatches(content, start, { batchBytes, longestLine, takeUnterminated });
    const last = yield* this.takeLines(content, beginning, known, { path, status }, batches, now);
    // With an incomplete last line the file is looked at again: it may be complete by then, or have settled.
    if (content.compressed) this.lookedThrough.settle(status, null);
    if (content.compressed || last?.offset === status.size) this.exhausted.set(status.inode, status.signature);
    else this.incomplete.push(path);
  }

  /**
   * Reads an archive to its end, where its checksum is: before that, what a damaged one decompresses to may be anything, such
   * as lines of its beginning once more. Where nothing is behind `offset`, there is nothing to verify.
   *
   * @throws Error with code `Z_DATA_ERROR` or `Z_BUF_ERROR`
   */
  private async *verify(content: LogContent, offset: number): AsyncGenerator<PassedBytes, void> {
    if ((await content.read(offset, 1)).length === 0) return;
    for await (const passed of reach(content, Number.POSITIVE_INFINITY)) {
      this.isVerifying = true;
      yield passed;
    }
    this.isVerifying = false;
  }

  /** A hole in front of a plain file is passed over once, not at every scan. */
  private async *beginning(content: LogContent, status: FileStatus): AsyncGenerator<PassedBytes, Beginning> {
    if (content.compressed) return yield* beginningOf(content);
    const steps = beginningOf(content, await this.lookedThrough.holeEnd(content, status));
    for (;;) {
      const { done, value } = await steps.next();
      if (done === true) return value;
      if (value.holeEnd !== undefined) this.lookedThrough.foundHole(status, value.holeEnd);
      yield value;
    }
  }

  /** @returns the checkpoint behind the last line taken, or the one it started from */
  private async *takeLines(
    content: LogContent,
    beginning: Beginning,
    known: FileCheckpoint | null,
    { path, status }: Candidate,
    batches: AsyncGenerator<LineBatch>,
    now: number,
  ): AsyncGenerator<ReadStep, FileCheckpoint | null> {
    const number = known?.number ?? this.files.reduce((most, file) => Math.max(most, file.number), 0) + 1;
    const file = { number, path, inode: status.inode, signature: '' };
    const common = { referenceTime: Math.min(now, status.modifiedAt), size: content.compressed ? null : status.size };
    let last = known;
    for await (const batch of batches) {
      const bytes = batch.offset - (last?.offset ?? beginning.start);
      const fingerprint = await fingerprintOf(content, beginning, batch.offset);
      if (fingerprint === null) throw Object.assign(new Error(`${path} shrank while being read`), { code: 'ESHRUNK' });
      last = { ...file, ...fingerprint, unterminated: batch.unterminated };
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

  private known(): KnownFiles {
    const { files: own, formerlyLive, present } = this;
    const { taken } = this.options.files;
    return { own, others: (beginning) => taken.likely(this.path, beginning), formerlyLive, present };
  }

  private remember(checkpoint: FileCheckpoint): void {
    const index = this.files.findIndex((file) => file.number === checkpoint.number);
    if (index === -1) this.files.push(checkpoint);
    else this.files[index] = checkpoint;
    this.options.files.taken.put(this.path, checkpoint);
  }
}

/** Bytes without a line so far, with those of a step. */
function passedBy(step: ReadStep, passed: number): number {
  if ('passed' in step) return passed + step.passed;
  return step.lines.length === 0 ? passed + step.bytes : 0;
}
