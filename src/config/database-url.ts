import type { SettingFault } from './setting.js';

/** Where the data live. PostgreSQL joins this union when the service learns to speak it. */
export interface SqliteLocation {
  readonly kind: 'sqlite';
  /** Path of the database file, relative to the working directory, or `:memory:`. */
  readonly path: string;
}

export type DatabaseLocation = SqliteLocation;

/** Reads `sqlite:PATH`. */
export function parseDatabaseUrl(text: string): DatabaseLocation | SettingFault {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(text)?.[1];
  return path === undefined
    ? { fault: 'must be sqlite:PATH, such as sqlite:data/log-analyzer.sqlite' }
    : { kind: 'sqlite', path };
}
