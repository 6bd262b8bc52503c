import createClient from 'openapi-fetch';
import type { Client } from 'openapi-fetch';
import type { paths } from './schema.js';

/** Where the service is, and who asks. */
export interface ApiOptions {
  /** Address of the service, with the path under which a proxy shows it: `https://alerts.example.org/ssh`. */
  readonly baseUrl: string;
  /** API key; left out where the service asks for none. */
  readonly key?: string | undefined;
  /** What sends the requests; by default the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

/** What is understood of answers: data, and problem documents. The same lists as CSV are for others. */
type MediaTypes = 'application/json' | 'application/problem+json';

/** Every route that answers JSON, by method and path: `api.GET('/alerts', { params: { query: { limit: 5 } } })`. */
export type Api = Client<paths, MediaTypes>;

/** A client of the service. An error is an answer: `error` is the problem document, and nothing is thrown for it. */
export function createApi({ baseUrl, key, fetch }: ApiOptions): Api {
  return createClient<paths, MediaTypes>({
    baseUrl: baseUrl.replace(/\/$/, ''),
    headers: { Accept: 'application/json', ...authorization(key) },
    // The API takes lists as it documents them: separated by commas.
    querySerializer: { array: { style: 'form', explode: false } },
    ...(fetch === undefined ? {} : { fetch: (request: Request) => fetch(request) }),
  });
}

/** The header that a key goes into. */
export function authorization(key: string | undefined): { Authorization?: string } {
  return key === undefined ? {} : { Authorization: `Bearer ${key}` };
}
