import type { CorrelationRule, DetectionRule, EventField, EventRule, GroupField } from './detection-rule.js';
import { MatchSets } from './match-sets.js';

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
  readonly rule: CorrelationRule;
  readonly table: number;
  /** Columns of the group-by, for events that none of the aliases concerns. */
  readonly columns: readonly number[];
  /** What value_count tells apart; -1 where the rule does not. */
  readonly valueColumn: number;
  /** What value_sum adds up, where that is not `attempts`; else -1. */
  readonly sumColumn: number;
  /** True where the group-by names an address or a network, so that attempts carried to an address count. */
  readonly byAddress: boolean;
  readonly byUsername: boolean;
  /** True where another correlation counts the firings of this one. */
  readonly isReferred: boolean;
  /** Bit i is set where the rule's i-th reference is in the match set; by match set. */
  readonly maskOf: (set: number) => number;
  /** The same, by placement. */
  readonly masks: number[];
}

/** Where an event that met a set of rules belongs: a row, and the rules to judge by table. */
export interface Placement {
  readonly set: number;
  readonly tables: readonly TablePlacement[];
  /** The text columns that are looked at. */
  readonly columns: readonly number[];
}

export interface TablePlacement {
  readonly table: number;
  readonly columns: readonly number[];
  readonly rules: readonly PlannedRule[];
}

/** A rule may refer to so many others: a bit each. */
export const MOST_REFERENCES = 30;
/** For how long an event rule without correlation keeps one alert open. */
const EVENT_RULE_WINDOW_MS = 3_600_000;

/** What follows from a set of rules once and for all: columns, tables, and who judges what. */
export class Plan {
  readonly textFields: readonly EventField[];
  readonly sumFields: readonly EventField[];
  readonly rules: readonly PlannedRule[];
  readonly eventRules: readonly { readonly ref: number; readonly rule: EventRule }[];
  readonly tableCount: number;
  readonly longestWindowMs: number;
  readonly sets: MatchSets;
  readonly placements: Placement[] = [];
  private readonly placementsBySet: (readonly number[])[] = [];
  private readonly refs = new Map<string, number>();

  constructor(detectionRules: readonly DetectionRule[]) {
    const builder = new PlanBuilder(detectionRules);
    for (const [ref, rule] of detectionRules.entries()) this.refs.set(rule.id, ref);
    this.sets = new MatchSets(detectionRules.length);
    this.eventRules = detectionRules.flatMap((rule, ref) => (rule.kind === 'event' ? [{ ref, rule }] : []));
    this.rules = builder.plannedRules((rule) => this.maskOf(rule));
    this.textFields = builder.textFields;
    this.sumFields = builder.sumFields;
    this.tableCount = builder.tables.length;
    this.longestWindowMs = Math.max(0, ...this.rules.map(({ rule }) => rule.windowMs));
  }

  /** Numbers of the placements of an event that met a set of rules. */
  placementsOf(set: number): readonly number[] {
    return (this.placementsBySet[set] ??= this.place(set));
  }

  private place(set: number): number[] {
    const tables = new Map<number, TablePlacement & { rules: PlannedRule[] }>();
    const placements: number[] = [];
    for (const planned of this.rules) {
      const mask = planned.maskOf(set);
      if (mask === 0) continue;
      if (hasAliases(planned.rule)) placements.push(...this.placeByAlias(planned, set, mask));
      else {
        const known = tables.get(planned.table);
        if (known === undefined) tables.set(planned.table, { ...pick(planned), rules: [planned] });
        else known.rules.push(planned);
      }
    }
    if (tables.size > 0) placements.unshift(this.addPlacement(set, [...tables.values()]));
    return placements;
  }

  /** With aliases, an event may belong to one group as what one rule found, and to another as what a second found. */
  private placeByAlias(planned: PlannedRule, set: number, mask: number): number[] {
    const { rule } = planned;
    const byColumns = new Map<string, { columns: number[]; refs: number[] }>();
    for (const [position, referred] of rule.rules.entries()) {
      if ((mask & (1 << position)) === 0) continue;
      const columns = rule.groupBy.map(({ fields }) => this.columnOf(fields[position]!));
      const variant = byColumns.get(columns.join()) ?? { columns, refs: [] };
      variant.refs.push(this.refs.get(referred.id)!);
      byColumns.set(columns.join(), variant);
    }
    return [...byColumns.values()].map(({ columns, refs }) => {
      const restricted = this.sets.membersOf(set).filter((ref) => refs.includes(ref));
      const restrictedSet = restricted.reduce((built, ref) => this.sets.with(built, ref), 0);
      const tables = [{ table: planned.table, columns, rules: [planned] }];
      return this.addPlacement(restrictedSet, tables);
    });
  }

