import { isAmongTypes } from '../../logs/programs/registry.js';
import type {
  CorrelationRule,
  DetectionEvent,
  DetectionRule,
  EventField,
  EventRule,
  GroupField,
} from './detection-rule.js';

/** Columns that every pool has, since alerts tell them. */
export const ADDRESS_COLUMN = 0;
export const USERNAME_COLUMN = 1;
export const METHOD_COLUMN = 2;
export const HOST_COLUMN = 3;

/** A correlation as the engine runs it. A rule that selects single events is a count of one. */
export interface PlannedRule {
  /** Position among the planned rules. */
  readonly index: number;
  /** Number of the rule in match sets. */
  readonly ref: number;
  /** Numbers of the rules that it refers to, in the order of the rule. */
  readonly references: readonly number[];
  readonly rule: CorrelationRule;
  /** Those of the events that it is put to. */
  readonly logTypes: ReadonlySet<string>;
  readonly table: number;
  /** Columns of the group-by, for events that none of the aliases concerns. */
  readonly columns: readonly number[];
  /** True where the group-by takes different fields of what different rules found. */
  readonly hasAliases: boolean;
  /** What value_count tells apart; -1 where the rule does not. */
  readonly valueColumn: number;
  /** What value_sum adds up, where that is not `attempts`; else -1. */
  readonly sumColumn: number;
  /** True where the group-by names an address or a network, so that attempts carried to an address count. */
  readonly byAddress: boolean;
  /** Position of the username in the group-by of a rule about users; -1 for one about addresses, or neither. */
  readonly usernameAt: number;
  /** True where the rule selects single events: it is grouped by source, or by host where an event has none. */
  readonly isOfEvents: boolean;
  /** True where another correlation counts the firings of this one. */
  readonly isReferred: boolean;
}

/** For how long an event rule without correlation keeps one alert open. */
const EVENT_RULE_WINDOW_MS = 3_600_000;

/** What follows from a set of rules once and for all: columns, tables, and who judges what. */
export class Plan {
  readonly textFields: readonly EventField[];
  readonly sumFields: readonly EventField[];
  readonly rules: readonly PlannedRule[];
  private readonly eventRules: readonly NumberedEventRule[];
  /** How many rules there are, planned or only referred to. */
  readonly ruleCount: number;
  readonly tableCount: number;
  readonly longestWindowMs: number;

  constructor(detectionRules: readonly DetectionRule[]) {
    const builder = new PlanBuilder(detectionRules);
    this.ruleCount = detectionRules.length;
    this.eventRules = detectionRules.flatMap((rule, ref) => (rule.kind === 'event' ? [{ ref, rule }] : []));
    this.rules = builder.plannedRules();
    this.textFields = builder.textFields;
    this.sumFields = builder.sumFields;
    this.tableCount = builder.tables.length;
    this.longestWindowMs = Math.max(0, ...this.rules.map(({ rule }) => rule.windowMs));
  }

  /** The rules that an event of a log type is put to: those for its log that can select one of that type. */
  eventRulesFor(logType: string): readonly NumberedEventRule[] {
    return this.eventRules.filter(({ rule }) => isAmongTypes(rule.logTypes, logType) && mayMatch(rule, logType));
  }

  /** The rules that may select an event of a log type which adds no attempt, and is not stored otherwise. */
  selectorsOf(logType: string): readonly EventRule[] {
    return this.eventRules.flatMap(({ rule }) =>
      isAmongTypes(rule.logTypes, logType) && mayMatch(rule, logType, NO_ATTEMPTS) ? [rule] : [],
    );
  }

  columnOf(field: EventField): number {
    return this.textFields.findIndex(({ name }) => name === field.name);
  }
}

/** Events of one log type. */
export interface EventType {
  readonly logType: string;
  readonly rules: readonly NumberedEventRule[];
  /** How many were put to the rules since the counters were last added up. */
  observed: number;
}

const NO_ATTEMPTS: Partial<DetectionEvent> = { attempts: 0, carriedAttempts: 0, methodAttempts: 0 };

/**
 * False where the log type, and what else is known, keeps a rule from selecting an event: it is asked about an event of
 * which nothing else can be read.
 */
function mayMatch(rule: EventRule, logType: string, known: Partial<DetectionEvent> = {}): boolean {
  const event = new Proxy({ ...known, logType } as DetectionEvent, {
    get: (fields, name) => {
      if (name in fields) return fields[name as keyof DetectionEvent];
      throw new Error('not known');
    },
  });
  try {
    return rule.matches(event);
  } catch {
    return true;
  }
}

/** A rule with its number in match sets. */
interface NumberedEventRule {
  readonly ref: number;
  readonly rule: EventRule;
}

