import { Column, DefaultNamingStrategy, getMetadataArgsStorage } from 'typeorm';
import type { ColumnOptions } from 'typeorm';

/**
 * A 64-bit integer (a moment as UTC milliseconds, a byte offset) that is a number in the code. PostgreSQL's driver
 * returns such integers as text, hence the transformer.
 */
export function BigIntegerColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'bigint', transformer: { from: toNumber, to: (value: number | null) => value }, ...options });
}

function toNumber(stored: string | number | null): number | null {
  return stored === null ? null : Number(stored);
}

/** Structured data that queries do not look into, kept as JSON text. */
export function JsonColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'simple-json', ...options });
}

/** Columns are called as the API calls them: `lastSeen` in the code is `last_seen` in the database and in JSON. */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

/**
 * The entities of every feature that this process has loaded. An entity registers itself where it is declared; whoever
 * asks for its table has imported it, and who needs all of them imports the application's module.
 */
export function loadedEntities(): Function[] {
  return getMetadataArgsStorage().tables.flatMap(({ target }) => (typeof target === 'function' ? [target] : []));
}
