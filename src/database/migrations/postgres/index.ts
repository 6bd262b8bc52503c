import { FirstSchema1764600000000 } from './1764600000000-first-schema.js';

/** PostgreSQL's migrations, oldest first. Each that comes has the name of SQLite's that does the same. */
export const POSTGRES_MIGRATIONS = [FirstSchema1764600000000];
