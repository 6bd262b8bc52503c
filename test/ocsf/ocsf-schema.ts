import { readFileSync } from 'node:fs';

/** The type of a member, such as `string_t`, an object's name or `user[]`; or the numbers that it may be. */
type Shape = string | readonly number[];

interface Described {
  readonly required: readonly string[];
  readonly attributes: Readonly<Record<string, Shape>>;
  readonly at_least_one?: readonly string[];
}

interface Schema {
  readonly version: string;
  readonly classes: Readonly<Record<string, Described>>;
  readonly objects: Readonly<Record<string, Described>>;
  readonly types: Readonly<Record<string, 'string' | 'integer' | 'number' | 'boolean' | 'any'>>;
}

const SCHEMA = JSON.parse(readFileSync('test/fixtures/ocsf/1.8.0.json', 'utf8')) as Schema;

/** What is wrong with an event, as it is sent; nothing: the published schema has nothing against it. */
export function ocsfFaults(event: unknown): string[] {
  const sent = JSON.parse(JSON.stringify(event)) as Record<string, unknown>;
  const described = SCHEMA.classes[String(sent['class_uid'])];
  if (described === undefined) return [`class_uid ${String(sent['class_uid'])} is not described`];
  const metadata = sent['metadata'] as Record<string, unknown> | undefined;
  return [
    ...objectFaults(sent, described, ''),
    ...(sent['type_uid'] === Number(sent['class_uid']) * 100 + Number(sent['activity_id']) ? [] : ['type_uid']),
    ...(sent['activity_id'] === 99 && !sent['activity_name'] ? ['activity_name of 99'] : []),
    ...(metadata?.['version'] === SCHEMA.version ? [] : ['metadata.version']),
    ...('device' in sent && !JSON.stringify(metadata?.['profiles'] ?? []).includes('host')
      ? ['device, no profile']
      : []),
  ];
}

function objectFaults(value: object, { required, attributes, at_least_one }: Described, path: string): string[] {
  const members = Object.keys(value);
  return [
    ...required.filter((name) => !members.includes(name)).map((name) => `${path}${name} is missing`),
    ...(at_least_one === undefined || at_least_one.some((name) => members.includes(name))
      ? []
      : [`${path} has none of ${at_least_one.join(', ')}`]),
    ...Object.entries(value).flatMap(([name, member]) =>
      Object.hasOwn(attributes, name)
        ? valueFaults(member, attributes[name]!, `${path}${name}`)
        : [`${path}${name} is not in the schema`],
    ),
  ];
}

function valueFaults(value: unknown, shape: Shape, path: string): string[] {
  if (typeof shape !== 'string') return shape.includes(value as number) ? [] : [`${path} is ${String(value)}`];
  if (shape.endsWith('[]')) {
    if (!Array.isArray(value)) return [`${path} is no array`];
    return value.flatMap((each, index) => valueFaults(each, shape.slice(0, -2), `${path}[${index}]`));
  }
  const type = SCHEMA.types[shape];
  if (type !== undefined) return isOf(value, type) ? [] : [`${path} is no ${shape}: ${JSON.stringify(value)}`];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`];
  return shape === 'object' ? [] : objectFaults(value, SCHEMA.objects[shape]!, `${path}.`);
}

function isOf(value: unknown, type: Schema['types'][string]): boolean {
  if (type === 'any') return true;
  if (type === 'integer') return Number.isInteger(value);
  // An empty text says nothing, and some receivers refuse it.
  return typeof value === type && value !== '';
}
