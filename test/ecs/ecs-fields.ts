import { isIP } from 'node:net';
import { OWN_FIELDS } from '../../src/common/ecs-event.js';

/** Fields of the Elastic Common Schema 9.4 that documents may have, and of which type each is; `[]` marks those that hold several. */
const FIELDS: Readonly<Record<string, string>> = {
  '@timestamp': 'date',
  'ecs.version': 'keyword',
  message: 'text',
  'event.action': 'keyword',
  'event.category': 'keyword[]',
  'event.code': 'keyword',
  'event.dataset': 'keyword',
  'event.end': 'date',
  'event.id': 'keyword',
  'event.kind': 'keyword',
  'event.module': 'keyword',
  'event.original': 'keyword',
  'event.outcome': 'keyword',
  'event.reason': 'keyword',
  'event.sequence': 'long',
  'event.severity': 'long',
  'event.start': 'date',
  'event.type': 'keyword[]',
  'event.url': 'keyword',
  'file.name': 'keyword',
  'file.path': 'keyword',
  'group.name': 'keyword',
  'host.name': 'keyword',
  'log.file.path': 'keyword',
  'network.protocol': 'keyword',
  'observer.product': 'keyword',
  'observer.version': 'keyword',
  'process.command_line': 'keyword',
  'process.name': 'keyword',
  'process.pid': 'long',
  'process.working_directory': 'keyword',
  'related.hosts': 'keyword[]',
  'related.ip': 'ip[]',
  'related.user': 'keyword[]',
  'rule.id': 'keyword',
  'rule.name': 'keyword',
  'rule.uuid': 'keyword',
  'rule.version': 'keyword',
  'source.as.number': 'long',
  'source.as.organization.name': 'keyword',
  'source.domain': 'keyword',
  'source.geo.country_iso_code': 'keyword',
  'source.ip': 'ip',
  'source.port': 'long',
  'threat.framework': 'keyword',
  'threat.tactic.name': 'keyword[]',
  'threat.technique.id': 'keyword[]',
  'threat.technique.subtechnique.id': 'keyword[]',
  'user.effective.name': 'keyword',
  'user.name': 'keyword',
  'user.target.name': 'keyword',
};

/** Types of events that the schema has for each category that is used. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  authentication: ['start', 'end', 'info'],
  configuration: ['access', 'change', 'creation', 'deletion', 'info'],
  file: ['access', 'change', 'creation', 'deletion', 'info'],
  host: ['access', 'change', 'end', 'info', 'start'],
  iam: ['admin', 'change', 'creation', 'deletion', 'group', 'info', 'user'],
  intrusion_detection: ['allowed', 'denied', 'info'],
  network: ['access', 'allowed', 'connection', 'denied', 'end', 'info', 'protocol', 'start'],
  process: ['access', 'change', 'end', 'info', 'start'],
  session: ['start', 'end', 'info'],
};

const IS_OF_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  keyword: (value) => typeof value === 'string' && value !== '',
  text: (value) => typeof value === 'string' && value !== '',
  long: (value) => Number.isSafeInteger(value),
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  ip: (value) => typeof value === 'string' && isIP(value) !== 0,
};

/** What the schema does not take of a document. */
export function ecsFaults(document: unknown): string[] {
  const fields = new Map(fieldsOf(document as object, ''));
  const faults = [...fields].flatMap(([name, value]) => {
    const type = FIELDS[name];
    if (type === undefined) return [`${name} is not in the schema`];
    const isOfType = IS_OF_TYPE[type.replace('[]', '')]!;
    const isRight = type.endsWith('[]')
      ? Array.isArray(value) && value.every((each) => isOfType(each))
      : isOfType(value);
    return isRight ? [] : [`${name} is no ${type}`];
  });
  for (const name of ['@timestamp', 'ecs.version', 'event.kind', 'event.type'])
    if (!fields.has(name)) faults.push(`${name} is missing`);
  const categories = (fields.get('event.category') ?? []) as readonly string[];
  const types = (fields.get('event.type') ?? []) as readonly string[];
  for (const category of categories) if (TYPES[category] === undefined) faults.push(`event.category is ${category}`);
  for (const type of types)
    if (categories.length > 0 && !categories.some((category) => TYPES[category]?.includes(type)))
      faults.push(`event.type is ${type} of ${categories.join(', ')}`);
  if (!['alert', 'event'].includes(fields.get('event.kind') as string)) faults.push('event.kind');
  const outcome = fields.get('event.outcome') as string | undefined;
  if (outcome !== undefined && !['success', 'failure'].includes(outcome)) faults.push(`event.outcome is ${outcome}`);
  return faults;
}

/** The fields that hold something, by their dotted names; our own, under their common name, are nobody else's. */
function* fieldsOf(object: object, prefix: string): Generator<[string, unknown]> {
  for (const [name, value] of Object.entries(object)) {
    if (prefix === '' && name === OWN_FIELDS) continue;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      yield* fieldsOf(value, `${prefix}${name}.`);
    else yield [`${prefix}${name}`, value];
  }
}
