import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { HttpAnswer } from '../support/http-client.js';

/** What is looked at of an OpenAPI document. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, ApiResponse>>;
  };
}

export interface ApiOperation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, ApiResponse>>;
  readonly security: readonly object[];
  readonly 'x-required-scope': 'none' | 'read' | 'write' | 'admin';
}

interface ApiResponse {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, ApiContent>>;
}

interface ApiContent {
  readonly schema: object;
  readonly example?: { readonly code?: string };
  readonly examples?: Readonly<Record<string, object>>;
}

/** Headers that HTTP, the browser's security or the connection is about; an API does not document them. */
const TRANSPORT_HEADERS =
  /^(?:cache-control|connection|content-(?:length|security-policy|type)|cross-origin-.*|date|keep-alive|origin-agent-cluster|referrer-policy|strict-transport-security|transfer-encoding|vary|x-(?:accel-buffering|content-type-options|dns-prefetch-control|download-options|frame-options|permitted-cross-domain-policies|xss-protection))$/;

/** Holds answers against the document. */
export class Contract {
  private readonly ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly components: object;

  constructor(private readonly document: ApiDocument) {
    this.components = closed(document.components) as object;
  }

  /** By `METHOD /path` with the names of parameters in braces. */
  get operations(): ReadonlyMap<string, ApiOperation> {
    return new Map(
      Object.entries(this.document.paths).flatMap(([path, item]) =>
        Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
      ),
    );
  }

  /** What is wrong with an answer: nothing where the document tells the truth. */
  faults(route: string, answer: HttpAnswer, isPartial = false): string[] {
    const { status, headers, text } = answer;
    const written = this.response(route, status);
    if (written === undefined) return [`${status} is not documented: ${text.slice(0, 300)}`];
    const names = Object.keys(written.headers ?? {}).map((name) => name.toLowerCase());
    const unknown = Object.keys(headers).filter((name) => !TRANSPORT_HEADERS.test(name) && !names.includes(name));
    const type = headers['content-type']?.split(';')[0];
    const faults = unknown.map((name) => `the header ${name} is not documented`);
    if (type === undefined || written.content === undefined) {
      return type === undefined && written.content === undefined && text === ''
        ? faults
        : [...faults, `${type} where ${Object.keys(written.content ?? {}).join()} is documented`];
    }
    const content = written.content[type];
    if (content === undefined) return [...faults, `the type ${type} is not documented`];
    const isJson = /^application\/(?:problem\+)?json$/.test(type);
    faults.push(...this.bodyFaults(content.schema, isJson ? (JSON.parse(text) as unknown) : text, isPartial));
    const code = type === 'application/problem+json' ? (JSON.parse(text) as { code: string }).code : undefined;
    if (code !== undefined && !codesOf(content).includes(code)) faults.push(`the code ${code} is not documented`);
    return faults;
  }

  /** What is wrong with a body. @param isPartial members may be missing: those that `fields` leaves out */
  bodyFaults(schema: object, body: unknown, isPartial = false): string[] {
    const key = JSON.stringify([schema, isPartial]);
    let validate = this.validators.get(key);
    if (validate === undefined) {
      const whole = { components: this.components, ...(closed(schema) as object) };
      validate = this.ajv.compile(isPartial ? (withoutRequired(whole) as object) : whole);
      this.validators.set(key, validate);
    }
    if (validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  /** What is wrong with a body as a problem document. */
  problemFaults({ status, headers, text }: HttpAnswer): string[] {
    if (headers['content-type'] !== 'application/problem+json; charset=utf-8') {
      return [`${status} comes as ${headers['content-type']}: ${text.slice(0, 200)}`];
    }
    const problem = JSON.parse(text) as { status: number };
    const faults = this.bodyFaults({ $ref: '#/components/schemas/ProblemDocument' }, problem);
    return problem.status === status ? faults : [...faults, `${status} says that it is ${problem.status}`];
  }

  private response(route: string, status: number): ApiResponse | undefined {
    const written = this.operations.get(route)?.responses[status];
    const name = written?.$ref?.replace('#/components/responses/', '');
    return name === undefined ? written : this.document.components.responses[name];
  }
}

/** The codes of the examples of a problem. */
function codesOf({ example, examples }: ApiContent): (string | undefined)[] {
  return [...Object.keys(examples ?? {}), example?.code];
}

/** A schema under which an object has no members that are not documented. */
function closed(schema: unknown): unknown {
  return mapped(schema, (object) =>
    'properties' in object && !('additionalProperties' in object) ? { ...object, additionalProperties: false } : object,
  );
}

function withoutRequired(schema: unknown): unknown {
  return mapped(schema, (object) => ({ ...object, required: [] }));
}

function mapped(value: unknown, change: (object: Record<string, unknown>) => object): unknown {
  if (Array.isArray(value)) return value.map((each) => mapped(each, change));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, mapped(member, change)]);
  return change(Object.fromEntries(members) as Record<string, unknown>);
}
