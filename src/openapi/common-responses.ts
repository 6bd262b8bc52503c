import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_TYPE, ProblemDocument, problemDocument } from '../http/problem-document.js';
import { defaultScope, isUnlimited, NO_SCOPE, SCOPE_EXTENSION } from '../common/scope.js';

/** What every route can answer besides what it says of itself, by status: name, description, and a text by code. */
const COMMON_PROBLEMS = {
  400: [
    'Invalid',
    'The path, the body or a part of them is not valid.',
    { REQUEST_INVALID: 'Unexpected end of input' },
  ],
  401: [
    'Unauthenticated',
    'No key, or one that is not known.',
    {
      KEY_MISSING: 'This route asks for an API key. Send one as Authorization: Bearer KEY, or X-API-Key: KEY.',
      KEY_INVALID: 'The key is not known, or its time is over.',
    },
  ],
  403: [
    'Forbidden',
    'The key has another scope, or a web page elsewhere asks for a change.',
    {
      SCOPE_MISSING: 'This route asks for the scope write; the key grafana has read.',
      ORIGIN_NOT_ALLOWED: 'A web page of another origin may not change anything here.',
    },
  ],
  413: ['BodyTooLarge', 'The body is too large.', { BODY_TOO_LARGE: 'request entity too large' }],
  415: ['MediaTypeUnsupported', 'The body is of another type.', { MEDIA_TYPE_UNSUPPORTED: 'The body must be JSON.' }],
  421: ['Misdirected', 'The request names another host.', { HOST_NOT_ALLOWED: 'Set ALLOWED_HOSTS to its name.' }],
  429: ['TooManyRequests', 'Too many requests.', { TOO_MANY_REQUESTS: 'More than 1200 requests in a minute.' }],
  500: ['InternalError', 'Something went wrong on our side.', { INTERNAL_ERROR: 'The log of the service says what.' }],
} as const;

type CommonStatus = keyof typeof COMMON_PROBLEMS;

const RATE_HEADERS = {
  RateLimit: 'What is left of the limit: `"requests"; r=1187; t=42` (requests, seconds).',
  'RateLimit-Policy': 'The limit: `"requests"; q=1200; w=60` (requests in so many seconds).',
};

/** Headers of answers, by name. */
const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Request-Id': 'Id of the request: the one it came with, or a new one.',
  ...RATE_HEADERS,
  'Retry-After': 'Seconds to wait.',
  'WWW-Authenticate': '`Bearer`.',
  ETag: 'Changes with the answer; `If-None-Match` asks again for 304.',
};

interface Response {
  headers?: Record<string, object>;
  content?: Record<string, object>;
}

interface Operation {
  security?: object[];
  requestBody?: object;
  responses: Record<string, object>;
  [SCOPE_EXTENSION]?: string;
}

/** Adds to a document what all routes have in common. */
export function addCommonResponses(document: OpenAPIObject): void {
  const components = document.components!;
  components.headers = Object.fromEntries(
    Object.entries(COMMON_HEADERS).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );
  components.responses = Object.fromEntries(
    Object.keys(COMMON_PROBLEMS).map((status) => {
      const number = Number(status) as CommonStatus;
      return [COMMON_PROBLEMS[number][0], commonResponse(number)];
    }),
  );
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) describe(method, path, operation as Operation);
  }
}

function commonResponse(status: CommonStatus): { description: string } & Response {
  const [, description, codes] = COMMON_PROBLEMS[status];
  const examples = Object.entries(codes).map(([code, detail]) => [
    code,
    { value: problemDocument(status, code, detail, '/alerts') },
  ]);
  const own = status === 401 ? ['WWW-Authenticate'] : status === 429 ? ['Retry-After'] : [];
  const schema = { $ref: `#/components/schemas/${ProblemDocument.name}` };
  return {
    description,
    headers: headers('X-Request-Id', ...Object.keys(RATE_HEADERS), ...own),
    content: { [PROBLEM_TYPE]: { schema, examples: Object.fromEntries(examples) } },
  };
}

/** Adds to an operation what all of its kind have in common. */
function describe(method: string, path: string, operation: Operation): void {
  const scope = (operation[SCOPE_EXTENSION] ??= defaultScope(method));
  operation.security = scope === NO_SCOPE ? [] : [{ bearer: [] }, { 'api-key': [] }];
  const isRead = method === 'get';
  const isLimited = !isUnlimited(path);
  const commonHeaders = headers('X-Request-Id', ...(isLimited ? Object.keys(RATE_HEADERS) : []));
  for (const [status, response] of Object.entries(operation.responses) as [string, Response][]) {
    const isTagged = status < '300' && response.content !== undefined && !isStream(operation);
    response.headers = { ...commonHeaders, ...(isTagged ? headers('ETag') : {}), ...response.headers };
  }
  if (isRead && !isStream(operation)) {
    const { headers: same } = operation.responses[200] as Response;
    operation.responses[304] = { description: 'The answer is the one that `If-None-Match` names.', headers: same! };
  }
  const statuses: CommonStatus[] = [
    400,
    ...(scope === NO_SCOPE ? [] : ([401] as const)),
    ...(isRead && (scope === 'read' || scope === NO_SCOPE) ? [] : ([403] as const)),
    ...(operation.requestBody === undefined ? [] : ([413, 415] as const)),
    421,
    ...(isLimited ? ([429] as const) : []),
    500,
  ];
  for (const status of statuses) {
    operation.responses[status] ??= { $ref: `#/components/responses/${COMMON_PROBLEMS[status][0]}` };
  }
}

function isStream({ responses }: Operation): boolean {
  return 'text/event-stream' in ((responses[200] as Response | undefined)?.content ?? {});
}

function headers(...names: readonly string[]): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
