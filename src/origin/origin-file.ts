import { readFile, stat } from 'node:fs/promises';
import { visibleText } from '../common/visible-text.js';
import { mmdbDatabase } from './mmdb-database.js';
import type { AddressOrigin, OriginDatabase } from './origin-database.js';
import { rangeDatabase } from './range-database.js';

/** Largest file: all of it is kept in memory. */
const MAX_BYTES = 512 * 1024 * 1024;

/** In an MMDB, at the start of what describes it, near the end of the file. */
const MMDB_MARK = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const MMDB_END = 128 * 1024;

/** How a file fares. */
export interface OriginFileState {
  readonly path: string;
  readonly kind: string | null;
  readonly builtAt: number | null;
  /** What is wrong with it; what was read before goes on to be used. */
  readonly error: string | null;
}

/** A file that says where addresses are from: read, and read again when it has changed. */
export class OriginFile {
  private database: OriginDatabase | null = null;
  private error: string | null = null;
  private stamp = '';

  /** @param path of an MMDB file, or of ranges in text; beside `geoip`, `geoip6` is read, too */
  constructor(readonly path: string) {}

  get state(): OriginFileState {
    const { path, database, error } = this;
    return { path, kind: database?.kind ?? null, builtAt: database?.builtAt ?? null, error };
  }

  /** Null: it says nothing, or cannot be read. */
  find(address: string): Partial<AddressOrigin> | null {
    try {
      return this.database?.find(address) ?? null;
    } catch (error) {
      this.error = wordsOf(error);
      return null;
    }
  }

  /** Reads it where it is not as it was. @returns what is newly wrong with it, or null */
  async refresh(): Promise<string | null> {
    const before = this.error;
    try {
      const paths = await this.paths();
      const stamp = paths.map(({ mark }) => mark).join(' ');
      if (stamp === this.stamp) return null;
      this.stamp = stamp;
      this.database = await readDatabase(paths.map(({ path }) => path));
      this.error = null;
    } catch (error) {
      this.error = wordsOf(error);
    }
    return this.error === before ? null : this.error;
  }

  private async paths(): Promise<{ readonly path: string; readonly mark: string }[]> {
    const first = await markOf(this.path).catch((error: unknown) => {
      // Once it can be found again, it is read, whatever it was before.
      this.stamp = '';
      throw error;
    });
    const second = await markOf(`${this.path}6`).catch(() => null);
    return [first, second].filter((each) => each !== null);
  }
}

async function markOf(path: string): Promise<{ readonly path: string; readonly mark: string }> {
  const { mtimeMs, size, ino } = await stat(path);
  if (size > MAX_BYTES) throw new Error(`is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
  return { path, mark: `${path}:${ino}:${size}:${mtimeMs}` };
}

async function readDatabase([path, ...others]: readonly string[]): Promise<OriginDatabase> {
  const bytes = await readFile(path!);
  if (bytes.includes(MMDB_MARK, Math.max(0, bytes.length - MMDB_END))) return mmdbDatabase(bytes);
  const rest = await Promise.all(others.map((each) => readFile(each, 'latin1')));
  return rangeDatabase([bytes.toString('latin1'), ...rest]);
}

function wordsOf(error: unknown): string {
  return visibleText(error instanceof Error ? error.message : String(error));
}
