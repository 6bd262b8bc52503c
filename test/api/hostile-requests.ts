import { gzipSync } from 'node:zlib';
import type { Case } from './cases.js';
import type { ApiDocument, ApiOperation } from './contract.js';
import { HOSTILE_BODIES, HOSTILE_HEADERS, HOSTILE_JSON, HOSTILE_TEXTS, METHODS, pick } from './hostile-values.js';
import type { Below } from './hostile-values.js';

/** A request as it is put together. */
interface Draft {
  method: string;
  /** As it goes out. */
  path: string;
  query: string[];
  headers: string[];
  body: Buffer | null;
}

/** A request in bytes, and how it was meant. */
export interface HostileRequest {
  readonly method: string;
  readonly bytes: Buffer;
}

export interface Target {
  readonly route: string;
  readonly operation: ApiOperation;
  readonly valid: readonly Case[];
  readonly schemas: ApiDocument['components']['schemas'];
}

/** A valid request of an operation with one to three things that a hostile client would do to it. */
export function hostileRequest(target: Target, key: string, below: Below): HostileRequest {
  const { path, headers = {}, body } = pick(target.valid, below);
  const [bare, query] = path.split('?') as [string, string?];
  const draft: Draft = {
    method: target.route.split(' ')[0]!,
    path: bare,
    query: query?.split('&') ?? [],
    headers: Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    body: body === undefined ? null : Buffer.from(JSON.stringify(body)),
  };
  if (below(20) > 0) draft.headers.push(`Authorization: Bearer ${key}`);
  const isJson = draft.body !== null;
  for (let changes = 1 + below(3); changes > 0; changes--) pick(CHANGES, below)(draft, target, below);
  if ((isJson || draft.body !== null) && !draft.headers.some((line) => /^content-type:/i.test(line))) {
    draft.headers.push('Content-Type: application/json');
  }
  return { method: draft.method, bytes: bytesOf(draft) };
}

type Change = (draft: Draft, target: Target, below: Below) => void;

const CHANGES: readonly Change[] = [
  /** A part of the path is something else. */
  (draft, { route }, below) => {
    const template = route.split(' ')[1]!.split('/');
    const parts = draft.path.split('/');
    const named = template.flatMap((part, index) => (part.startsWith('{') ? [index] : []));
    parts[named.length === 0 ? 1 + below(parts.length) : pick(named, below)] = pick(HOSTILE_TEXTS, below);
    draft.path = parts.join('/');
  },
  changeQuery,
  changeQuery,
  changeQuery,
  (draft, _target, below) => draft.headers.push(pick(HOSTILE_HEADERS, below)),
  (draft, _target, below) => {
    draft.method = pick(METHODS, below);
  },
  changeBody,
  changeBody,
];

function changeQuery(draft: Draft, { operation }: Target, below: Below): void {
  const known = (operation.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name);
  const name = known.length === 0 || below(6) === 0 ? pick(HOSTILE_TEXTS, below) : pick(known, below);
  const value = pick(HOSTILE_TEXTS, below);
  const shape = pick([`${name}=${value}`, `${name}=1&${name}=${value}`, `${name}[]=${value}`, `${name}[a]=1`], below);
  draft.query.push(below(2) === 0 ? `${name}=${value}` : shape);
}

/** Five megabytes, once unpacked. */
const BOMB = gzipSync(Buffer.alloc(5_000_000, 0x20));

function changeBody(draft: Draft, target: Target, below: Below): void {
  const members = below(3) === 0 ? [] : membersOf(target);
  if (members.length === 0) {
    draft.body = Buffer.from(pick(HOSTILE_BODIES, below));
  } else {
    const values = (draft.body === null ? {} : parsed(draft.body)) as Record<string, unknown>;
    const texts = new Map(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
    texts.set(below(8) === 0 ? '__proto__' : pick(members, below), pick(HOSTILE_JSON, below));
    const body = [...texts].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join();
    draft.body = Buffer.from(`{${body}}`);
  }
  if (below(6) > 0) return;
  draft.headers.push('Content-Encoding: gzip');
  const packed = gzipSync(draft.body);
  // Whole, cut, mangled, a bomb.
  const mangled = Buffer.from(packed);
  mangled[below(mangled.length)]! ^= 1 + below(255);
  draft.body = below(8) === 0 ? BOMB : pick([packed, packed.subarray(0, below(packed.length)), mangled], below);
}

/** Members of the body that the document names. */
function membersOf({ operation, schemas }: Target): string[] {
  const schema = operation.requestBody?.content['application/json']?.schema as { $ref?: string } | undefined;
  const name = schema?.$ref?.split('/').at(-1);
  const properties = name === undefined ? {} : (schemas[name] as { properties?: object }).properties;
  return Object.keys(properties ?? {});
}

/** The members of a body; none of one so large that it may be too deep for us, too. */
function parsed(body: Buffer): unknown {
  if (body.length > 5_000) return {};
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function bytesOf({ method, path, query, headers, body }: Draft): Buffer {
  const target = query.length === 0 ? path : `${path}?${query.join('&')}`;
  const hasHost = headers.some((line) => line.startsWith('Host:'));
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(hasHost ? [] : ['Host: localhost']),
    ...headers,
    'Connection: close',
    ...(body === null ? [] : [`Content-Length: ${body.length}`]),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return body === null ? head : Buffer.concat([head, body]);
}
