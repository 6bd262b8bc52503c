import type { DataSource, EntityMetadata } from 'typeorm';

/**
 * A statement that inserts thousands of rows of a table at once: `$1` is a JSON array of them, by the names of their columns,
 * which the server takes apart.
 */
export function insertRowsText({ driver }: DataSource, { tableName, columns }: EntityMetadata): string {
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const types = columns.map((column) => `"${column.databaseName}" ${driver.normalizeType(column)}`).join(', ');
  return `INSERT INTO "${tableName}" (${names}) SELECT ${names} FROM json_to_recordset($1::json) AS rows(${types})`;
}
