import { setImmediate } from 'node:timers/promises';
import type { OriginDatabase } from './origin-database.js';

/** More ranges than any such file has. */
const MAX_RANGES = 4_000_000;

/** Others are served between so many lines. */
const LINES_AT_ONCE = 5_000;

/** `16777216,16777471,AU` (tor's geoip) or `2001:200::,2001:200:ffff:…,JP` (geoip6); `??` is nowhere. */
const LINE = /^([\da-f.:]+),([\da-f.:]+),([A-Z]{2}|\?\?)$/i;

/** Ranges of one family, sorted; each bound is as many numbers of 32 bits as an address has. */
class RangeTable {
  private starts: Uint32Array;
  private ends: Uint32Array;
  private countries: Uint16Array;
  private length = 0;

  constructor(
    private readonly words: 1 | 4,
    lines: number,
  ) {
    this.starts = new Uint32Array(lines * words);
    this.ends = new Uint32Array(lines * words);
    this.countries = new Uint16Array(lines);
  }

  get size(): number {
    return this.length;
  }

  /** False where it does not follow the one before: the file is not sorted. */
  add(start: readonly number[], end: readonly number[], country: string): boolean {
    const { words, length } = this;
    if (compare(start, 0, end, 0, words) > 0) return false;
    if (length > 0 && compare(this.ends, (length - 1) * words, start, 0, words) >= 0) return false;
    this.starts.set(start, length * words);
    this.ends.set(end, length * words);
    this.countries[length] = country.charCodeAt(0) * 256 + country.charCodeAt(1);
    this.length++;
    return true;
  }

  /** Gives back what was not needed. */
  trim(): void {
    this.starts = this.starts.slice(0, this.length * this.words);
    this.ends = this.ends.slice(0, this.length * this.words);
    this.countries = this.countries.slice(0, this.length);
  }

  find(address: readonly number[]): string | null {
    const { words } = this;
    let [low, high] = [0, this.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (compare(address, 0, this.starts, middle * words, words) < 0) high = middle - 1;
      else if (compare(address, 0, this.ends, middle * words, words) > 0) low = middle + 1;
      else return String.fromCharCode(this.countries[middle]! >> 8, this.countries[middle]! & 255);
    }
    return null;
  }
}

/**
 * Ranges of addresses and their countries in text, as Debian's tor-geoipdb has them (`/usr/share/tor/geoip`, `geoip6`).
 *
 * @param texts one file or several, of either family
 * @throws Error that names the line
 */
export async function rangeDatabase(texts: readonly string[]): Promise<OriginDatabase> {
  const lines = texts.reduce((sum, text) => sum + countLines(text), 0);
  if (lines > MAX_RANGES) throw new Error(`has more than ${MAX_RANGES} lines`);
  const tables = { 1: new RangeTable(1, lines), 4: new RangeTable(4, lines) };
  for (const text of texts) await readRanges(text, tables);
  if (tables[1].size + tables[4].size === 0) throw new Error('has no range of addresses');
  tables[1].trim();
  tables[4].trim();
  return {
    kind: 'ranges of addresses',
    builtAt: null,
    find: (address) => {
      const words = wordsOf(address);
      const country = words === null ? null : tables[words.length === 1 ? 1 : 4].find(words);
      return country === null ? null : { country };
    },
  };
}

async function readRanges(text: string, tables: Readonly<Record<1 | 4, RangeTable>>): Promise<void> {
  let number = 0;
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const line = text.slice(start, end).trim();
    start = end + 1;
    if (++number % LINES_AT_ONCE === 0) await setImmediate();
    if (line === '' || line.startsWith('#')) continue;
    const [, from, to, country] = (line.length <= 100 ? LINE.exec(line) : null) ?? [];
    const [first, last] = [wordsOf(from ?? ''), wordsOf(to ?? '')];
    if (first === null || last?.length !== first.length) throw new Error(`line ${number} is no range of addresses`);
    if (country === '??') continue;
    const isNext = tables[first.length === 1 ? 1 : 4].add(first, last, country!.toUpperCase());
    if (!isNext) throw new Error(`line ${number} does not follow the range before it`);
  }
}

/** One number for IPv4, also where it is written as one; four for IPv6; null: neither. */
function wordsOf(text: string): readonly number[] | null {
  if (/^\d{1,10}$/.test(text)) return Number(text) < 2 ** 32 ? [Number(text)] : null;
  return text.includes(':') ? wordsOfIPv6(text) : wordOfIPv4(text);
}

function wordOfIPv4(text: string): readonly number[] | null {
  const octets = text.split('.').map((each) => (/^\d{1,3}$/.test(each) ? Number(each) : 256));
  if (octets.length !== 4 || octets.some((octet) => octet > 255)) return null;
  return [octets.reduce((sum, octet) => sum * 256 + octet, 0)];
}

/** Groups alone, without an IPv4 address at the end: `ipaddr.js` takes thirty times as long for a file of them. */
function wordsOfIPv6(text: string): readonly number[] | null {
  const [front = '', back, more] = text.split('::');
  if (more !== undefined) return null;
  const [first, last] = [groupsOf(front), back === undefined ? [] : groupsOf(back)];
  const missing = 8 - (first?.length ?? 9) - (last?.length ?? 9);
  if (first === null || last === null || (back === undefined ? missing !== 0 : missing < 1)) return null;
  const groups = [...first, ...Array.from({ length: missing }, () => 0), ...last];
  return [0, 2, 4, 6].map((at) => groups[at]! * 65_536 + groups[at + 1]!);
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((each) => /^[\da-f]{1,4}$/i.test(each)) ? groups.map((each) => Number.parseInt(each, 16)) : null;
}

function compare(
  one: ArrayLike<number>,
  oneAt: number,
  other: ArrayLike<number>,
  otherAt: number,
  words: number,
): number {
  for (let index = 0; index < words; index++) {
    const difference = one[oneAt + index]! - other[otherAt + index]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function countLines(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
