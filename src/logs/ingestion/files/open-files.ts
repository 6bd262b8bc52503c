import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { statusOf } from './file-signature.js';
import type { FileStatus } from './file-signature.js';

/** Descriptors that are open at once, whatever the number of files. */
const MAX_OPEN = 128;

/** A file that is read: a descriptor is opened for it when it is needed, and may be closed between two reads. */
export interface OpenedFile {
  readonly path: string;
  /** As it was when it was opened first. */
  readonly status: FileStatus;
  /**
   * Up to `length` bytes from `offset`, fewer only at the end; into memory that is there, where it is given.
   *
   * @throws ESWAPPED where the path leads elsewhere by now
   */
  read(offset: number, length: number, into?: Buffer): Promise<Buffer>;
  close(): Promise<void>;
}

/**
 * The one owner of the descriptors of log files. Few are open at once; {@link closeAll} closes whatever is left, also
 * of a file whose reading failed half way.
 */
export class OpenFiles {
  /** The one that was used longest ago comes first. */
  private readonly handles = new Map<OpenedFile, Promise<FileHandle>>();

  constructor(private readonly most = MAX_OPEN) {}

  /** How many descriptors are open. */
  get size(): number {
    return this.handles.size;
  }

  /** @throws NodeJS.ErrnoException as `open` does; `EISDIR` where there is no regular file, also behind a link */
  async open(path: string): Promise<OpenedFile> {
    const { handle, status } = await openRegular(path);
    const file: OpenedFile = {
      path,
      status,
      read: (offset, length, into) => this.read(file, offset, length, into),
      close: () => this.close(file),
    };
    this.handles.set(file, Promise.resolve(handle));
    await this.makeRoom();
    return file;
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.handles.keys()].map((file) => this.close(file)));
  }

  private async read(
    file: OpenedFile,
    offset: number,
    length: number,
    buffer: Buffer = Buffer.allocUnsafe(length),
  ): Promise<Buffer> {
    const handle = await this.handleOf(file);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  private async handleOf(file: OpenedFile): Promise<FileHandle> {
    const known = this.handles.get(file);
    this.handles.delete(file);
    const handle = known ?? reopen(file);
    this.handles.set(file, handle);
    if (known === undefined) {
      handle.catch(() => this.handles.delete(file));
      await this.makeRoom();
    }
    return handle;
  }

  private async makeRoom(): Promise<void> {
    for (const file of this.handles.keys()) {
      if (this.handles.size <= this.most) return;
      await this.close(file);
    }
  }

  private async close(file: OpenedFile): Promise<void> {
    const handle = this.handles.get(file);
    this.handles.delete(file);
    // One that was never opened has nothing to close; its reader has heard why.
    await (await handle?.catch(() => null))?.close();
  }
}

async function reopen({ path, status }: OpenedFile): Promise<FileHandle> {
  const opened = await openRegular(path);
  if (opened.status.inode === status.inode) return opened.handle;
  await opened.handle.close();
  throw Object.assign(new Error(`${path} is another file by now`), { code: 'ESWAPPED' });
}

/** Whatever the path leads to by the time it is opened: a pipe is not waited for, and nothing but a file is read. */
async function openRegular(path: string): Promise<{ handle: FileHandle; status: FileStatus }> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return { handle, status: statusOf(path, await handle.stat({ bigint: true })) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
