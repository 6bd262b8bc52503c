import { opendir } from 'node:fs/promises';

/** Names of a folder that are looked at: one with more holds something else than logs. */
const MAX_NAMES = 200_000;

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
  async ofLog(folder: string, live: string): Promise<{ names: string[]; isWhole: boolean }> {
    const { names, rotated, isWhole } = await this.listing(folder);
    const own = [...(rotated.get(live) ?? [])];
    if (names.has(live)) own.push(live);
    return { names: rotationOrder(live, own), isWhole };
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
      if (names.size === MAX_NAMES) {
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

/** Suffixes that logrotate and its relatives give to older files: a number, or a date with an optional time. */
const ROTATED = /^(?:[.-](?<number>\d{1,4})|[.-](?<date>\d{4}-?\d{2}-?\d{2}(?:[-_T]?\d{2,10})?))(?<gzip>\.gz)?$/;

/**
 * Picks from a directory's file names those that continue `baseName`, oldest first and the live file last:
 * `auth.log.2.gz`, `auth.log.1`, `auth.log`, or `auth.log-20261101.gz`, `auth.log-20261108`, `auth.log`.
 * Numbered files grow older with their number; dated ones with an earlier date; dated ones go before numbered ones.
 */
export function rotationOrder(baseName: string, names: readonly string[]): string[] {
  const rotated = names
    .filter((name) => name.startsWith(baseName) && name !== baseName)
    .map((name) => ({ name, suffix: ROTATED.exec(name.slice(baseName.length))?.groups }))
    .filter((candidate) => candidate.suffix !== undefined)
    .sort((a, b) => age(b.suffix!) - age(a.suffix!) || compare(a.name, b.name))
    .map((candidate) => candidate.name);
  return names.includes(baseName) ? [...rotated, baseName] : rotated;
}

/** The names that a file's name may be a rotated form of: `a-20261101` and `a` for `a-20261101.1`. */
function continuedNames(name: string): string[] {
  const names: string[] = [];
  for (let dot = name.search(/[.-]/); dot > -1; dot = nextSeparator(name, dot)) {
    if (dot > 0 && ROTATED.test(name.slice(dot))) names.push(name.slice(0, dot));
  }
  return names;
}

/** Base name of the live file that a rotated one belongs to: `auth.log` for `auth.log.2.gz`; other names are kept. */
export function liveName(name: string): string {
  for (let dot = name.search(/[.-]/); dot > 0; dot = nextSeparator(name, dot)) {
    if (ROTATED.test(name.slice(dot))) return name.slice(0, dot);
  }
  return name;
}

function nextSeparator(name: string, after: number): number {
  const next = name.slice(after + 1).search(/[.-]/);
  return next === -1 ? -1 : after + 1 + next;
}

/** A number that is larger the older the file is. */
function age(suffix: Record<string, string | undefined>): number {
  if (suffix['number'] !== undefined) return Number(suffix['number']) - 1e15;
  return -Number(suffix['date']!.replace(/\D/g, '').padEnd(14, '0').slice(0, 14));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
