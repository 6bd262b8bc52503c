export { authorization, createApi } from './api.js';
export type { Api, ApiOptions } from './api.js';
export { listen } from './listen.js';
export type { LiveEvent, LiveState, ListenOptions } from './listen.js';
export type { components, operations, paths } from './schema.js';
export type { Problem, Schemas } from './schemas.js';
