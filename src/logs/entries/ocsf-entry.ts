import { known } from '../../common/known-members.js';
import { ocsfEvent } from '../../common/ocsf-event.js';
import type { OcsfEvent } from '../../common/ocsf-event.js';
import type { LogEntryDto } from './log-entry.dto.js';
import { ocsfKind } from './ocsf-kinds.js';
import type { OcsfKind } from './ocsf-kinds.js';

/** Types of values that observables have. */
const IP_ADDRESS = 2;
/** How somebody logs in: at a terminal, or over the network. */
const INTERACTIVE = { logon_type_id: 2, logon_type: 'Interactive' };
const NETWORK = { logon_type_id: 3, logon_type: 'Network' };

/**
 * A log entry as an event of OCSF: of the class that fits what happened, or a base event where none does, or where the
 * line does not say what the class asks for, such as the user of a login. What has no place in the schema is `unmapped`.
 */
export function ocsfEntry(entry: LogEntryDto): OcsfEvent {
  const kind = fitting(ocsfKind(entry.log_type, entry.details?.change), entry);
  const { id, timestamp, host, source, program, log_type, raw_log } = entry;
  return ocsfEvent(
    {
      ...kind,
      time: Date.parse(timestamp),
      severity: 1,
      host,
      metadata: { uid: String(id), log_name: source, log_provider: program, event_code: log_type },
    },
    {
      ...membersOf(kind, entry),
      status_detail: entry.details?.reason,
      raw_data: raw_log,
      unmapped: unmapped(entry),
    },
  );
}

/** The kind itself, or another whose members are known. */
function fitting(kind: OcsfKind, entry: LogEntryDto): OcsfKind {
  if (hasMembers(kind, entry)) return kind;
  const isRefusedBySsh = kind.class === 'authentication' && kind.succeeded === false && isSsh(entry);
  const connection: OcsfKind = { class: 'ssh', activity: 4, succeeded: false };
  if (isRefusedBySsh && hasMembers(connection, entry)) return connection;
  return { class: 'base', activity: entry.log_type };
}

/** Whether a line says what a class of the schema asks for. */
function hasMembers(kind: OcsfKind, entry: LogEntryDto): boolean {
  const { host, ip_address, source_host, username, target_user, details } = entry;
  switch (kind.class) {
    case 'authentication':
      return isGiven(kind.activity === 7 ? target_user : username);
    case 'authorization':
      return isGiven(username) && isGiven(details?.action);
    case 'account':
      return isGiven(target_user ?? username);
    case 'group':
      return isGiven(details?.group);
    case 'process':
      return host !== null;
    case 'job':
      return host !== null && isGiven(target_user ?? username);
    case 'file':
      return host !== null && isGiven(details?.path);
    case 'ssh':
      return isGiven(ip_address ?? source_host ?? host);
    case 'base':
    case 'finding':
      return true;
    default:
      return kind.class satisfies never;
  }
}

function isGiven(text: string | null | undefined): boolean {
  return text !== null && text !== undefined && text !== '';
}

function isSsh({ log_type }: LogEntryDto): boolean {
  return log_type.startsWith('ssh_');
}

/** The members that a class has of its own. */
function membersOf({ class: name, activity }: OcsfKind, entry: LogEntryDto): Record<string, unknown> {
  const { username, target_user, host, program, pid, service, method, tty, details } = entry;
  const actor = { app_name: program, user: userOf(username), process: pid === null ? null : { pid, name: program } };
  const source = sourceOf(entry);
  switch (name) {
    case 'authentication':
      return {
        user: userOf(activity === 7 ? target_user : username),
        actor: activity === 7 ? actor : null,
        service: { name: service ?? program },
        src_endpoint: source,
        dst_endpoint: { hostname: host },
        session: { terminal: tty },
        is_remote: isSsh(entry) ? true : null,
        ...(isSsh(entry) ? NETWORK : tty === null ? {} : INTERACTIVE),
        ...(isGiven(method) ? { auth_protocol_id: 99, auth_protocol: method } : {}),
      };
    case 'authorization':
      return { user: userOf(username), actor, privileges: [details?.action] };
    case 'account':
      return { user: userOf(target_user ?? username), actor, src_endpoint: source };
    case 'group':
      return { group: { name: details?.group }, user: userOf(target_user), actor };
    case 'process':
      return { actor, process: launched(entry) };
    case 'job':
      return { actor, job: { name: `crontab of ${target_user ?? username}` } };
    case 'file':
      return { actor, file: fileOf(details?.path), file_result: fileOf(details?.new_path) };
    case 'ssh':
      return {
        src_endpoint: source,
        dst_endpoint: { hostname: host },
        traffic: { bytes_in: details?.bytes_written, bytes_out: details?.bytes_read },
      };
    case 'base':
    case 'finding':
      return { observables: addresses(entry) };
    default:
      return name satisfies never;
  }
}

function userOf(name: string | null): object | null {
  return isGiven(name) ? { name } : null;
}

function sourceOf({ ip_address, port, source_host, details }: LogEntryDto): object | null {
  const isNamed = isGiven(ip_address) || isGiven(source_host) || isGiven(details?.network);
  return isNamed ? { ip: ip_address, port, hostname: source_host, name: details?.network } : null;
}

/** What was run; known by the entry, since its own pid is not in the line. */
function launched({ id, command, username, target_user, working_directory, tty }: LogEntryDto): object {
  const user = userOf(target_user ?? username);
  return { uid: String(id), cmd_line: command, user, working_directory, session: { terminal: tty } };
}

function fileOf(path: string | undefined): object | null {
  if (!isGiven(path)) return null;
  const name = path!.slice(path!.lastIndexOf('/') + 1);
  return { name: name === '' ? path : name, path, type_id: 0 };
}

function addresses({ ip_address }: LogEntryDto): object[] {
  const name = 'unmapped.ip_address';
  return ip_address === null ? [] : [{ name, type_id: IP_ADDRESS, type: 'IP Address', value: ip_address }];
}

/** All that is known, under our own names, but what stands in the event as it is. */
function unmapped(entry: LogEntryDto): object | undefined {
  const {
    id: _id,
    timestamp: _time,
    raw_log: _line,
    source: _source,
    program: _program,
    host: _host,
    ...others
  } = entry;
  return known({ ...others });
}
