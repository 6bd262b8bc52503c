import type { SqlReader, SqlRow } from '../database/sql-reader.js';
import { RequestInvalidError } from '../http/problem-document.js';
import { FIRST_CURSOR, FIRST_PAGE, LAST_PAGE, decodeCursor, encodeCursor, orderNamed } from './list-order.js';
import type { ListPosition } from './list-order.js';
import { KeysetReader } from './keyset-reader.js';
import type { KeysetPage, ListTotal } from './keyset-reader.js';
import { planList } from './list-plan.js';
import type { ListFilter, ListPlan, ListTable } from './list-plan.js';
import type { ListQueryDto } from './list-parameters.js';

/** How far `skip` reaches in a list that is filtered or sorted: what is left out has to be looked at. */
const FARTHEST_SKIP = 10_000;

/** How many items are made into text at once: others wait meanwhile. */
const SENT_AT_ONCE = 200;

/** A page of a list as it is answered. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** Null on pages within a walk by cursor: its first page has told. */
  readonly total: ListTotal | null;
  /** Null where pages are linked by `skip`. */
  readonly cursors: ListCursors | null;
}

/** Cursors of other pages. */
interface ListCursors {
  readonly next: string | null;
  readonly previous: string | null;
  readonly last: string;
}

/** What a request asks of a list. */
export interface ListRequest {
  readonly query: ListQueryDto;
  readonly filter: ListFilter;
  /** Name of the order where the request names none. */
  readonly defaultSort: string;
}

/** A table as a list with filters, sorts and cursors. One for each list. */
export class ListReader<Item> {
  private readonly items: KeysetReader<Item>;

  /**
   * @param sorts columns of each sort, by its name without sign
   * @param item makes an item of a row of its table
   */
  constructor(
    private readonly reader: SqlReader,
    private readonly table: ListTable,
    private readonly sorts: Readonly<Record<string, readonly string[]>>,
    item: (row: SqlRow) => Item,
  ) {
    this.items = new KeysetReader(reader, item);
  }

  /** @throws RequestInvalidError for a cursor that is none of this list, and for `skip` where it cannot be */
  async page(request: ListRequest): Promise<ListPage<Item>> {
    const { query } = request;
    const binding = this.binding(request);
    const bySkip = query.cursor === undefined && query.sort === undefined && isUnfiltered(request.filter);
    const position = startOf(query, binding, bySkip);
    const encode = (at: ListPosition): string => encodeCursor(at, binding);
    const plan = await this.plan(request);
    const { items, next, previous } = await this.items.page(plan, position, query.limit);
    const isWithinWalk = query.cursor !== undefined && query.cursor !== FIRST_CURSOR;
    const total = isWithinWalk ? null : await this.items.total(plan);
    const cursors = { next: next && encode(next), previous: previous && encode(previous), last: encode(LAST_PAGE) };
    return { items, total, cursors: bySkip ? null : cursors };
  }

  /** Every item that the filters leave, from the cursor on where there is one. @throws as {@link page} */
  async all(request: ListRequest): Promise<AsyncIterable<KeysetPage<Item>>> {
    const { cursor } = request.query;
    const start = cursor === undefined ? FIRST_PAGE : positionOf(cursor, this.binding(request));
    return this.items.steps(await this.plan(request), start, SENT_AT_ONCE);
  }

  /** As {@link all}, for those who have no request: steps through what the filter leaves, in a named order. */
  async *steps(filter: ListFilter, sort: string, most?: number): AsyncGenerator<KeysetPage<Item>> {
    const plan = await planList(this.reader, this.table, filter, orderNamed(this.sorts, sort));
    yield* this.items.steps(plan, FIRST_PAGE, most);
  }

  private plan({ query, filter, defaultSort }: ListRequest): Promise<ListPlan> {
    return planList(this.reader, this.table, filter, orderNamed(this.sorts, query.sort ?? defaultSort));
  }

  /** Stands for the list, its sort and its filters. */
  private binding({ query, filter, defaultSort }: ListRequest): string {
    const { address, ids, since, until, among, tests } = filter;
    const asked = [address?.range, ids, since, until, tests, ...(among === undefined ? [] : [among.name])];
    return JSON.stringify([this.table.name, query.sort ?? defaultSort, ...asked]);
  }
}

function isUnfiltered({ address, ids, since, until, among, tests }: ListFilter): boolean {
  return [address, ids, since, until, among].every((each) => each === undefined) && tests.length === 0;
}

function startOf({ cursor, skip }: ListQueryDto, binding: string, bySkip: boolean): ListPosition {
  if (cursor === undefined) {
    if (skip > FARTHEST_SKIP && !bySkip) {
      throw fault(
        'skip',
        `must not be greater than ${FARTHEST_SKIP} in a list that is filtered or sorted; follow Link`,
      );
    }
    return { ...FIRST_PAGE, skip };
  }
  if (skip > 0) throw fault('skip', 'has no place beside a cursor');
  return positionOf(cursor, binding);
}

function positionOf(cursor: string, binding: string): ListPosition {
  const position = decodeCursor(cursor, binding);
  if ('fault' in position) throw fault('cursor', position.fault);
  return position;
}

function fault(pointer: string, detail: string): RequestInvalidError {
  return new RequestInvalidError([{ pointer, detail: `${pointer} ${detail}` }]);
}
