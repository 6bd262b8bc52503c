import { searchableText } from '../../logs/parsing/line-text.js';
import { storedDetails } from '../../logs/parsing/event-details.js';
import { FILTER_TYPE_ENDING } from '../../logs/programs/imported/program.js';
import { LOG_TYPES } from '../../logs/programs/registry.js';
import type { EventField } from '../detection/detection-rule.js';
import { isPrivateAddress, networkOf } from './addresses.js';
import { nearestHint, shown } from './rule-document.js';
import { MODIFIERS, refusal, supportOf } from './support.js';

/** A field of a log entry, with what the compiler and the documentation know about it. */
export interface DescribedField extends EventField {
  readonly meaning: string;
  /** The only values that it can have, where there are few. */
  readonly values?: readonly string[];
  /** What other values end with, which are not known beforehand. */
  readonly otherEnding?: string;
  /** Addresses and networks are written in one way only; a rule that writes another would never match. */
  readonly notation?: 'address' | 'network';
}

const HOUR_MS = 3_600_000;

const FIELDS: readonly DescribedField[] = [
  {
    name: 'log_type',
    type: 'text',
    read: (event) => event.logType,
    meaning: 'What happened.',
    values: LOG_TYPES,
    otherEnding: FILTER_TYPE_ENDING,
  },
  { name: 'host', type: 'text', read: (event) => event.host, meaning: 'Host that wrote the line.' },
  { name: 'program', type: 'text', read: (event) => event.program, meaning: 'Program that wrote it, such as `sshd`.' },
  { name: 'pid', type: 'number', read: (event) => event.pid, meaning: 'Process that wrote it.' },
  {
    name: 'ip_address',
    type: 'text',
    read: (event) => event.ipAddress,
    meaning: 'Source IP, in canonical notation.',
    notation: 'address',
  },
  { name: 'source_host', type: 'text', read: (event) => event.sourceHost, meaning: 'Name in place of an address.' },
  { name: 'port', type: 'number', read: (event) => event.port, meaning: 'Source port.' },
  { name: 'username', type: 'text', read: (event) => event.username, meaning: 'As the client gave it: any text.' },
  {
    name: 'valid_user',
    type: 'boolean',
    read: (event) => event.validUser,
    meaning: 'False: no such account, or it may not log in. Null: the line does not say.',
  },
  { name: 'method', type: 'text', read: (event) => event.method, meaning: 'Such as `password`, `publickey`.' },
  { name: 'key_type', type: 'text', read: (event) => event.keyType, meaning: 'Such as `ED25519`.' },
  { name: 'key_fingerprint', type: 'text', read: (event) => event.keyFingerprint, meaning: 'Such as `SHA256:…`.' },
  { name: 'certificate_id', type: 'text', read: (event) => event.certificateId, meaning: 'Identity of a certificate.' },
  {
    name: 'reason',
    type: 'text',
    read: ({ details }) => storedDetails(details).reason ?? null,
    meaning: 'Why something was refused, or an address is punished, such as `failed authentication`.',
  },
  {
    name: 'service',
    type: 'text',
    read: (event) => event.service,
    meaning: 'Service of PAM, such as `vsftpd`, or the filter that matched.',
  },
  {
    name: 'target_user',
    type: 'text',
    read: (event) => event.targetUser,
    meaning: 'As whom `username` acts, or the account that is changed.',
  },
  {
    name: 'command',
    type: 'text',
    read: (event) => event.command,
    meaning: 'With its arguments, as written: any text.',
  },
  { name: 'tty', type: 'text', read: (event) => event.tty, meaning: 'Such as `pts/0`.' },
  {
    name: 'working_directory',
    type: 'text',
    read: (event) => event.workingDirectory,
    meaning: 'Where a command was run: any text.',
  },
  {
    name: 'change',
    type: 'text',
    read: ({ details }) => storedDetails(details).change ?? null,
    meaning: 'What of an account, a group, a file or jobs is changed, such as `password`, `uid`, `shell`, `rename`.',
  },
  {
    name: 'group_name',
    type: 'text',
    read: ({ details }) => storedDetails(details).group ?? null,
    meaning: 'The group of accounts that is changed, such as `sudo`.',
  },
  {
    name: 'uid',
    type: 'number',
    read: ({ details }) => storedDetails(details).uid ?? null,
    meaning: 'The number that an account has from now on.',
  },
  {
    name: 'path',
    type: 'text',
    read: ({ details }) => storedDetails(details).path ?? null,
    meaning: 'The file that is written, fetched or changed over sftp: any text.',
  },
  {
    name: 'new_path',
    type: 'text',
    read: ({ details }) => storedDetails(details).newPath ?? null,
    meaning: 'What a file is renamed or linked to: any text.',
  },
  {
    name: 'failures',
    type: 'number',
    read: ({ details }) => storedDetails(details).failures ?? null,
    meaning: 'Wrong passwords of somebody who is logged in already.',
  },
  {
    name: 'forgeable',
    type: 'boolean',
    read: ({ details }) => storedDetails(details).forgeable ?? null,
    meaning: 'Of what a filter matches: true where the client may have chosen which address that takes.',
  },
  {
    name: 'threshold',
    type: 'text',
    read: ({ details }) => storedDetails(details).threshold ?? null,
    meaning: 'Of what a filter matches: how often it may, as LOG_FILES says, such as `5 in 600s`; null: it does not.',
  },
  {
    name: 'attempts',
    type: 'number',
    read: (event) => event.attempts + event.carriedAttempts,
    meaning: 'What the line adds to the failed attempts of its connection; 0 where an earlier line has counted it.',
  },
  {
    name: 'new_address_for_user',
    type: 'boolean',
    read: ({ details }) => storedDetails(details).newAddressForUser ?? null,
    meaning: 'Of a login: true where its user came from this address for the first time, as far as is known.',
  },
  {
    name: 'new_network_for_user',
    type: 'boolean',
    read: ({ details }) => storedDetails(details).newNetworkForUser ?? null,
    meaning: 'The same of the network of the address.',
  },
  {
    name: 'new_key_for_user',
    type: 'boolean',
    read: ({ details }) => storedDetails(details).newKeyForUser ?? null,
    meaning: 'The same of the key.',
  },
  {
    name: 'login_history_days',
    type: 'number',
    read: ({ details, timestamp }) => historyDays(storedDetails(details).loginHistorySince, timestamp),
    meaning: 'Of a login: for how many days logins of its user are known; 0 for the first.',
  },
  {
    name: 'raw_log',
    type: 'text',
    read: (event) => searchableText(event.rawLog),
    meaning: 'The line itself; behind one of JSON its message as it was.',
  },
  {
    name: 'ip_network',
    type: 'text',
    read: (event) => networkOf(event.ipAddress),
    ofAddress: true,
    meaning: 'Network of the source IP: /24 for IPv4, /64 for IPv6, such as `203.0.113.0/24`, `2001:db8::/64`.',
    notation: 'network',
  },
  {
    name: 'is_root',
    type: 'boolean',
    read: ({ username }) => (username === null ? null : username === 'root'),
    meaning: 'True where the username is `root`.',
  },
  {
    name: 'hour',
    type: 'number',
    read: (event) => Math.floor(event.timestamp / HOUR_MS) % 24,
    meaning: 'Hour of the day, 0 to 23, UTC.',
  },
  {
    name: 'source_private',
    type: 'boolean',
    read: (event) => isPrivateAddress(event.ipAddress),
    meaning: 'True for a private, loopback, link-local or unique-local source IP.',
  },
];

