/** Steps from the top of a YAML document to a place in it: names of attributes and positions in lists. */
export type Path = readonly (string | number)[];

/** One YAML document of a rule file: a rule, or something that wants to be one. */
export interface RuleDocument {
  readonly file: string;
  /** The parsed YAML: maps, lists, text, numbers, booleans, null. */
  readonly content: unknown;
  /** The line of the file, from 1, where the place is written; the nearest one around it where it is not. */
  readonly locate: (path: Path) => number;
}

/** Why a rule cannot be used, and where that is written. */
export interface RuleFault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

/** Orders faults by file, then by line. */
export function byPlace(a: RuleFault, b: RuleFault): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}

/** Takes note of a fault. The compiler goes on after each, so that all are known in one go. */
export type Report = (path: Path, reason: string) => void;

/** A YAML map, by attribute. */
export type YamlMap = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a fault shows it: JSON, and no more than a line of it. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** JSON with the attributes of every map in order: the same for every way of writing the same YAML. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (isPlainMap(each) ? sorted(each) : each));
}

function sorted(map: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isPlainMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reports names that look like known ones with a slip of the pen, where the rule would mean something else than its author
 * thinks; other unknown names are the author's own, which Sigma allows.
 */
export function checkNames(map: YamlMap, known: readonly string[], path: Path, report: Report): void {
  for (const name of Object.keys(map)) {
    const meant = known.includes(name) ? null : nearestName(name, known);
    if (meant !== null)
      report([...path, name], `unknown attribute ${shown(name)}; did you mean ${JSON.stringify(meant)}?`);
  }
}

/** A hint for a fault: `; did you mean "level"?`, or nothing where no known name comes near. */
export function nearestHint(name: string, known: Iterable<string>): string {
  const nearest = nearestName(name, known);
  return nearest === null ? '' : `; did you mean ${JSON.stringify(nearest)}?`;
}

/** The known name that differs least, by no more than a third of its letters; null where there is none. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  let nearest: string | null = null;
  let least = Infinity;
  const given = name.slice(0, 64).toLowerCase();
  for (const candidate of known) {
    // So many letters differ at least: most names of a rule are near to nothing, and every rule has some.
    if (Math.abs(given.length - candidate.length) * 3 > candidate.length) continue;
    const distance = editDistance(given, candidate.toLowerCase());
    if (distance < least && distance * 3 <= candidate.length) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** How many letters must be put in, taken out, exchanged or swapped to make one of the other (Damerau-Levenshtein). */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const exchange = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swap = isSwap ? before[j - 2]! + 1 : Infinity;
      next.push(Math.min(exchange, swap, row[j]! + 1, next[j - 1]! + 1));
    }
    [before, row] = [row, next];
  }
  return row[to.length]!;
}
