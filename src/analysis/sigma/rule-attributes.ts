import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { LOG_SOURCES, linesOfSource } from '../../logs/programs/registry.js';
import type { LogSourceLines } from '../../logs/programs/registry.js';
import type { RuleDescription } from '../detection/detection-rule.js';
import { checkNames, isMap, nearestName, shown } from './rule-document.js';
import type { Report, YamlMap } from './rule-document.js';
import { OTHER_PARTS, refusal } from './support.js';

/** Why a value of an attribute is not valid; null where it is. */
type AttributeCheck = (value: unknown) => string | null;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_NAME = 100;
/** Rules of before the specification's second version have slashes. */
const DATE = /^(\d{4})([-/])(\d\d)\2(\d\d)$/;
const TAG = /^[a-z0-9_-]+\.[a-z0-9._-]+$/;
const STATUSES = ['stable', 'test', 'experimental', 'deprecated'];
const RELATIONS = ['derived', 'obsolete', 'merged', 'renamed', 'similar'];

/** The top-level attributes of both kinds of rules, as the JSON schemas of the specification have them. */
const ATTRIBUTES: Readonly<Record<string, AttributeCheck>> = {
  title: lineUpTo(256),
  id: (value) => (matches(UUID, value) ? null : `${shown(value)} is no UUID`),
  name: lineUpTo(MAX_NAME),
  related: listOf(isRelation, 'a map of id, a UUID, and type'),
  taxonomy: (value) => (value === 'sigma' ? null : refusal(shown(value), OTHER_PARTS.taxonomy)),
  status: (value) =>
    value === 'unsupported' ? 'by its own status the rule cannot be used; leave it out' : oneOf(STATUSES)(value),
  description: textUpTo(65_535),
  license: textUpTo(1000),
  author: textUpTo(1000),
  references: listOf((item) => typeof item === 'string', 'text'),
  date: dateFault,
  modified: dateFault,
  logsource: () => null,
  detection: () => null,
  correlation: () => null,
  fields: listOf((item) => typeof item === 'string', 'text'),
  falsepositives: (value) => (isLongText(value) ? null : listOf(isLongText, 'text of at least 2 characters')(value)),
  level: oneOf(SEVERITIES),
  tags: listOf((item) => matches(TAG, item), 'a tag such as attack.t1110.001'),
  scope: listOf(isLongText, 'text of at least 2 characters'),
  generate: (value) => (typeof value === 'boolean' ? null : `${shown(value)} is not true or false`),
};

/** What a rule may say of itself. */
export const ATTRIBUTE_NAMES: readonly string[] = Object.keys(ATTRIBUTES);

/** A day that exists: no 31st of February. */
function dateFault(value: unknown): string | null {
  const [, year, , month, day] = typeof value === 'string' ? (DATE.exec(value) ?? []) : [];
  const iso = `${year}-${month}-${day}`;
  return isoDay(iso) === iso ? null : `${shown(value)} is no date such as 2026-11-22`;
}

