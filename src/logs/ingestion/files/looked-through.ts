import type { FileStatus } from './file-signature.js';
import type { SourceFault } from '../line-source.js';
import type { LogContent } from './log-content.js';

type Fault = Pick<SourceFault, 'code' | 'message'>;

/** What looking through a file has come to. */
interface Outcome {
  readonly signature: string;
  /** What is wrong with it; null: it holds nothing that is not known. */
  readonly fault: Fault | null;
}

/** As it is stored with a source. */
export interface LookedThroughState {
  /** Inode, signature, and code and message of what is wrong. */
  readonly files: readonly (readonly [inode: string, signature: string, code: string | null, message: string | null])[];
  /** Inode, and the end of the hole at the beginning as far as it is known. */
  readonly holes: readonly (readonly [inode: string, end: number])[];
}

/** How many files and holes of a source are stored; more are looked through again after a restart. */
const MAX_STORED = 500;
/** How much of a message is stored. */
const MAX_MESSAGE = 500;
/** How much is read at either end of a hole to see that it is still there. */
const SAMPLE_BYTES = 4096;

/**
 * What is known of a source's files that gave no lines, so that they are not looked through again for as long as they do
 * not change: copies of what was read, damaged archives, and holes. Decompressing an archive or passing over a hole of
 * many gigabytes is work for minutes.
 */
export class LookedThrough {
  private readonly outcomes = new Map<string, Outcome>();
  private readonly holes = new Map<string, number>();
  /** True when something is to be stored. */
  hasChanges = false;

  static from(state: LookedThroughState | null): LookedThrough {
    const restored = new LookedThrough();
    for (const [inode, signature, code, message] of state?.files ?? []) {
      const fault = code === null ? null : { code, message: message ?? '' };
      restored.outcomes.set(inode, { signature, fault });
    }
    for (const [inode, end] of state?.holes ?? []) restored.holes.set(inode, end);
    return restored;
  }

  /** To be stored; counts as stored from now on. */
  state(): LookedThroughState | null {
    this.hasChanges = false;
    if (this.outcomes.size === 0 && this.holes.size === 0) return null;
    return {
      files: [...this.outcomes]
        .slice(0, MAX_STORED)
        .map(([inode, { signature, fault }]) => [
          inode,
          signature,
          fault?.code ?? null,
          fault?.message.slice(0, MAX_MESSAGE) ?? null,
        ]),
      holes: [...this.holes].slice(0, MAX_STORED),
    };
  }

  /** What the file came to when it was looked through; null where it was not, or has changed since. */
  outcome({ inode, signature }: FileStatus): Outcome | null {
    const known = this.outcomes.get(inode);
    return known?.signature === signature ? known : null;
  }

  settle({ inode, signature }: FileStatus, fault: Fault | null): void {
    this.outcomes.set(inode, { signature, fault });
    this.hasChanges = true;
  }

  foundHole({ inode }: FileStatus, end: number): void {
    this.holes.set(inode, end);
    this.hasChanges = true;
  }

  /** Up to where the file is known to begin with NUL bytes. One that was written anew since has other bytes at an end. */
  async holeEnd(content: LogContent, { inode, size }: FileStatus): Promise<number> {
    const end = this.holes.get(inode);
    if (end === undefined) return 0;
    if (size >= end && (await isHole(content, 0)) && (await isHole(content, end - SAMPLE_BYTES))) return end;
    this.holes.delete(inode);
    return 0;
  }

  /** @param inodes the files that there are now */
  keepOnly(inodes: ReadonlySet<string>): void {
    for (const known of [this.outcomes, this.holes])
      for (const inode of known.keys()) if (!inodes.has(inode)) this.hasChanges = known.delete(inode);
  }
}

async function isHole(content: LogContent, offset: number): Promise<boolean> {
  return (await content.holeAt(Math.max(0, offset), SAMPLE_BYTES)) === SAMPLE_BYTES;
}

/** Whether a file that failed so fails again for as long as it does not change. */
export function isSettled(code: string): boolean {
  return code === 'ECOPY' || code === 'EENCODING' || code.startsWith('Z_');
}

export function faultOf(error: unknown): Fault {
  const { code = 'UNKNOWN', message } = error as NodeJS.ErrnoException;
  return { code, message };
}
