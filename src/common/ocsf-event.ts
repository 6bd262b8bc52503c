import { known } from './known-members.js';
import { PACKAGE_VERSION } from './package-version.js';

// The Open Cybersecurity Schema Framework (schema.ocsf.io), as far as this service has something to say in it.

/** The version of the schema that events are of. */
export const OCSF_VERSION = '1.8.0';

/** The classes that events are of: unique id, which begins with that of the category; name; names of activities. */
const CLASSES = {
  base: [0, 'Base Event', {}],
  file: [1001, 'File System Activity', { 2: 'Read', 4: 'Delete', 5: 'Rename', 6: 'Set Attributes', 14: 'Open' }],
  job: [1006, 'Scheduled Job Activity', { 2: 'Update', 3: 'Delete' }],
  process: [1007, 'Process Activity', { 1: 'Launch' }],
  finding: [2004, 'Detection Finding', { 1: 'Create', 2: 'Update', 3: 'Close' }],
  account: [3001, 'Account Change', { 1: 'Create', 3: 'Password Change', 6: 'Delete', 9: 'Lock', 12: 'Unlock' }],
  authentication: [3002, 'Authentication', { 1: 'Logon', 2: 'Logoff', 7: 'Account Switch' }],
  authorization: [3003, 'Authorize Session', { 1: 'Assign Privileges' }],
  group: [3006, 'Group Management', { 3: 'Add User', 4: 'Remove User', 5: 'Delete', 6: 'Create' }],
  ssh: [4007, 'SSH Activity', { 1: 'Open', 2: 'Close', 4: 'Fail', 5: 'Refuse', 6: 'Traffic' }],
} as const satisfies Record<string, readonly [number, string, Readonly<Record<number, string>>]>;

export type OcsfClass = keyof typeof CLASSES;

/** What the schema calls an activity that it has no name for. */
const OTHER = 99;

const SEVERITIES = ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical'] as const;
const STATUSES = { 1: 'Success', 2: 'Failure' } as const;

/** An event of the schema: JSON with the members that its class asks for. */
export type OcsfEvent = Readonly<Record<string, unknown>>;

/** What every event says. */
interface OcsfFacts {
  readonly class: OcsfClass;
  /** A number of the class, or the name of one that it does not know. */
  readonly activity: number | string;
  /** UTC milliseconds. */
  readonly time: number;
  /** 1 (informational) to 5 (critical). */
  readonly severity: 1 | 2 | 3 | 4 | 5;
  /** Whether what was tried worked; undefined: nothing was tried. Classes with a status of their own have none. */
  readonly succeeded?: boolean | undefined;
  /** Host that it is about; null: not known. */
  readonly host: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** An event, without the members that nothing is known of. @param members of its class */
export function ocsfEvent(facts: OcsfFacts, members: Readonly<Record<string, unknown>>): OcsfEvent {
  const { activity, time, severity, succeeded, host, metadata } = facts;
  const [classUid, className, activities] = CLASSES[facts.class];
  const activityId = typeof activity === 'number' ? activity : OTHER;
  const name = typeof activity === 'number' ? (activities as Readonly<Record<number, string>>)[activity] : activity;
  const statusId = succeeded === undefined ? undefined : succeeded ? 1 : 2;
  return known({
    class_uid: classUid,
    class_name: className,
    category_uid: Math.floor(classUid / 1000),
    type_uid: classUid * 100 + activityId,
    activity_id: activityId,
    activity_name: name,
    time,
    severity_id: severity,
    severity: SEVERITIES[severity],
    ...(statusId === undefined ? {} : { status_id: statusId, status: STATUSES[statusId] }),
    metadata: {
      version: OCSF_VERSION,
      product: { name: 'Log Analyzer and Alerting System', version: PACKAGE_VERSION },
      ...(host === null ? {} : { profiles: ['host'] }),
      ...metadata,
    },
    device: host === null ? null : { type_id: 0, type: 'Unknown', hostname: host },
    ...members,
  })!;
}
