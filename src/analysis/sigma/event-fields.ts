import { LOG_TYPES } from '../../logs/programs/registry.js';
import type { EventField } from '../detection/detection-rule.js';
import { isPrivateAddress, networkOf } from './source-network.js';

/** A field of a log entry, with what the compiler and the documentation know about it. */
export interface DescribedField extends EventField {
  readonly meaning: string;
  /** The only values that it can have, where there are few. */
  readonly values?: readonly string[];
  /** Addresses and networks are written in one way only; a rule that writes another would never match. */
  readonly notation?: 'address' | 'network';
}

const HOUR_MS = 3_600_000;

const FIELDS: readonly DescribedField[] = [
  { name: 'log_type', type: 'text', read: (event) => event.logType, meaning: 'What happened.', values: LOG_TYPES },
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
    name: 'attempts',
    type: 'number',
    read: (event) => event.attempts + event.carriedAttempts,
    meaning: 'What the line adds to the failed attempts of its connection; 0 where an earlier line has counted it.',
  },
  { name: 'raw_log', type: 'text', read: (event) => event.rawLog, meaning: 'The line itself.' },
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

/** What rules can ask of an event, by the name that they write, in the order of the documentation. */
export const EVENT_FIELDS: ReadonlyMap<string, DescribedField> = new Map(FIELDS.map((field) => [field.name, field]));
