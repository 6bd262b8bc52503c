import type { Bounds } from '../detection-rule.js';
import { shown } from './rule-document.js';
import type { YamlMap } from './rule-document.js';

const COMPARISONS = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'];

/** Reads the numbers of a correlation's condition; a fault where there are none, or none could meet them. */
export function parseBounds(condition: YamlMap): Bounds | { readonly fault: string } {
  const bounds = { least: 0, most: Infinity, except: null as number | null };
  const given = Object.entries(condition).filter(([name]) => COMPARISONS.includes(name));
  if (given.length === 0) return { fault: `condition has none of ${COMPARISONS.join(', ')}` };
  for (const [name, value] of given) {
    if (!Number.isSafeInteger(value) || (value as number) < 0)
      return { fault: `${name} takes a whole number from 0, not ${shown(value)}` };
    narrow(bounds, name, value as number);
  }
  const { least, most, except } = bounds;
  return least > most || (least === most && least === except) ? { fault: 'no number meets this condition' } : bounds;
}

function narrow(bounds: { least: number; most: number; except: number | null }, name: string, value: number): void {
  if (name === 'neq') bounds.except = value;
  if (name === 'gt') bounds.least = Math.max(bounds.least, value + 1);
  if (name === 'gte' || name === 'eq') bounds.least = Math.max(bounds.least, value);
  if (name === 'lt') bounds.most = Math.min(bounds.most, value - 1);
  if (name === 'lte' || name === 'eq') bounds.most = Math.min(bounds.most, value);
}

/** The attributes of a correlation's condition. */
export const CONDITION_ATTRIBUTES: readonly string[] = [...COMPARISONS, 'field'];
