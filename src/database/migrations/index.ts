import { FirstSchema1763700000000 } from './1763700000000-first-schema.js';

/** Every migration, oldest first. */
export const MIGRATIONS = [FirstSchema1763700000000];
