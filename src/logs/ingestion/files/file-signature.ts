import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What a directory entry says of a file, without opening it. */
export interface FileStatus {
  /** `device:inode:time of birth`: file systems give the inode of a deleted file to the next one. */
  readonly inode: string;
  readonly size: number;
  /** UTC milliseconds. */
  readonly modifiedAt: number;
  /** Changes whenever the file's content may have changed. */
  readonly signature: string;
}

/**
 * @throws NodeJS.ErrnoException as `stat` does; with code `EISDIR` when the path names no regular file.
 */
export async function fileStatus(path: string): Promise<FileStatus> {
  return statusOf(path, await stat(path, { bigint: true }));
}

/** @throws NodeJS.ErrnoException with code `EISDIR` when it is no regular file */
export function statusOf(path: string, status: BigIntStats): FileStatus {
  if (!status.isFile()) {
    const what = status.isDirectory() ? 'a directory' : 'not a regular file';
    throw Object.assign(new Error(`EISDIR: ${path} is ${what}`), { code: 'EISDIR' });
  }
  const inode = `${status.dev}:${status.ino}:${status.birthtimeNs}`;
  return {
    inode,
    size: Number(status.size),
    modifiedAt: Number(status.mtimeMs),
    signature: `${inode}:${status.size}:${status.mtimeNs}`,
  };
}