/** Collects the columns and tables that the rules need. */
class PlanBuilder {
  readonly textFields: EventField[] = [
    textField('ip_address', 'ipAddress'),
    textField('username', 'username'),
    textField('method', 'method'),
    textField('host', 'host'),
  ];
  readonly sumFields: EventField[] = [];
  /** By what tells tables apart. */
  readonly tables: string[] = [];
  private readonly referred: ReadonlySet<string>;
  private readonly refs: ReadonlyMap<string, number>;

  constructor(private readonly rules: readonly DetectionRule[]) {
    this.refs = new Map(rules.map(({ id }, ref) => [id, ref]));
    this.referred = new Set(
      rules.flatMap((rule) => (rule.kind === 'correlation' ? rule.rules.map(({ id }) => id) : [])),
    );
  }

  plannedRules(): PlannedRule[] {
    return this.rules
      .flatMap((rule, ref) => {
        if (rule.kind === 'correlation') return [{ rule, ref }];
        return rule.raisesAlerts ? [{ rule: countOfOne(rule), ref }] : [];
      })
      .map(({ rule, ref }, index) => this.planned(rule, ref, index));
  }

  private planned(rule: CorrelationRule, ref: number, index: number): PlannedRule {
    const columns = rule.groupBy.map(({ fields }) => this.textColumn(fields[0]!));
    for (const { fields } of rule.groupBy) fields.forEach((field) => this.textColumn(field));
    const names = rule.groupBy.map(({ name }) => name);
    const sums = rule.type === 'value_sum' && rule.field!.name !== 'attempts';
    const hasAliases = rule.groupBy.some(({ fields }) => fields.some(({ name }) => name !== fields[0]!.name));
    return {
      index,
      ref,
      references: rule.rules.map(({ id }) => this.refs.get(id)!),
      rule,
      logTypes: new Set(logTypesUnder(rule)),
      table: this.tableOf(hasAliases ? `${columns.join()}#${rule.id}` : columns.join()),
      columns,
      hasAliases,
      valueColumn: rule.type === 'value_count' ? this.textColumn(rule.field!) : -1,
      sumColumn: sums ? this.sumColumn(rule.field!) : -1,
      byAddress: names.includes('ip_address') || names.includes('ip_network'),
      usernameAt: names.includes('ip_address') ? -1 : names.indexOf('username'),
      isOfEvents: this.rules[ref]!.kind === 'event',
      isReferred: this.referred.has(rule.id) && this.rules[ref]!.kind === 'correlation',
    };
  }

  private textColumn(field: EventField): number {
    const known = this.textFields.findIndex(({ name }) => name === field.name);
    return known >= 0 ? known : this.textFields.push(field) - 1;
  }

  private sumColumn(field: EventField): number {
    const known = this.sumFields.findIndex(({ name }) => name === field.name);
    return known >= 0 ? known : this.sumFields.push(field) - 1;
  }

  private tableOf(key: string): number {
    const known = this.tables.indexOf(key);
    return known >= 0 ? known : this.tables.push(key) - 1;
  }
}

/** A rule about single events raises one alert for each source address, or host, extended while events follow. */
function countOfOne(rule: EventRule): CorrelationRule {
  const source: GroupField = { name: 'ip_address', fields: [sourceField] };
  return {
    ...rule,
    kind: 'correlation',
    type: 'event_count',
    rules: [rule],
    groupBy: [source],
    windowMs: EVENT_RULE_WINDOW_MS,
    threshold: 1,
    choices: null,
    field: null,
  };
}

/** What stands in front of a host in place of an address: nothing that a line says has a newline in it. */
const HOST_GROUP = '\n';

/** The address, or what stands in its place; an event without either is one of its host. */
const sourceField: EventField = {
  name: 'source',
  type: 'text',
  read: ({ ipAddress, sourceHost, host }) => ipAddress ?? sourceHost ?? (host === null ? '' : HOST_GROUP + host),
};

/** The group of an alert as the API has it, by name. @param values in the order of the group-by */
export function groupByOf({ rule, isOfEvents }: PlannedRule, values: readonly string[]): Record<string, string> {
  const [source = ''] = values;
  if (isOfEvents && source.startsWith(HOST_GROUP)) return { host: source.slice(HOST_GROUP.length) };
  return Object.fromEntries(rule.groupBy.map(({ name }, index) => [name, values[index]!]));
}

/** The values of a group that was stored, in the order of the group-by. */
export function groupValuesOf({ rule, isOfEvents }: PlannedRule, groupBy: Readonly<Record<string, string>>): string[] {
  if (isOfEvents && groupBy['ip_address'] === undefined) return [HOST_GROUP + (groupBy['host'] ?? '')];
  return rule.groupBy.map(({ name }) => groupBy[name] ?? '');
}

function textField(name: string, property: 'ipAddress' | 'username' | 'method' | 'host'): EventField {
  return { name, type: 'text', read: (event) => event[property] };
}

function logTypesUnder(rule: DetectionRule): string[] {
  return rule.kind === 'event' ? [...rule.logTypes] : rule.rules.flatMap(logTypesUnder);
}
