import { IniFault } from './ini.js';

/** A field of a journal entry, and a value that it may have: `_SYSTEMD_UNIT=nginx.service`. */
export interface JournalTerm {
  readonly field: string;
  readonly value: string;
}

/**
 * Which entries of the journal a filter is for: those that an alternative is true of, or all where there is none. An
 * alternative is true where each of its fields has one of the values that stand for it, as journalctl has it.
 */
export type JournalMatch = readonly (readonly JournalTerm[])[];

/** An entry of the journal, as `journalctl -o json` writes it. */
export type JournalFields = Readonly<Record<string, unknown>>;

const WORD = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;
const TERM = /^([A-Z_][A-Z0-9_]{0,63})=([^\0]*)$/;

/**
 * Reads the lines of a `journalmatch`, such as `_SYSTEMD_UNIT=nginx.service + _COMM=nginx`: each line is one more
 * alternative, and so is what follows a `+`.
 *
 * @throws IniFault where it has something else than fields; the message completes "NAME …"
 */
export function parseJournalMatch(lines: readonly string[]): JournalMatch {
  return lines.flatMap((line) => {
    const alternatives: JournalTerm[][] = [[]];
    for (const word of line.match(WORD) ?? []) {
      if (word === '+') alternatives.push([]);
      else alternatives.at(-1)!.push(termOf(word));
    }
    return alternatives.filter((terms) => terms.length > 0);
  });
}

function termOf(word: string): JournalTerm {
  const [, field, value] = TERM.exec(word.replaceAll(/["']/g, '')) ?? [];
  if (field === undefined || value === undefined)
    throw new IniFault(`has a journalmatch with something else than FIELD=value and +: ${word}`);
  return { field, value };
}

/** True where a filter is for an entry. */
export function isForEntry(match: JournalMatch, entry: JournalFields): boolean {
  if (match.length === 0) return true;
  return match.some((terms) =>
    terms.every(({ field }) => terms.some((other) => other.field === field && hasValue(entry[field], other.value))),
  );
}

/** A field that an entry has several times is a list in its JSON. */
function hasValue(field: unknown, value: string): boolean {
  return Array.isArray(field) ? field.includes(value) : field === value;
}
