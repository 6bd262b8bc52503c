import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import type { SqlRow, SqlValue } from './sql-reader.js';

/** Makes entities of rows of {@link SqlReader}, without the cost of TypeORM's own hydration. */
export class EntityRows<Entity extends ObjectLiteral> {
  /** Database names of the columns; those that are only read when asked for are left out. */
  readonly columns: readonly string[];
  private readonly readers: readonly {
    readonly property: string;
    readonly column: string;
    readonly read: (value: SqlValue) => unknown;
  }[];

  constructor(dataSource: DataSource, entity: EntityTarget<Entity>) {
    const columns = dataSource.getMetadata(entity).columns.filter(({ isSelect }) => isSelect);
    this.columns = columns.map(({ databaseName }) => databaseName);
    this.readers = columns.map(({ propertyName, databaseName, type }) => ({
      property: propertyName,
      column: databaseName,
      read: READERS[String(type)] ?? asItIs,
    }));
  }

  entity(row: SqlRow): Entity {
    const entity: Record<string, unknown> = {};
    for (const { property, column, read } of this.readers) {
      const value = row[column]!;
      entity[property] = value === null ? null : read(value);
    }
    return entity as Entity;
  }
}

const READERS: Readonly<Record<string, (value: SqlValue) => unknown>> = {
  boolean: (value) => value === 1,
  'simple-json': (value) => JSON.parse(String(value)),
};

function asItIs(value: SqlValue): unknown {
  return value;
}