function isoDay(day: string): string | null {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

function textUpTo(most: number): AttributeCheck {
  return (value) => {
    if (typeof value !== 'string') return `${shown(value)} is no text`;
    if (value.trim() === '') return 'is empty';
    return value.length > most ? `is longer than ${most} characters` : null;
  };
}

/** A text without control characters: it is stored and sent with every alert. */
function lineUpTo(most: number): AttributeCheck {
  const fault = textUpTo(most);
  return (value) =>
    fault(value) ?? (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(value as string) ? 'has a control character' : null);
}

function oneOf(values: readonly string[]): AttributeCheck {
  return (value) => (values.includes(value as string) ? null : `${shown(value)} is none of ${values.join(', ')}`);
}

function listOf(isItem: (item: unknown) => boolean, wanted: string): AttributeCheck {
  return (value) => {
    if (!Array.isArray(value)) return `${shown(value)} is no list`;
    const stranger = value.findIndex((item) => !isItem(item));
    if (stranger !== -1) return `item ${stranger + 1}, ${shown(value[stranger])}, is not ${wanted}`;
    return new Set(value).size < value.length ? 'lists something twice' : null;
  };
}

function isLongText(value: unknown): boolean {
  return typeof value === 'string' && value.length >= 2;
}

function isRelation(item: unknown): boolean {
  const { id, type } = Object(item) as Record<string, unknown>;
  return matches(UUID, id) && RELATIONS.includes(type as string);
}

function matches(pattern: RegExp, value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** Checks the attributes of a rule, all but what `logsource`, `detection` and `correlation` hold. */
export function checkAttributes(rule: YamlMap, report: Report): void {
  for (const [name, check] of Object.entries(ATTRIBUTES)) {
    const fault = Object.hasOwn(rule, name) ? check(rule[name]) : null;
    if (fault !== null) report([name], `${name}: ${fault}`);
  }
  const like = nearestName('title', Object.keys(rule));
  if (!Object.hasOwn(rule, 'title'))
    report([], `title is missing${like === null ? '' : `; ${shown(like)} looks like it`}`);
}

/** Of a rule that raises alerts, and does not say how severe they are. */
const DEFAULT_LEVEL: Severity = 'medium';

/**
 * The UUID by which alerts know their rule: the rule's `id`, or one made of its name, or of its title where it has none.
 *
 * @param hash a digest of a text, 32 hexadecimal digits and more
 */
export function ruleIdOf(rule: YamlMap, hash: (text: string) => string): string {
  if (Object.hasOwn(rule, 'id')) return String(rule['id']).toLowerCase();
  const name = text(rule['name']);
  const digits = hash(name === null ? `title ${text(rule['title'])}` : `name ${name}`);
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => digits.slice(from, to));
  // Version 8 of RFC 9562: of a making of one's own.
  return `${a}-${b}-8${c}-8${d}-${e}`;
}

/** What a rule says about itself. Expects checked attributes. */
export function describeRule(rule: YamlMap, id: string, version: string, raisesAlerts: boolean): RuleDescription {
  return {
    id,
    name: text(rule['name']) ?? id,
    title: text(rule['title']) ?? '',
    description: text(rule['description']) ?? '',
    level: (text(rule['level']) ?? (raisesAlerts ? DEFAULT_LEVEL : 'informational')) as Severity,
    status: text(rule['status']),
    author: text(rule['author']),
    date: dateOf(rule['date']),
    modified: dateOf(rule['modified']),
    references: list(rule['references']),
    tags: list(rule['tags']),
    falsePositives: list(rule['falsepositives']),
    version,
    raisesAlerts,
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value.trim() : null;
}

function dateOf(value: unknown): string | null {
  return text(value)?.replaceAll('/', '-') ?? null;
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
}

/**
 * The lines that a rule is for, as its `logsource` says.
 *
 * @returns null where it says something that is wrong, which is reported
 */
export function linesFor(logSource: unknown, report: Report): LogSourceLines | null {
  if (!isMap(logSource)) {
    report(['logsource'], 'logsource is a map, such as product: linux, service: sshd');
    return null;
  }
  checkNames(logSource, [...Object.keys(LOG_SOURCES), 'definition'], ['logsource'], report);
  const attributes = Object.entries(LOG_SOURCES).filter(([attribute]) => Object.hasOwn(logSource, attribute));
  let isKnown = true;
  for (const [attribute, known] of attributes) {
    const value = logSource[attribute];
    if (!known.includes(String(value))) {
      isKnown = false;
      report(
        ['logsource', attribute],
        `the ${attribute} ${shown(value)} is not what this program reads; it reads ${known.join(', ')}`,
      );
    }
  }
  const { category, service, product } = logSource;
  if (attributes.length === 0) report(['logsource'], 'logsource names no log; write product: linux, service: sshd');
  if (!isKnown) return null;
  const lines = linesOfSource({ category: given(category), product: given(product), service: given(service) });
  if (attributes.length > 0 && lines.logTypes.size === 0)
    report(['logsource'], 'nothing that this program reads is of all that logsource names');
  return lines;
}

function given(value: unknown): string | null {
  return value === undefined ? null : String(value);
}
