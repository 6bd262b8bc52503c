import { createGunzip } from 'node:zlib';
import type { OpenedFile, OpenFiles } from './open-files.js';

/** The uncompressed bytes of a log file, plain or gzip. */
export interface LogContent {
  /** True where the file is compressed: its size says nothing, and it does not grow. */
  readonly compressed: boolean;
  /** Up to `length` bytes from `offset`; fewer only at the end, none behind it. */
  read(offset: number, length: number): Promise<Buffer>;
  /** How many of the next `length` bytes are NUL before any other one is, or the end. */
  holeAt(offset: number, length: number): Promise<number>;
  /**
   * Goes on towards `offset`, where that takes work: past `bytes` bytes at most.
   *
   * @returns whether reading at `offset` costs no more than what is read there
   */
  approach(offset: number, bytes: number): Promise<boolean>;
  close(): Promise<void>;
}

/** What is passed over at once where no lines come of it: some milliseconds of work. */
export const SLICE_BYTES = 4 << 20;

/** Work that gave no lines; others get their turn. */
export interface PassedBytes {
  readonly passed: number;
  /** Where a hole at the beginning of the file reaches up to there: that offset. */
  readonly holeEnd?: number;
}

/** How many NUL bytes there are before any other. */
export function leadingNuls(bytes: Buffer): number {
  let length = 0;
  // A hole of a gigabyte is passed over at the speed of memory.
  while (length + NULS.length <= bytes.length && NULS.equals(bytes.subarray(length, length + NULS.length))) {
    length += NULS.length;
  }
  while (length < bytes.length && bytes[length] === 0) length++;
  return length;
}

const NULS = Buffer.alloc(4096);

/** Goes on to an offset slice by slice. */
export async function* reach(content: LogContent, offset: number): AsyncGenerator<PassedBytes, void> {
  while (!(await content.approach(offset, SLICE_BYTES))) yield { passed: SLICE_BYTES };
}

/**
 * @throws NodeJS.ErrnoException when the file cannot be opened; a gzip file that is damaged or still being written
 * fails in `read` with `Z_BUF_ERROR` or `Z_DATA_ERROR`.
 */
export async function openContent(file: OpenedFile): Promise<LogContent> {
  const start = await file.read(0, 2);
  if (UTF16_MARKS.some((mark) => mark.equals(start))) {
    throw Object.assign(new Error(`${file.path} is in UTF-16; convert it: iconv -f UTF-16 -t UTF-8`), {
      code: 'EENCODING',
    });
  }
  return start.equals(GZIP_MAGIC) ? new StreamContent(() => gunzipped(file), true, file) : new PlainContent(file);
}

