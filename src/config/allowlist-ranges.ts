import { parseRange, isTooBroad } from '../net/ip-range.js';
import { visibleText } from '../common/visible-text.js';
import type { ReadFile, SettingFault } from './setting.js';

/** A range of addresses that the configuration allows. */
interface ConfiguredRange {
  /** Canonical address or range. */
  readonly range: string;
  /** What the file says about it; null: nothing. */
  readonly note: string | null;
}

/** Longest note that is kept, in UTF-16 units. */
export const LONGEST_NOTE = 1000;

/** Reads `ALLOWLIST`: addresses and ranges, separated by commas. */
export function parseAllowlist(text: string): readonly ConfiguredRange[] | SettingFault {
  const items = text.split(',').map((item) => item.trim());
  const read = items.filter((item) => item !== '').map((item) => ({ item, range: readRange(item) }));
  const faults = read.flatMap(({ range }) => (typeof range === 'string' ? [] : [`holds ${range.fault}`]));
  if (faults.length > 0) return { fault: faults };
  return read.map(({ range }) => ({ range: range as string, note: null }));
}

/** Reads the file that `ALLOWLIST_PATH` names: one address or range a line, `#` before what is a note. */
export function parseAllowlistFile(path: string, readFile: ReadFile): readonly ConfiguredRange[] | SettingFault {
  if (path === '') return [];
  let text: string;
  try {
    text = readFile(path);
  } catch (error) {
    return { fault: `names a file that cannot be read: ${(error as Error).message}` };
  }
  const ranges: ConfiguredRange[] = [];
  const faults: string[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const [item = '', ...comment] = line.split('#');
    if (item.trim() === '') continue;
    const range = readRange(item.trim());
    const note = comment.join('#').trim().slice(0, LONGEST_NOTE);
    if (typeof range === 'string') ranges.push({ range, note: note === '' ? null : note });
    else faults.push(`names ${path}, whose line ${index + 1} holds ${range.fault}`);
  }
  return faults.length > 0 ? { fault: faults } : ranges;
}

/** A range that holds a large part of the internet must end in `!`: a slip would hide every attack. */
function readRange(item: string): string | { readonly fault: string } {
  const text = item.replace(/!$/, '');
  const parsed = parseRange(text);
  if ('fault' in parsed) return { fault: `'${visibleText(item, 60)}', which ${parsed.fault}` };
  if (!isTooBroad(parsed) || text !== item) return parsed.range;
  return {
    fault: `'${visibleText(item, 60)}', which would silence most alerts; write '${parsed.range}!' if that is what you want`,
  };
}
