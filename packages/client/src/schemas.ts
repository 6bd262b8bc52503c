import type { components } from './schema.js';

/** What the API sends and takes, by name: `Schemas['AlertDto']`. */
export type Schemas = components['schemas'];

/** What every error is answered with (RFC 9457); `code` stays the same from version to version. */
export type Problem = Schemas['ProblemDocument'];
