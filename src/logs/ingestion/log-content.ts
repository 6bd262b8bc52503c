import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The uncompressed bytes of a log file, plain or gzip. */
export interface LogContent {
  /** True where the file is compressed: its size says nothing, and it does not grow. */
  readonly compressed: boolean;
  /** Up to `length` bytes from `offset`; fewer only at the end, none behind it. */
  read(offset: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/**
 * @throws NodeJS.ErrnoException when the file cannot be opened; a gzip file that is damaged or still being written
 * fails in `read` with `Z_BUF_ERROR` or `Z_DATA_ERROR`.
 */
export async function openContent(path: string): Promise<LogContent> {
  const handle = await open(path, 'r');
  const plain = new PlainContent(handle);
  try {
    const start = await plain.read(0, 2);
    if (UTF16_MARKS.some((mark) => mark.equals(start))) {
      throw Object.assign(new Error(`${path} is in UTF-16; convert it: iconv -f UTF-16 -t UTF-8`), {
        code: 'EENCODING',
      });
    }
    if (!start.equals(GZIP_MAGIC)) return plain;
  } catch (error) {
    await plain.close();
    throw error;
  }
  await plain.close();
  return new StreamContent(() => gunzipped(path), true);
}

/** The byte order marks of UTF-16: such a file is said, since read as UTF-8 none of its lines would be one of sshd. */
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** What every gzip file begins with (RFC 1952, section 2.3.1), whatever it is called. */
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

function gunzipped(path: string): Readable {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}

class PlainContent implements LogContent {
  readonly compressed = false;

  constructor(private readonly handle: FileHandle) {}

  async read(offset: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.handle.read(buffer, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  close(): Promise<void> {
    return this.handle.close();
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

  constructor(
    private readonly openStream: () => Readable,
    readonly compressed: boolean,
  ) {}

  async read(offset: number, length: number): Promise<Buffer> {
    if (offset + length <= this.beginning.length) return this.beginning.subarray(offset, offset + length);
    if (this.chunks === null || offset < this.windowStart) await this.restart();
    await this.extendTo(offset, offset + length);
    const start = offset - this.windowStart;
    return start < 0 ? Buffer.alloc(0) : this.window.subarray(start, start + length);
  }

  async close(): Promise<void> {
    await this.chunks?.return?.();
    this.chunks = null;
  }

  private async restart(): Promise<void> {
    await this.close();
    this.chunks = this.openStream()[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    this.window = Buffer.alloc(0);
    this.windowStart = 0;
  }

  /** Reads on until the window reaches `end` or the file ends, letting go of what lies well before `start`. */
  private async extendTo(start: number, end: number): Promise<void> {
    let parts = [this.window];
    let reached = this.windowStart + this.window.length;
    while (reached < end) {
      const next = await this.chunks!.next();
      if (next.done) break;
      parts.push(next.value);
      reached += next.value.length;
      if (reached < start - KEPT_BYTES) parts = this.letGo(parts, reached);
    }
    this.window = Buffer.concat(parts);
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
