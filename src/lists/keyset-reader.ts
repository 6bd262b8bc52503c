import { setImmediate } from 'node:timers/promises';
import type { SqlReader, SqlRow } from '../database/sql-reader.js';
import { FIRST_PAGE, LAST_PAGE, boundsBetween, orderClause, unindexed } from './list-order.js';
import type { ListKey, ListPosition } from './list-order.js';
import type { ListPlan } from './list-plan.js';
import { allOf } from './sql-condition.js';
import type { SqlCondition } from './sql-condition.js';

/** A page of a list. It may hold fewer items than asked for, even none, and yet have a next one. */
export interface KeysetPage<Item> {
  readonly items: readonly Item[];
  readonly next: ListPosition | null;
  readonly previous: ListPosition | null;
}

/** How many items there are; where not all are counted, there are at least so many. */
export interface ListTotal {
  readonly count: number;
  readonly isExact: boolean;
}

/** How many items are read at once where all are. */
const ITEMS_AT_ONCE = 1_000;

/** Reads lists page by page, each from where the one before ended, so that the last page costs what the first did. */
export class KeysetReader<Item> {
  /** @param item makes an item of a row of its table */
  constructor(
    private readonly reader: SqlReader,
    private readonly item: (row: SqlRow) => Item,
  ) {}

  async page(plan: ListPlan, position: ListPosition, limit: number): Promise<KeysetPage<Item>> {
    const start = await this.skipItems(plan, position);
    if (start === null) return { items: [], next: null, previous: LAST_PAGE };
    if (start.skip > 0) return { items: [], next: start, previous: { ...LAST_PAGE, key: start.key } };
    const end = isTested(plan) ? await this.stepEnd(plan, start) : null;
    const rows = await this.rows(plan, start, end, limit + 1);
    const hasMore = rows.length > limit;
    if (hasMore) rows.pop();
    const rest = hasMore ? keyOf(plan, rows.at(-1)!) : end;
    const near = rows[0] === undefined ? null : keyOf(plan, rows[0]);
    return neighbours(start, rows.map(this.item), near, rest);
  }

  /**
   * Every item, a step at a time; others are served between two steps. A step may find nothing.
   *
   * @param most how many items a step reads
   */
  async *steps(plan: ListPlan, start: ListPosition, most = ITEMS_AT_ONCE): AsyncGenerator<KeysetPage<Item>> {
    for (let position: ListPosition | null = start; position !== null;) {
      const page: KeysetPage<Item> = await this.page(plan, position, most);
      yield page;
      position = page.next;
      await setImmediate();
    }
  }

  async total(plan: ListPlan): Promise<ListTotal> {
    if (isWhole(plan)) {
      return { count: await this.reader.number(plan.table.countAll), isExact: true };
    }
    const end = plan.sorts ? null : await this.stepEnd(plan, FIRST_PAGE);
    return { count: await this.count(plan, FIRST_PAGE, end), isExact: end === null };
  }

  /** The position behind the items to leave out, or with some of them left; null where the list ends before. */
  private async skipItems(plan: ListPlan, position: ListPosition): Promise<ListPosition | null> {
    const { skip } = position;
    if (skip === 0) return position;
    if (plan.table.idsWithoutGaps && isWhole(plan) && plan.order.columns.length === 1) {
      return { ...position, key: await this.idAt(plan, skip - 1), skip: 0 };
    }
    const end = isTested(plan) ? await this.stepEnd(plan, position) : null;
    const { text, values } = keysBetween(plan, position, end);
    const [last] = await this.reader.rows(`${text} LIMIT 1 OFFSET ?`, [...values, skip - 1]);
    if (last !== undefined) return { ...position, key: keyOf(plan, last), skip: 0 };
    return end === null ? null : { ...position, key: end, skip: skip - (await this.count(plan, position, end)) };
  }

  /** The id that so many come before. */
  private async idAt({ table, order }: ListPlan, before: number): Promise<ListKey> {
    const end = order.descending ? 'MAX' : 'MIN';
    const first = await this.reader.number(`SELECT ${end}(id) AS number FROM ${table.name}`);
    return [order.descending ? first - before : first + before];
  }

  /** The last key that one step may look at; null where all the rest is within reach. */
  private async stepEnd(plan: ListPlan, start: ListPosition): Promise<ListKey | null> {
    const { text, values } = keysBetween({ ...plan, tests: [] }, start, null);
    const [last] = await this.reader.rows(`${text} LIMIT 1 OFFSET ?`, [...values, plan.mostExamined - 1]);
    return last === undefined ? null : keyOf(plan, last);
  }

  private async count(plan: ListPlan, start: ListPosition, end: ListKey | null): Promise<number> {
    const { text, values } = conditionBetween(plan, start, end);
    return this.reader.number(`SELECT COUNT(*) AS number FROM ${plan.table.name} WHERE ${text}`, values);
  }

  /** The next rows, nearest first. The keys are found first, so that only rows of the page are read in full. */
  private rows(plan: ListPlan, start: ListPosition, end: ListKey | null, limit: number): Promise<SqlRow[]> {
    const { table, order } = plan;
    const { text, values } = keysBetween(plan, start, end);
    const columns = table.columns.map((column) => `item.${column}`).join(', ');
    const by = orderClause(
      order.columns.map((column) => `page.${column}`),
      walksDown(plan, start),
    );
    return this.reader.manyRows(
      `SELECT ${columns} FROM (${text} LIMIT ?) AS page JOIN ${table.name} AS item ON item.id = page.id ORDER BY ${by}`,
      [...values, limit],
    );
  }
}

function keyOf({ order }: ListPlan, row: SqlRow): ListKey {
  return order.columns.map((column) => row[column]!);
}

/** True where nothing is filtered. */
function isWhole({ indexed, tests, since, until }: ListPlan): boolean {
  return indexed.length === 0 && tests.length === 0 && since === undefined && until === undefined;
}

function isTested({ tests, sorts }: ListPlan): boolean {
  return tests.length > 0 && !sorts;
}

function walksDown({ order }: ListPlan, { side }: ListPosition): boolean {
  return order.descending !== (side === 'before');
}

/** SELECT of the keys of a stretch, in the direction of the walk. */
function keysBetween(plan: ListPlan, start: ListPosition, end: ListKey | null): SqlCondition {
  const { table, order, sorts } = plan;
  const { text, values } = conditionBetween(plan, start, end);
  const by = orderClause(sorts ? order.columns.map(unindexed) : order.columns, walksDown(plan, start));
  return { text: `SELECT ${order.columns.join(', ')} FROM ${table.name} WHERE ${text} ORDER BY ${by}`, values };
}

function conditionBetween(plan: ListPlan, start: ListPosition, end: ListKey | null): SqlCondition {
  const { order, indexed, tests, sorts, since, until } = plan;
  const columns = sorts ? order.columns.map(unindexed) : order.columns;
  const bounds = boundsBetween(columns, walksDown(plan, start), { start: start.key, end, since, until });
  return allOf([...indexed, ...bounds, ...tests]);
}

/** @param near key of the item next to the start; @param rest where the walk goes on; null: it is at its end */
function neighbours<Item>(
  start: ListPosition,
  items: Item[],
  near: ListKey | null,
  rest: ListKey | null,
): KeysetPage<Item> {
  const isForward = start.side === 'after';
  const ahead = rest === null ? null : { ...start, key: rest };
  const back = { side: isForward ? 'before' : 'after', key: near ?? rest, skip: 0 } as const;
  const behind = start.key === null ? null : back;
  return isForward
    ? { items, next: ahead, previous: behind }
    : { items: items.toReversed(), next: behind, previous: ahead };
}
