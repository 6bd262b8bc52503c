import type { SqlReader } from '../database/sql-reader.js';
import type { IpRange } from '../net/ip-range.js';
import { addressCondition, allOf, isOneOf, sqlCondition } from './sql-condition.js';
import type { SqlCondition } from './sql-condition.js';
import { unindexed } from './list-order.js';
import type { ListOrder } from './list-order.js';

/** A table that is shown as a list. Names are those of the database. */
export interface ListTable {
  readonly name: string;
  /** When an item happened, UTC milliseconds; has an index together with the id. */
  readonly time: string;
  /** Has an index together with `time`; null: there is no such column. */
  readonly address: string | null;
  /** What is read of each item: at least what it can be ordered by. */
  readonly columns: readonly string[];
  /** Statement that tells how many items there are in all (`number`), and costs little. */
  readonly countAll: string;
  /** How many items in the order of an index one step may test; the longer rows are, the fewer. */
  readonly mostTested: number;
  /** True where ids count the items from the first on, none left out. */
  readonly idsWithoutGaps: boolean;
}

/** What a request leaves over of a list. */
export interface ListFilter {
  readonly address?: IpRange | undefined;
  /** Only items with these ids; a hundred or so. */
  readonly ids?: readonly string[] | undefined;
  /** Items from this moment on, UTC milliseconds. */
  readonly since?: number | undefined;
  /** Items before this moment, UTC milliseconds. */
  readonly until?: number | undefined;
  /** Only items of these addresses. */
  readonly among?: Among | undefined;
  /** Of columns that no index but a list's own begins with: these are tested item by item. */
  readonly tests: readonly SqlCondition[];
}

/** Addresses that were found out before the list is read, such as those of a country. */
export interface Among {
  /** Stands for them in cursors: which they are may change between two pages. */
  readonly name: string;
  /** True of an item of one of them; keeps the engine off the index of addresses. */
  readonly test: SqlCondition;
  /** The same, along the index of addresses; null: there is none. */
  readonly candidates: SqlCondition | null;
  /** At least so many more there are that could not be looked for. */
  readonly leftOut: number;
}

/** How the items of a list are found, and in which order. */
export interface ListPlan {
  readonly table: ListTable;
  readonly order: ListOrder;
  /** The filter's times, where the order is by time: the ends of the stretch that is walked. */
  readonly since: number | undefined;
  readonly until: number | undefined;
  /** What the index answers that also gives the order. */
  readonly indexed: readonly SqlCondition[];
  /** What is tested item by item. */
  readonly tests: readonly SqlCondition[];
  /** True where all candidates are looked at and then sorted, since they are few. */
  readonly sorts: boolean;
  /** How many items one step may look at. */
  readonly mostExamined: number;
}

/** How many items one step tests that are scattered over the table, or whose test takes a while. */
const MAX_SCATTERED = 1_500;
/** How many entries of an index one step looks at, where these alone tell. */
const MAX_IN_INDEX = 10_000;
/** How many times as many items a step tests for addresses that may lie far apart: a page is hardly ever empty. */
const FARTHER = 10;

/**
 * Decides how a list is read so that one step costs little however large the table is: along an index that gives the
 * order; or, where another index leaves few candidates, by sorting these; or along the order with a test of each item.
 */
export async function planList(
  reader: SqlReader,
  table: ListTable,
  filter: ListFilter,
  order: ListOrder,
): Promise<ListPlan> {
  const { address, ids, since, until, among, tests } = filter;
  const isByTime = order.columns[0] === table.time;
  const base = { table, order, since: isByTime ? since : undefined, until: isByTime ? until : undefined };
  const times = isByTime ? [] : timeConditions(table.time, filter);
  const timeTests = isByTime ? [] : timeConditions(unindexed(table.time), filter);
  if (among !== undefined) {
    const isAlone = address === undefined && ids === undefined && among.candidates !== null;
    const sorted = isAlone ? await fewCandidates(reader, base, among.candidates, [...tests, ...timeTests]) : null;
    if (sorted !== null) return sorted;
    const plan = await planList(reader, table, { ...filter, among: undefined, tests: [...tests, among.test] }, order);
    return plan.sorts || plan.indexed.length > 0 ? plan : { ...plan, mostExamined: FARTHER * table.mostTested };
  }
  if (ids !== undefined) {
    const named = isOneOf('id', ids);
    const others = [...tests, ...timeTests, ...addressTests(table, address)];
    return { ...base, indexed: [named], tests: others, sorts: true, mostExamined: MAX_SCATTERED };
  }
  if (address === undefined || table.address === null) {
    const sorted = times.length === 0 ? null : await fewCandidates(reader, base, allOf(times), tests);
    return sorted ?? stepwise(base, [], [...tests, ...timeTests]);
  }
  const { candidates, kind, exact } = addressCondition(table.address, address);
  const others = [...tests, ...timeTests, ...(exact === null ? [] : [exact])];
  if (kind === 'address' && isByTime) return stepwise(base, [candidates], others);
  const sorted = kind === 'anywhere' ? null : await fewCandidates(reader, base, candidates, others);
  const plan = stepwise(base, [], [addressCondition(unindexed(table.address), address).candidates, ...others]);
  return sorted ?? (exact === null ? plan : { ...plan, mostExamined: MAX_SCATTERED });
}

function addressTests({ address: column }: ListTable, address: IpRange | undefined): SqlCondition[] {
  if (address === undefined || column === null) return [];
  const { candidates, exact } = addressCondition(unindexed(column), address);
  return exact === null ? [candidates] : [candidates, exact];
}

type PlanBase = Pick<ListPlan, 'table' | 'order' | 'since' | 'until'>;

function stepwise(base: PlanBase, indexed: readonly SqlCondition[], tests: readonly SqlCondition[]): ListPlan {
  const mostTested = indexed.length === 0 ? base.table.mostTested : MAX_SCATTERED;
  return { ...base, indexed, tests, sorts: false, mostExamined: tests.length === 0 ? MAX_IN_INDEX : mostTested };
}

/** The plan that sorts the candidates; null where they are many. */
async function fewCandidates(
  reader: SqlReader,
  base: PlanBase,
  candidates: SqlCondition,
  tests: readonly SqlCondition[],
): Promise<ListPlan | null> {
  const mostExamined = tests.length === 0 ? MAX_IN_INDEX : MAX_SCATTERED;
  const text = `SELECT COUNT(*) AS number FROM (SELECT 1 FROM ${base.table.name} WHERE ${candidates.text} LIMIT ?) AS candidates`;
  const count = await reader.number(text, [...candidates.values, mostExamined + 1]);
  if (count > mostExamined) return null;
  return { ...base, indexed: [candidates], tests, sorts: true, mostExamined };
}

/** @param time SQL of the time */
function timeConditions(time: string, { since, until }: ListFilter): SqlCondition[] {
  return [
    ...(since === undefined ? [] : [sqlCondition(`${time} >= ?`, since)]),
    ...(until === undefined ? [] : [sqlCondition(`${time} < ?`, until)]),
  ];
}