/** Opens the content at a path; closing it closes the file. */
export async function openContentAt(files: OpenFiles, path: string): Promise<LogContent> {
  const file = await files.open(path);
  try {
    return await openContent(file);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The byte order marks of UTF-16: such a file is said, since read as UTF-8 none of its lines would be one of sshd. */
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** What every gzip file begins with (RFC 1952, section 2.3.1), whatever it is called. */
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** Compressed bytes that are read at once. */
const INPUT_BYTES = 32 << 10;

/** Decompresses as it is asked, and never ahead: between two calls nothing is read. */
function gunzipped(file: OpenedFile): AsyncIterator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 64 << 10 });
  let position = 0;
  let isWriting = false;
  let inputEnded = false;
  let outputEnded = false;
  let failure: Error | null = null;
  let wake: (() => void) | null = null;
  gunzip.on('readable', () => wake?.());
  gunzip.on('end', () => {
    outputEnded = true;
    wake?.();
  });
  gunzip.on('error', (error) => {
    failure = error;
    wake?.();
  });
  const feed = async (): Promise<void> => {
    const bytes = await file.read(position, INPUT_BYTES);
    position += bytes.length;
    inputEnded = bytes.length === 0;
    isWriting = !inputEnded;
    if (inputEnded) gunzip.end();
    else
      gunzip.write(bytes, () => {
        isWriting = false;
        wake?.();
      });
  };
  return {
    next: async () => {
      for (;;) {
        if (failure !== null) throw failure;
        const value = gunzip.read() as Buffer | null;
        if (value !== null) return { done: false, value };
        if (outputEnded) return { done: true, value: undefined };
        if (!isWriting && !inputEnded) await feed();
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    return: async () => {
      gunzip.destroy();
      return { done: true, value: undefined };
    },
  };
}

/** Read at once while a hole is passed over. */
const SCRATCH_BYTES = 1 << 20;

class PlainContent implements LogContent {
  readonly compressed = false;

  private scratch: Buffer | null = null;

  constructor(private readonly file: OpenedFile) {}

  read(offset: number, length: number): Promise<Buffer> {
    return this.file.read(offset, length);
  }

  /** Into the same memory, which the processor's cache holds: several times faster than into new one. */
  async holeAt(offset: number, length: number): Promise<number> {
    this.scratch ??= Buffer.allocUnsafe(SCRATCH_BYTES);
    let hole = 0;
    while (hole < length) {
      const part = Math.min(SCRATCH_BYTES, length - hole);
      const nuls = leadingNuls(await this.file.read(offset + hole, part, this.scratch));
      hole += nuls;
      if (nuls < part) break;
    }
    return hole;
  }

  async approach(): Promise<boolean> {
    return true;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** How far behind the present read, and how far into the file, bytes stay at hand. */
const KEPT_BYTES = 4096;

/**
 * Content that comes as a stream. What was read last, a little before it, and the beginning stay at hand; any other
 * read backwards opens the stream anew.
 */
export class StreamContent implements LogContent {
  private chunks: AsyncIterator<Buffer> | null = null;
  private beginning: Buffer = Buffer.alloc(0);
  private window: Buffer = Buffer.alloc(0);
  private windowStart = 0;
  private hasEnded = false;

  constructor(
    private readonly openStream: () => AsyncIterator<Buffer>,
    readonly compressed: boolean,
    private readonly file: OpenedFile | null = null,
  ) {}

  async read(offset: number, length: number): Promise<Buffer> {
    if (offset + length <= this.beginning.length) return this.beginning.subarray(offset, offset + length);
    await this.goBackTo(offset);
    await this.extendTo(offset, offset + length);
    const start = offset - this.windowStart;
    return start < 0 ? Buffer.alloc(0) : this.window.subarray(start, start + length);
  }

  async holeAt(offset: number, length: number): Promise<number> {
    return leadingNuls(await this.read(offset, length));
  }

  async approach(offset: number, bytes: number): Promise<boolean> {
    if (offset <= this.beginning.length) return true;
    await this.goBackTo(offset);
    const end = Math.min(offset, this.windowStart + this.window.length + bytes);
    await this.extendTo(end, end);
    return end === offset || this.hasEnded;
  }

  async close(): Promise<void> {
    await this.chunks?.return?.();
    this.chunks = null;
    await this.file?.close();
  }

  private async goBackTo(offset: number): Promise<void> {
    if (this.chunks !== null && offset >= this.windowStart) return;
    await this.chunks?.return?.();
    this.chunks = this.openStream();
    this.window = Buffer.alloc(0);
    this.windowStart = 0;
    this.hasEnded = false;
  }

  /** Reads on until the window reaches `end` or the file ends, letting go of what lies well before `start`. */
  private async extendTo(start: number, end: number): Promise<void> {
    let parts = [this.window];
    let reached = this.windowStart + this.window.length;
    while (reached < end && !this.hasEnded) {
      const next = await this.chunks!.next();
      if (next.done === true) {
        this.hasEnded = true;
        break;
      }
      parts.push(next.value);
      reached += next.value.length;
      if (reached < start - KEPT_BYTES) parts = this.letGo(parts, reached);
    }
    this.window = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    if (this.windowStart === 0) this.beginning = Buffer.from(this.window.subarray(0, KEPT_BYTES));
    const superfluous = Math.max(0, Math.min(start - KEPT_BYTES - this.windowStart, this.window.length));
    this.window = this.window.subarray(superfluous);
    this.windowStart += superfluous;
  }

  private letGo(parts: Buffer[], reached: number): Buffer[] {
    if (this.windowStart === 0) this.beginning = Buffer.from(Buffer.concat(parts).subarray(0, KEPT_BYTES));
    this.windowStart = reached;
    return [];
  }
}