  private addPlacement(set: number, tables: readonly TablePlacement[]): number {
    const columns = new Set([ADDRESS_COLUMN, USERNAME_COLUMN, METHOD_COLUMN, HOST_COLUMN]);
    for (const table of tables) {
      for (const column of table.columns) columns.add(column);
      for (const { valueColumn } of table.rules) if (valueColumn >= 0) columns.add(valueColumn);
    }
    for (const { masks, maskOf } of this.rules) masks.push(maskOf(set));
    return this.placements.push({ set, tables, columns: [...columns] }) - 1;
  }

  private columnOf(field: EventField): number {
    return this.textFields.findIndex(({ name }) => name === field.name);
  }

  /** Computed once a set. */
  private maskOf(rule: CorrelationRule): (set: number) => number {
    const refs = rule.rules.map(({ id }) => this.refs.get(id)!);
    const masks: number[] = [];
    return (set) =>
      (masks[set] ??= refs.reduce(
        (mask, ref, position) => (this.sets.membersOf(set).includes(ref) ? mask | (1 << position) : mask),
        0,
      ));
  }
}

function pick({ table, columns }: PlannedRule): { table: number; columns: readonly number[] } {
  return { table, columns };
}

function hasAliases({ groupBy }: CorrelationRule): boolean {
  return groupBy.some(({ fields }) => fields.some(({ name }) => name !== fields[0]!.name));
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

  constructor(private readonly rules: readonly DetectionRule[]) {
    this.referred = new Set(
      rules.flatMap((rule) => (rule.kind === 'correlation' ? rule.rules.map(({ id }) => id) : [])),
    );
  }

  plannedRules(maskOf: (rule: CorrelationRule) => (set: number) => number): PlannedRule[] {
    return this.rules
      .flatMap((rule, ref) => {
        if (rule.kind === 'correlation') return [{ rule, ref }];
        return rule.raisesAlerts ? [{ rule: countOfOne(rule), ref }] : [];
      })
      .map(({ rule, ref }, index) => this.planned(rule, ref, index, maskOf(rule)));
  }

  private planned(rule: CorrelationRule, ref: number, index: number, maskOf: (set: number) => number): PlannedRule {
    const columns = rule.groupBy.map(({ fields }) => this.textColumn(fields[0]!));
    for (const { fields } of rule.groupBy) fields.forEach((field) => this.textColumn(field));
    const names = rule.groupBy.map(({ name }) => name);
    const sums = rule.type === 'value_sum' && rule.field!.name !== 'attempts';
    return {
      index,
      ref,
      rule,
      table: this.tableOf(hasAliases(rule) ? `${columns.join()}#${rule.id}` : columns.join()),
      columns,
      valueColumn: rule.type === 'value_count' ? this.textColumn(rule.field!) : -1,
      sumColumn: sums ? this.sumColumn(rule.field!) : -1,
      byAddress: names.includes('ip_address') || names.includes('ip_network'),
      byUsername: names.includes('username') && !names.includes('ip_address'),
      isReferred: this.referred.has(rule.id) && this.rules[ref]!.kind === 'correlation',
      maskOf,
      masks: [],
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

/** A rule about single events raises one alert for each source address, extended while events follow. */
function countOfOne(rule: EventRule): CorrelationRule {
  const source: GroupField = { name: 'ip_address', fields: [sourceField] };
  return {
    ...rule,
    kind: 'correlation',
    type: 'event_count',
    rules: [rule],
    groupBy: [source],
    windowMs: EVENT_RULE_WINDOW_MS,
    bounds: { least: 1, most: Number.POSITIVE_INFINITY, except: null },
    field: null,
  };
}

/** The address, or what stands in its place: an event without either is still an event. */
const sourceField: EventField = {
  name: 'source',
  type: 'text',
  read: (event) => event.ipAddress ?? event.sourceHost ?? '',
};

function textField(name: string, property: 'ipAddress' | 'username' | 'method' | 'host'): EventField {
  return { name, type: 'text', read: (event) => event[property] };
}
