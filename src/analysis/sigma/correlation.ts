import { CORRELATION_TYPES } from '../detection/detection-rule.js';
import type {
  CorrelationRule,
  CorrelationType,
  DetectionRule,
  EventField,
  GroupField,
} from '../detection/detection-rule.js';
import { ConditionFault, keywordFault, readCondition } from './condition.js';
import { EVENT_FIELDS } from './event-fields.js';
import { isMap, nearestHint, shown } from './rule-document.js';
import type { Report, YamlMap } from './rule-document.js';
import { CORRELATIONS, OTHER_PARTS, refusal, supportOf } from './support.js';

const UNITS_MS: ReadonlyMap<string, number> = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);

/** The longest window, in days: its events are read again whenever the service starts. */
export const MAX_DAYS = 30;

/** The milliseconds of a timespan such as `90s`, `5m`, `24h`, `7d`; a fault for any other value. */
function parseTimespan(value: unknown): number | { readonly fault: string } {
  const found = typeof value === 'string' ? /^(\d{1,9})([smhdw])$/.exec(value) : null;
  if (found === null) return { fault: 'timespan is a number and a letter: 90s, 5m, 24h, 7d, 2w' };
  const length = Number(found[1]) * UNITS_MS.get(found[2]!)!;
  if (length < 1000 || length > MAX_DAYS * 86_400_000)
    return { fault: `timespan lies between 1s and ${MAX_DAYS}d: its events are read again at every start` };
  return length;
}

const COMPARISONS = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'];

/**
 * The number that a correlation's figure has to reach; a fault where the condition has none. `highest` is what the figure can
 * be at most.
 *
 * A figure that grows by one passes every number, so that `eq: 5`, and `gte: 5` with an upper limit, are met when it
 * reaches 5. A sum may jump over what such a condition asks for: then it is met or not by how events fall together.
 */
