import { closestWord } from '../common/query/closest-word.js';
import { SETTINGS } from './settings.schema.js';
import type { Setting } from './setting.js';

/** Shorter names are those of other programs, such as HOME beside HOST. */
const SHORTEST = 7;

/**
 * Variables that are no settings, but look as if one was meant: they change nothing, and nobody would hear of it.
 *
 * @returns a sentence each
 */
export function misspeltSettings(environment: Readonly<Record<string, string | undefined>>): string[] {
  const names = Object.entries<Setting<unknown>>(SETTINGS).flatMap(([name, { secret }]) =>
    secret === true ? [name, `${name}_FILE`] : [name],
  );
  const known = new Set(names);
  const words = names.map((name) => name.toLowerCase());
  return Object.keys(environment)
    .filter((name) => name.length >= SHORTEST && !known.has(name))
    .flatMap((name) => {
      const meant = closestWord(name, words);
      if (meant === null || !isNear(meant, name.toLowerCase())) return [];
      return [`${name} is no setting, and changes nothing; did you mean ${meant.toUpperCase()}?`];
    });
}

/** Other programs have variables, too: theirs begin otherwise. */
function isNear(meant: string, name: string): boolean {
  return meant.slice(0, 3) === name.slice(0, 3) && Math.abs(meant.length - name.length) <= 2;
}
