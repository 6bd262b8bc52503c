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