function parseThreshold(
  type: CorrelationType,
  condition: YamlMap,
  highest: number,
): number | { readonly fault: string } {
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
  if (limit !== undefined && JUMPING.has(type) && (numbers.except !== null || most < highest))
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
const CONDITION_ATTRIBUTES: readonly string[] = [...COMPARISONS, 'field'];

/** A rule of a correlation, with the text by which the correlation refers to it. */
export interface Reference {
  readonly text: string;
  readonly rule: DetectionRule;
}

/**
 * Reads `group-by` and `aliases`: what each name stands for in each of the rules. Empty: one group for all.
 *
 * @param references null where a rule is missing: then only what does not depend on the rules is checked
 */
function parseGroupBy(correlation: YamlMap, known: readonly Reference[] | null, report: Report): GroupField[] {
  const references = known ?? [];
  const aliases = parseAliases(correlation['aliases'], known, report);
  const value = correlation['group-by'];
  const names = typeof value === 'string' ? [value] : Array.isArray(value) ? (value as unknown[]) : [];
  if (value !== undefined && value !== null && typeof value !== 'string' && !Array.isArray(value))
    report(['correlation', 'group-by'], `group-by is a list of fields, not ${shown(value)}`);
  if (new Set(names).size < names.length) report(['correlation', 'group-by'], 'group-by lists something twice');
  return names.flatMap((name, at) => {
    const note = (reason: string): void => report(['correlation', 'group-by', at], reason);
    return groupField(name, aliases.get(String(name)), references, note) ?? [];
  });
}

function groupField(
  name: unknown,
  alias: YamlMap | undefined,
  references: readonly Reference[],
  note: (reason: string) => void,
): GroupField | null {
  const fields: EventField[] = [];
  const targets = alias === undefined ? new Set([name]) : new Set(references.map((each) => fieldOfAlias(alias, each)));
  for (const target of targets) {
    const field = EVENT_FIELDS.get(String(target));
    if (target === undefined) note(`the alias ${shown(name)} names no field for one of the rules`);
    else if (field === undefined && alias === undefined)
      note(`unknown field ${shown(target)}${nearestHint(String(target), EVENT_FIELDS.keys())}`);
  }
  for (const reference of references) {
    const field = EVENT_FIELDS.get(String(alias === undefined ? name : fieldOfAlias(alias, reference)));
    if (field === undefined) continue;
    if (knowsField(reference.rule, field)) fields.push(field);
    else note(`the correlation ${shown(reference.text)} does not group by ${field.name}, so what it finds has none`);
  }
  return fields.length === references.length ? { name: String(name), fields } : null;
}

/** True where what the rule finds has one value of the field: an event, or a group of that field. */
function knowsField(rule: DetectionRule, field: EventField): boolean {
  return rule.kind === 'event' || rule.groupBy.some((group) => group.fields.every(({ name }) => name === field.name));
}

function fieldOfAlias(alias: YamlMap, { text, rule }: Reference): unknown {
  return [text, rule.name, rule.id].map((key) => (Object.hasOwn(alias, key) ? alias[key] : undefined)).find(Boolean);
}

function parseAliases(value: unknown, references: readonly Reference[] | null, report: Report): Map<string, YamlMap> {
  const path = ['correlation', 'aliases'];
  if (value === undefined) return new Map();
  if (!isMap(value)) report(path, 'aliases is a map of aliases, each a map of rules to fields');
  const known = references?.flatMap(({ text, rule }) => [text, rule.name, rule.id]);
  return new Map(
    Object.entries(isMap(value) ? value : {}).flatMap(([name, alias]) => {
      if (!isMap(alias)) {
        report([...path, name], `the alias ${shown(name)} is a map of rules to fields`);
        return [];
      }
      if (EVENT_FIELDS.has(name)) report([...path, name], `the alias ${shown(name)} is the name of a field`);
      for (const [rule, field] of Object.entries(alias)) {
        if (EVENT_FIELDS.has(String(field))) continue;
        report(
          [...path, name, rule],
          `unknown field ${shown(field)}${nearestHint(String(field), EVENT_FIELDS.keys())}`,
        );
      }
      for (const rule of known === undefined ? [] : Object.keys(alias).filter((each) => !known.includes(each)))
        report(
          [...path, name, rule],
          `the correlation does not refer to a rule ${shown(rule)}${nearestHint(rule, known ?? [])}`,
        );
      return [[name, alias] as const];
    }),
  );
}

/** What a correlation adds to the description of its rule. */
type CompiledCorrelation = Pick<
  CorrelationRule,
  'kind' | 'type' | 'rules' | 'groupBy' | 'windowMs' | 'threshold' | 'choices' | 'field'
>;

/** The attributes of `correlation`. One that is none of them is refused: it would change what the rule means. */
const ATTRIBUTES = ['type', 'rules', 'aliases', 'group-by', 'timespan', 'condition', 'generate'];

/**
 * Builds a correlation over rules that are built; null, with the faults reported, where it cannot be used.
 *
 * @param references null where a rule is missing: then only what does not depend on the rules is checked
 */
export function compileCorrelation(
  correlation: YamlMap,
  references: readonly Reference[] | null,
  report: Report,
): CompiledCorrelation | null {
  checkAttributeNames(correlation, ATTRIBUTES, [], report);
  const type = parseType(correlation['type'], report);
  const timespan = parseTimespan(correlation['timespan']);
  if (typeof timespan !== 'number') report(['correlation', 'timespan'], timespan.fault);
  const groupBy = parseGroupBy(correlation, references, report);
  if (type === null) return null;
  const met = parseCondition(type, correlation['condition'], references, report);
  const field = parseField(type, correlation['condition'], references ?? [], report);
  if (references === null || typeof timespan !== 'number' || met === null || field === undefined) return null;
  const rules = references.map(({ rule }) => rule);
  return { kind: 'correlation', type, rules, groupBy, windowMs: timespan, ...met, field };
}

function checkAttributeNames(map: YamlMap, known: readonly string[], path: readonly string[], report: Report): void {
  for (const name of Object.keys(map).filter((each) => !known.includes(each)))
    report(['correlation', ...path, name], `unknown attribute ${shown(name)}${nearestHint(name, known)}`);
}

function parseType(type: unknown, report: Report): CorrelationType | null {
  const known = CORRELATION_TYPES.find((each) => each === type);
  if (known !== undefined) return known;
  const support = supportOf(CORRELATIONS, String(type));
  const reason =
    support?.supported === false
      ? refusal(`the correlation type ${String(type)}`, support)
      : `${shown(type)} is no type of correlation; there are ${CORRELATION_TYPES.join(', ')}`;
  report(['correlation', 'type'], reason);
  return null;
}

/** What has to be met: see {@link CorrelationRule}. */
type Wanted = Pick<CorrelationRule, 'threshold' | 'choices'>;

function parseCondition(
  type: CorrelationType,
  condition: unknown,
  references: readonly Reference[] | null,
  report: Report,
): Wanted | null {
  const path = ['correlation', 'condition'];
  const isTemporal = type.startsWith('temporal');
  const most = isTemporal ? (references?.length ?? Infinity) : Infinity;
  if (isTemporal && most < 2) report(['correlation', 'rules'], `${type} needs at least two rules`);
  if (condition === undefined && isTemporal) return { threshold: most, choices: null };
  if (typeof condition === 'string' && isTemporal) return parseChoices(condition, references, report);
  if (!isMap(condition)) {
    const given = condition === undefined ? '' : `, not ${shown(condition)}`;
    report(path, `${type} needs a condition such as gte: 10${given}`);
    return null;
  }
  checkAttributeNames(condition, CONDITION_ATTRIBUTES, ['condition'], report);
  const threshold = parseThreshold(type, condition, most);
  if (typeof threshold !== 'number') report(path, threshold.fault);
  else if (threshold > most) report(path, `the condition asks for ${threshold} rules of ${most}`);
  return typeof threshold === 'number' ? { threshold, choices: null } : null;
}

/** More ways to meet a condition than this are refused: each is looked for at every event. */
const MAX_CHOICES = 64;

/** Reads `rule_a and (rule_b or rule_c)`: the sets of rules, by position, that meet it. */
function parseChoices(condition: string, references: readonly Reference[] | null, report: Report): Wanted | null {
  const known = references ?? [];
  try {
    const choices = readCondition<readonly (readonly number[])[]>(condition, {
      operand: (word) => [[positionOf(word, known)]],
      and: (parts) =>
        parts.reduce((sets, part) => minimal(sets.flatMap((one) => part.map((other) => [...one, ...other])))),
      or: (parts) => minimal(parts.flat()),
      not: () => {
        throw new ConditionFault(refusal('not in the condition of a correlation', OTHER_PARTS.absence));
      },
    });
    return { threshold: Math.min(...choices.map(({ length }) => length)), choices };
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error;
    if (references !== null) report(['correlation', 'condition'], error.message);
    return null;
  }
}

function positionOf(word: string, references: readonly Reference[]): number {
  const position = references.findIndex(({ text, rule }) => [text, rule.name, rule.id].includes(word));
  if (position >= 0) return position;
  const names = references.map(({ text }) => text);
  throw (
    keywordFault(word, 'a rule') ??
    new ConditionFault(`the correlation does not refer to a rule ${shown(word)}${nearestHint(word, names)}`)
  );
}

/** The sets, each sorted, without those that hold another one. */
function minimal(sets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  if (sets.length > MAX_CHOICES * MAX_CHOICES) throw tooManyChoices();
  const sorted = sets.map((set) => [...new Set(set)].sort((a, b) => a - b)).sort((a, b) => a.length - b.length);
  const kept: number[][] = [];
  for (const set of sorted) {
    if (!kept.some((other) => other.every((position) => set.includes(position)))) kept.push(set);
  }
  if (kept.length > MAX_CHOICES) throw tooManyChoices();
  return kept;
}

function tooManyChoices(): ConditionFault {
  return new ConditionFault(`the condition can be met in more than ${MAX_CHOICES} ways: chain correlations instead`);
}

/** The field that is counted or added up; null where there is none to be, undefined where it is wrong. */
function parseField(
  type: CorrelationType,
  condition: unknown,
  references: readonly Reference[],
  report: Report,
): EventField | null | undefined {
  const path = ['correlation', 'condition', 'field'];
  const given = isMap(condition) ? condition['field'] : undefined;
  if (!type.startsWith('value_')) {
    if (given !== undefined) report(path, `${type} takes no field`);
    return null;
  }
  const fault = fieldFault(type, given, references);
  if (fault === null) return EVENT_FIELDS.get(String(given));
  report(given === undefined ? path.slice(0, 2) : path, fault);
  return undefined;
}

function fieldFault(type: CorrelationType, given: unknown, references: readonly Reference[]): string | null {
  if (given === undefined) return `${type} needs a field in its condition`;
  if (Array.isArray(given) && given.length > 1) return 'several fields are not supported: name one';
  const field = EVENT_FIELDS.get(String(given));
  if (field === undefined) return `unknown field ${shown(given)}${nearestHint(String(given), EVENT_FIELDS.keys())}`;
  if (type === 'value_sum' && field.type !== 'number') return `${field.name} is a ${field.type} field and has no sum`;
  const stranger = references.find(({ rule }) => !knowsField(rule, field));
  return stranger === undefined
    ? null
    : `the correlation ${shown(stranger.text)} does not group by ${field.name}, so what it finds has none`;
}
