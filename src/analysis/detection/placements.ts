import { ADDRESS_COLUMN, HOST_COLUMN, METHOD_COLUMN, USERNAME_COLUMN } from './plan.js';
import type { Plan, PlannedRule } from './plan.js';

/** The number of the set that holds no rule. */
export const EMPTY_SET = 0;

/** Where an event that met a set of rules belongs: a row, and the rules to judge by table. */
interface Placement {
  /** The set that the event met, and which of the set's placements this is. */
  readonly set: number;
  readonly position: number;
  readonly tables: readonly TablePlacement[];
  /** The text columns that are looked at. */
  readonly columns: readonly number[];
}

export interface TablePlacement {
  readonly table: number;
  readonly columns: readonly number[];
  readonly rules: readonly PlannedRule[];
}

const NONE: readonly number[] = [];

/**
 * Numbers the sets of rules that events meet (few distinct ones, met again and again) and what follows from each. How
 * many there are is the choice of whoever writes the lines: {@link copy} takes over those that are still in use.
 */
export class Placements {
  private readonly members: (readonly number[])[] = [NONE];
  private readonly successors = new Map<number, number>();
  private readonly all: Placement[] = [];
  private readonly bySet: (readonly number[])[] = [];
  /** By planned rule, by placement: which references of the rule such a row stands for, in ascending order. */
  private readonly references: (readonly number[])[][];

  constructor(private readonly plan: Plan) {
    this.references = plan.rules.map(() => []);
  }

  /** How many sets are known. */
  get size(): number {
    return this.members.length;
  }

  /** The set with one more rule; rules are added in ascending order. */
  with(set: number, ref: number): number {
    const step = set * this.plan.ruleCount + ref;
    const known = this.successors.get(step);
    if (known !== undefined) return known;
    const added = this.members.push([...this.members[set]!, ref]) - 1;
    this.successors.set(step, added);
    return added;
  }

  membersOf(set: number): readonly number[] {
    return this.members[set]!;
  }

  get(placement: number): Placement {
    return this.all[placement]!;
  }

  /** Numbers of the placements of an event that met a set of rules. */
  of(set: number): readonly number[] {
    return (this.bySet[set] ??= this.place(set));
  }

  /** Which references of a rule a row in a placement stands for. */
  referencesOf({ index }: PlannedRule, placement: number): readonly number[] {
    return this.references[index]![placement]!;
  }

  /** True where the rule, or one that it refers to, is in the set. */
  meets({ references }: PlannedRule, set: number): boolean {
    return references.some((ref) => this.members[set]!.includes(ref));
  }

  /** The number here of a placement of others, which are of the same plan. */
  copy(others: Placements, placement: number): number {
    const { set, position } = others.get(placement);
    const here = others.membersOf(set).reduce((built, ref) => this.with(built, ref), EMPTY_SET);
    return this.of(here)[position]!;
  }

  private place(set: number): number[] {
    const tables = new Map<number, TablePlacement & { rules: PlannedRule[] }>();
    const separate: { refs: readonly number[]; table: TablePlacement }[] = [];
    const members = this.members[set]!;
    for (const planned of this.plan.rules) {
      if (!planned.references.some((ref) => members.includes(ref))) continue;
      const known = tables.get(planned.table);
      if (planned.hasAliases) separate.push(...this.placeByAlias(planned, members));
      else if (known !== undefined) known.rules.push(planned);
      else tables.set(planned.table, { table: planned.table, columns: planned.columns, rules: [planned] });
    }
    const placements: number[] = [];
    if (tables.size > 0) placements.push(this.add(set, 0, members, [...tables.values()]));
    for (const { refs, table } of separate) placements.push(this.add(set, placements.length, refs, [table]));
    return placements;
  }

  /** With aliases, an event may belong to one group as what one rule found, and to another as what a second found. */
  private placeByAlias(
    planned: PlannedRule,
    members: readonly number[],
  ): { refs: readonly number[]; table: TablePlacement }[] {
    const { table, references, rule } = planned;
    const byColumns = new Map<string, { columns: number[]; refs: number[] }>();
    for (const [position, ref] of references.entries()) {
      if (!members.includes(ref)) continue;
      const columns = rule.groupBy.map(({ fields }) => this.plan.columnOf(fields[position]!));
      const variant = byColumns.get(columns.join()) ?? { columns, refs: [] };
      variant.refs.push(ref);
      byColumns.set(columns.join(), variant);
    }
    return [...byColumns.values()].map(({ columns, refs }) => ({ refs, table: { table, columns, rules: [planned] } }));
  }

  private add(set: number, position: number, refs: readonly number[], tables: readonly TablePlacement[]): number {
    const columns = new Set([ADDRESS_COLUMN, USERNAME_COLUMN, METHOD_COLUMN, HOST_COLUMN]);
    for (const table of tables) {
      for (const column of table.columns) columns.add(column);
      for (const { valueColumn } of table.rules) if (valueColumn >= 0) columns.add(valueColumn);
    }
    for (const planned of this.plan.rules) {
      const met = planned.references.flatMap((ref, at) => (refs.includes(ref) ? [at] : []));
      this.references[planned.index]!.push(met.length === 0 ? NONE : met);
    }
    return this.all.push({ set, position, tables, columns: [...columns] }) - 1;
  }
}
