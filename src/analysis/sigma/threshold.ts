import type { CorrelationType } from '../detection/detection-rule.js';
import { shown } from './rule-document.js';
import type { YamlMap } from './rule-document.js';

const COMPARISONS = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'];

/**
 * The number that a correlation's figure has to reach; a fault where the condition has none.
 *
 * A figure that grows by one passes every number, so that `eq: 5`, and `gte: 5` with an upper limit, are met when it
 * reaches 5. A sum may jump over what such a condition asks for: then it is met or not by how events fall together.
 */
export function parseThreshold(type: CorrelationType, condition: YamlMap): number | { readonly fault: string } {
  const numbers = { least: 0, most: Infinity, except: null as number | null };
  const given = Object.entries(condition).filter(([name]) => COMPARISONS.includes(name));
  if (given.length === 0) return { fault: `condition has none of ${COMPARISONS.join(', ')}` };
  for (const [name, value] of given) {
    if (!Number.isSafeInteger(value) || (value as number) < 0)
      return { fault: `${name} takes a whole number from 0, not ${shown(value)}` };
    narrow(numbers, name, value as number);
  }
  const { most, except } = numbers;
  const least = Math.max(1, numbers.least);
  const threshold = least === except ? least + 1 : least;
  if (threshold > most) return { fault: 'no number meets this condition' };
  if (!given.some(([name]) => REACHED.includes(name)))
    return { fault: 'a single event meets this condition: say with gt, gte or eq what has to be reached' };
  const limit = given.find(([name]) => !['gt', 'gte'].includes(name));
  if (limit !== undefined && JUMPING.has(type))
    return { fault: `${limit[0]} is not supported for ${type}, whose figure may jump over a number: use gt or gte` };
  return threshold;
}

/** Types to whose figure one event may add more than one. */
const JUMPING: ReadonlySet<CorrelationType> = new Set(['value_sum', 'temporal', 'temporal_ordered']);

/** Comparisons that name something to be reached. */
const REACHED = ['gt', 'gte', 'eq'];

function narrow(numbers: { least: number; most: number; except: number | null }, name: string, value: number): void {
  if (name === 'neq') numbers.except = value;
  if (name === 'gt') numbers.least = Math.max(numbers.least, value + 1);
  if (name === 'gte' || name === 'eq') numbers.least = Math.max(numbers.least, value);
  if (name === 'lt') numbers.most = Math.min(numbers.most, value - 1);
  if (name === 'lte' || name === 'eq') numbers.most = Math.min(numbers.most, value);
}

/** The attributes of a correlation's condition. */
export const CONDITION_ATTRIBUTES: readonly string[] = [...COMPARISONS, 'field'];
