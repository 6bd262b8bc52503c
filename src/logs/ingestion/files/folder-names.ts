import { opendir } from 'node:fs/promises';
import { continuedNames, rotationOrder } from './rotation-names.js';

/** Names of a folder that are looked at: one with more holds something else than logs. */
const MOST_NAMES = 200_000;

/** What is in a folder, by the live name that it continues. */
interface Listing {
  readonly names: ReadonlySet<string>;
  readonly rotated: ReadonlyMap<string, readonly string[]>;
  /** False where the folder holds more than is looked at. */
  readonly isWhole: boolean;
}

/** The file names of folders, each read once a scan, however many logs lie in it. */
export class FolderNames {
  private readonly listings = new Map<string, Promise<Listing>>();

  /** The names of a log, oldest first and the live file last; the live one only where it is there. */
  async ofLog(folder: string, liveName: string): Promise<{ names: string[]; isWhole: boolean }> {
    const { names, rotated, isWhole } = await this.listing(folder);
    const own = [...(rotated.get(liveName) ?? [])];
    if (names.has(liveName)) own.push(liveName);
    return { names: rotationOrder(liveName, own), isWhole };
  }

  /** Reads the folders again from now on. */
  forget(): void {
    this.listings.clear();
  }

  private listing(folder: string): Promise<Listing> {
    let listing = this.listings.get(folder);
    if (listing === undefined) this.listings.set(folder, (listing = readListing(folder)));
    return listing;
  }
}

/** A folder that is not there, or may not be read, holds no names: what is wrong shows in the live file. */
async function readListing(folder: string): Promise<Listing> {
  const names = new Set<string>();
  const rotated = new Map<string, string[]>();
  let isWhole = true;
  try {
    for await (const { name } of await opendir(folder, { bufferSize: 1_000 })) {
      if (names.size === MOST_NAMES) {
        isWhole = false;
        break;
      }
      names.add(name);
      for (const live of continuedNames(name)) {
        const known = rotated.get(live);
        if (known === undefined) rotated.set(live, [name]);
        else known.push(name);
      }
    }
  } catch {
    // As far as it could be read.
  }
  return { names, rotated, isWhole };
}