/** @param since UTC milliseconds; null at the first login, undefined where the event is none */
function historyDays(since: number | null | undefined, at: number): number | null {
  if (since === undefined) return null;
  return since === null ? 0 : Math.floor((at - since) / (24 * HOUR_MS));
}

/** What rules can ask of an event, by the name that they write, in the order of the documentation. */
export const EVENT_FIELDS: ReadonlyMap<string, DescribedField> = new Map(FIELDS.map((field) => [field.name, field]));

/** What sudo calls its fields, and rules of others after it. */
const NAMES_OF_SUDO: Readonly<Record<string, string>> = {
  USER: 'target_user',
  COMMAND: 'command',
  TTY: 'tty',
  PWD: 'working_directory',
};

/** How a field is compared with the values of a rule. */
const OPERATORS = [
  'contains',
  'startswith',
  'endswith',
  're',
  'cidr',
  'gt',
  'gte',
  'lt',
  'lte',
  'exists',
  'fieldref',
] as const;

type Operator = (typeof OPERATORS)[number] | 'equals';

/** The left side of a selection's item, such as `username|contains|all`. */
export interface FieldKey {
  readonly field: DescribedField;
  readonly operator: Operator;
  /** Also i, m, s. */
  readonly modifiers: ReadonlySet<string>;
}

