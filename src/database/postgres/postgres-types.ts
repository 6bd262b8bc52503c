import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/** What PostgreSQL calls the types of our columns, where it does not know them by SQLite's names. */
const TYPES: Readonly<Record<string, string>> = {
  // SQLite's integers have 64 bits: entries are counted beyond two thousand million.
  integer: 'bigint',
  blob: 'bytea',
};

/** Teaches TypeORM how our entities are stored in PostgreSQL; before the data source is initialised. */
export function useOurTypes(dataSource: DataSource): void {
  const driver = dataSource.driver as PostgresDriver;
  const normalizeType = driver.normalizeType.bind(driver);
  driver.normalizeType = (column) => {
    const type = normalizeType(column);
    return TYPES[type] ?? type;
  };
  // A length that SQLite does not hold anybody to would make PostgreSQL refuse what an attacker sends.
  driver.getColumnLength = () => '';
}
