import type { DetectionRule, EventField, GroupField } from '../detection/detection-rule.js';
import { EVENT_FIELDS } from './event-fields.js';
import { nearestHint } from './nearest-name.js';
import { isMap, shown } from './rule-document.js';
import type { Report, YamlMap } from './rule-document.js';

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
export function parseGroupBy(correlation: YamlMap, known: readonly Reference[] | null, report: Report): GroupField[] {
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
    else if (field === undefined)
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
export function knowsField(rule: DetectionRule, field: EventField): boolean {
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
      for (const rule of known === undefined ? [] : Object.keys(alias).filter((each) => !known.includes(each)))
        report(
          [...path, name, rule],
          `the correlation does not refer to a rule ${shown(rule)}${nearestHint(rule, known ?? [])}`,
        );
      return [[name, alias] as const];
    }),
  );
}
