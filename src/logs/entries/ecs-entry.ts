import { distinctTexts, ecsEvent, OWN_FIELDS } from '../../common/ecs-event.js';
import type { EcsDocument, EcsKind, EcsType } from '../../common/ecs-event.js';
import type { LogEntryDto } from './log-entry.dto.js';
import { ocsfKind } from './ocsf-kinds.js';
import type { OcsfKind } from './ocsf-kinds.js';

/**
 * A log entry as a document of the Elastic Common Schema. What has no field in the schema stands under `log_analyzer`, by the names
 * of `GET /logs`.
 */
export function ecsEntry(entry: LogEntryDto): EcsDocument {
  const kind = ocsfKind(entry.log_type, entry.details?.change);
  const { id, timestamp, log_type, raw_log, source, details, username, target_user, ip_address, source_host, host } =
    entry;
  const isSwitch = kind.class === 'authentication' && kind.activity === 7;
  return ecsEvent(
    { kind: 'event', time: Date.parse(timestamp), ...ecsKind(kind, entry) },
    {
      message: raw_log,
      event: {
        id: String(id),
        sequence: id,
        dataset: `${OWN_FIELDS}.${entry.category}`,
        action: log_type,
        code: log_type,
        original: raw_log,
        reason: details?.reason,
      },
      host: { name: host },
      source: { ip: ip_address, port: entry.port, domain: source_host },
      user: {
        name: username,
        ...(isSwitch || kind.class === 'process'
          ? { effective: { name: target_user } }
          : { target: { name: target_user } }),
      },
      group: { name: details?.group },
      process: {
        name: entry.program,
        pid: entry.pid,
        command_line: entry.command,
        working_directory: entry.working_directory,
      },
      file: fileOf(details?.path),
      network: { protocol: log_type.startsWith('ssh_') ? 'ssh' : null },
      log: { file: { path: source.startsWith('/') ? source : null } },
      related: {
        ip: ip_address === null ? [] : [ip_address],
        user: distinctTexts([username, target_user]),
        hosts: distinctTexts([host, source_host]),
      },
      [OWN_FIELDS]: {
        log_type,
        category: entry.category,
        time_basis: entry.time_basis,
        source,
        attempts: entry.attempts,
        valid_user: entry.valid_user,
        method: entry.method,
        service: entry.service,
        tty: entry.tty,
        allowlisted: entry.allowlisted,
        details,
      },
    },
  );
}

/** Of activities of a class of OCSF, by their numbers: what ECS calls them. */
const TYPES: Readonly<Record<'account' | 'group' | 'job' | 'file', Readonly<Record<number, EcsType>>>> = {
  account: { 1: 'creation', 6: 'deletion' },
  group: { 5: 'deletion', 6: 'creation' },
  job: { 3: 'deletion' },
  file: { 2: 'access', 4: 'deletion', 14: 'access' },
};

const CONNECTIONS: Readonly<Record<number, EcsType>> = { 1: 'start', 2: 'end', 5: 'denied' };

/** What an entry is in ECS follows from what it is in OCSF, whose classes say more. */
function ecsKind({ class: name, activity, succeeded }: OcsfKind, { category, log_type }: LogEntryDto): EcsKind {
  const outcome = succeeded === undefined ? undefined : succeeded ? 'success' : 'failure';
  const number = typeof activity === 'number' ? activity : 0;
  switch (name) {
    case 'authentication':
      if (activity === 2) return { category: ['session'], type: ['end'], outcome };
      if (category === 'session') return { category: ['session'], type: ['start'], outcome };
      return { category: ['authentication'], type: [typeof activity === 'number' ? 'start' : 'info'], outcome };
    case 'authorization':
      return { category: ['iam'], type: ['admin'], outcome };
    case 'account':
      return { category: ['iam'], type: ['user', TYPES.account[number] ?? 'change'], outcome };
    case 'group':
      return { category: ['iam'], type: ['group', TYPES.group[number] ?? 'change'], outcome };
    case 'process':
      return { category: ['process'], type: ['start'], outcome };
    case 'job':
      return { category: ['configuration'], type: [TYPES.job[number] ?? 'change'], outcome };
    case 'file':
      return { category: ['file'], type: [TYPES.file[number] ?? 'change'], outcome };
    case 'ssh':
      return { category: ['network'], type: ['connection', CONNECTIONS[number] ?? 'info'], outcome };
    case 'base':
    case 'finding': {
      const isBan = log_type.endsWith('_ban');
      return { category: [isBan ? 'intrusion_detection' : 'host'], type: [isBan ? 'denied' : 'info'], outcome };
    }
    default:
      return name satisfies never;
  }
}

function fileOf(path: string | undefined): object | null {
  if (path === undefined || path === '') return null;
  return { path, name: path.slice(path.lastIndexOf('/') + 1) };
}