/** Which modifiers may stand beside an operator, `all` aside. */
const COMPANIONS: Readonly<Record<Operator, readonly string[]>> = {
  equals: ['cased', 'neq'],
  contains: ['cased'],
  startswith: ['cased'],
  endswith: ['cased'],
  re: ['i', 'm', 's'],
  cidr: [],
  gt: [],
  gte: [],
  lt: [],
  lte: [],
  exists: [],
  fieldref: ['cased', 'neq'],
};

const NEEDS_FIELD: readonly string[] = ['exists', 'fieldref', 'cidr', 'gt', 'gte', 'lt', 'lte'];

/** Reads the left side of an item. Without a field name it stands for keywords, searched in the whole line. */
export function parseFieldKey(key: string): FieldKey | { readonly fault: string } {
  const [name = '', ...modifiers] = key.split('|');
  const field = EVENT_FIELDS.get(name === '' ? 'raw_log' : (NAMES_OF_SUDO[name] ?? name));
  if (field === undefined) return { fault: `unknown field ${shown(name)}${nearestHint(name, EVENT_FIELDS.keys())}` };
  const fault = modifiers.map(unknownModifier).find((found) => found !== null) ?? modifierClash(modifiers);
  if (fault !== null) return { fault };
  const operator = OPERATORS.find((each) => modifiers.includes(each)) ?? (name === '' ? 'contains' : 'equals');
  if (name === '' && NEEDS_FIELD.includes(operator)) return { fault: `${operator} needs the name of a field` };
  return { field, operator, modifiers: new Set(modifiers) };
}

function unknownModifier(modifier: string): string | null {
  const support = supportOf(MODIFIERS, modifier);
  if (support === null)
    return `unknown modifier ${shown(modifier)}${nearestHint(
      modifier,
      Object.keys(MODIFIERS).filter((each) => each.length > 1),
    )}`;
  return support.supported ? null : refusal(`the modifier ${modifier}`, support);
}

function modifierClash(modifiers: readonly string[]): string | null {
  if (new Set(modifiers).size < modifiers.length) return 'a modifier stands twice';
  const [operator = 'equals', second] = modifiers.filter(isOperator);
  if (second !== undefined) return `the modifiers ${operator} and ${second} exclude each other`;
  const stranger = modifiers.find(
    (each) => !isOperator(each) && each !== 'all' && !COMPANIONS[operator].includes(each),
  );
  if (stranger !== undefined) return strangerFault(stranger, operator);
  const early = modifiers.find((each) => 'ims'.includes(each) && modifiers.indexOf(each) < modifiers.indexOf('re'));
  return early === undefined ? null : `${early} is a sub-modifier and follows re`;
}

function strangerFault(modifier: string, operator: Operator): string {
  if ('ims'.includes(modifier)) return `${modifier} is a sub-modifier of re`;
  if (modifier === 'cased' && operator === 're') return 're tells upper and lower case apart already; leave out cased';
  if (modifier === 'neq') return `neq does not go with ${operator}; write "not" in the condition`;
  return `${modifier} does not go with ${operator === 'equals' ? 'plain values' : operator}`;
}

function isOperator(modifier: string): modifier is (typeof OPERATORS)[number] {
  return (OPERATORS as readonly string[]).includes(modifier);
}
