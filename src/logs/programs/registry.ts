import { MessageTable } from '../parsing/message-table.js';
import type { MessageForm } from '../parsing/message-form.js';
import type { LogCategory, LogType, LogTypeMeaning } from '../parsing/parsed-line.js';
import type { ParsedMessage } from '../parsing/parsed-message.js';
import { ACCOUNTS } from './accounts.js';
import { CRON } from './cron.js';
import { CROWDSEC } from './crowdsec.js';
import { DROPBEAR } from './dropbear.js';
import { FAIL2BAN } from './fail2ban.js';
import {
  FILTER_LOG_SOURCE,
  FILTER_LOG_TYPES,
  FILTER_MATCH,
  filterLogType,
  mayBeFilterType,
} from './imported/program.js';
import { LOGIN } from './login.js';
import { LOGIND } from './logind.js';
import { PAM_SERVICE } from './pam-service.js';
import { POLKIT } from './polkit.js';
import type { LogSource, Program } from './program.js';
import { SFTP } from './sftp.js';
import { SSHD } from './sshd/program.js';
import { SU } from './su.js';
import { SUDO } from './sudo.js';

/** Every program whose lines are understood. */
export const PROGRAMS: readonly Program[] = [
  SSHD,
  DROPBEAR,
  SUDO,
  SU,
  POLKIT,
  LOGIN,
  ACCOUNTS,
  LOGIND,
  CRON,
  SFTP,
  FAIL2BAN,
  CROWDSEC,
  PAM_SERVICE,
];

/** A program as a line names it. */
export interface NamedProgram {
  /** What stands in the line. */
  readonly tag: string;
  /** The name that its events have. */
  readonly name: string;
  readonly program: Program;
  /** Reads a message; null where no form matches. See {@link MessageTable.read}. */
  readonly read: (message: string, headerBytes: number) => ParsedMessage | null;
}

const filesTable = new MessageTable(SFTP.readers, SFTP.marks);

const named: readonly NamedProgram[] = PROGRAMS.flatMap((program): NamedProgram[] => {
  const table = new MessageTable(program.readers, program.marks);
  const read = withMonitor(program, table.read.bind(table));
  return [...program.names.map((name) => ({ tag: name, name, read })), ...(program.tags ?? [])].map((each) => ({
    ...each,
    program,
  }));
});

/** What sshd's monitor writes behind a message of a process that it has locked in. */
const BEHIND_MONITOR = ' [postauth]';

/** Of sftp in a chroot the monitor logs, with a word behind, under a name of sshd's. */
function withMonitor(program: Program, read: NamedProgram['read']): NamedProgram['read'] {
  if (program !== SFTP && program !== SSHD) return read;
  const readFiles = program === SFTP ? read : filesTable.read.bind(filesTable);
  return (message, headerBytes) => {
    if (!message.endsWith(BEHIND_MONITOR)) return read(message, headerBytes);
    const own = program === SSHD ? read(message, headerBytes) : null;
    return own ?? readFiles(message.slice(0, -BEHIND_MONITOR.length), headerBytes) ?? read(message, headerBytes);
  };
}

/** By length: what a line may name. */
const byLength: readonly (readonly NamedProgram[])[] = Array.from(
  { length: Math.max(...named.map(({ tag }) => tag.length)) + 1 },
  (_, length) => named.filter(({ tag }) => tag.length === length),
);
const NONE: readonly NamedProgram[] = [];

/** The program that `text` names from `start` to `end`; null for one whose lines are not understood. Case as written. */
export function programAt(text: string, start: number, end: number): NamedProgram | null {
  for (const each of byLength[end - start] ?? NONE) if (text.startsWith(each.tag, start)) return each;
  return null;
}

/** The program of that name; null for one whose lines are not understood. */
export function programNamed(name: string): NamedProgram | null {
  return programAt(name, 0, name.length);
}

/** The names of all programs, as they stand in a journal. */
export const PROGRAM_NAMES: readonly string[] = PROGRAMS.flatMap(({ names }) => names);

const OPEN_BRACKET = 91;

/** Names of programs by their first two letters, without the tags that stand in place of one. */
const byBeginning = new Map<number, readonly NamedProgram[]>();
for (const each of named.filter(({ tag, name }) => tag === name)) {
  const beginning = pairOf(each.tag, 0);
  byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? NONE), each]);
}

/** The program whose name stands at `at` in front of a `[`; null: look closer. */
export function programBeforePid(text: string, at: number): NamedProgram | null {
  for (const each of byBeginning.get(pairOf(text, at)) ?? NONE) {
    if (text.charCodeAt(at + each.tag.length) === OPEN_BRACKET && text.startsWith(each.tag, at)) return each;
  }
  return null;
}

/** False where no program's name begins like what stands at `at`. */
export function mayNameProgram(text: string, at: number): boolean {
  return byBeginning.has(pairOf(text, at));
}

/** What PAM says for a service, under the tag of a program that is not known otherwise. */
export function pamServiceOf(tag: string): NamedProgram {
  return { ...programNamed(PAM_SERVICE.names[0]!)!, tag, name: tag };
}

function pairOf(text: string, at: number): number {
  return text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
}

/** The programs whose messages are known without a header, each under its first name. */
const bare = PROGRAMS.filter(({ isKnownBare }) => isKnownBare === true).map(({ names }) => programNamed(names[0]!)!);

/** Reads a message without a header; null where no form of a program that is known by its words matches. */
export function readBareMessage(message: string, headerBytes: number): ParsedMessage | null {
  for (const { read } of bare) {
    const reading = read(message, headerBytes);
    if (reading !== null) return reading;
  }
  return null;
}

/** The program that a line is likely of, by its words, where no known prefix explains it; null for none. */
export function likelyProgram(text: string): string | null {
  const program = PROGRAMS.find(({ typicalWords = [] }) => typicalWords.some((words) => text.includes(words)));
  return program?.names[0] ?? null;
}

/** Every form of message, program by program. */
export const ALL_FORMS: readonly MessageForm[] = PROGRAMS.flatMap(({ forms }) => forms);

export const FORM_BY_ID: ReadonlyMap<string, MessageForm> = new Map(
  [...ALL_FORMS, FILTER_MATCH].map((form) => [form.id, form]),
);

const programByForm: ReadonlyMap<string, Program> = new Map(
  PROGRAMS.flatMap((program) => program.forms.map(({ id }) => [id, program] as const)),
);

/** The name of the program that writes a form, for lines that name none; undefined for a form of no program. */
export function programOfForm({ id }: MessageForm): string | undefined {
  return programByForm.get(id)?.names[0];
}

/** The log type of lines of a form that is passed over; null for a form of no program. */
export function remarkTypeOf(form: string): LogType | null {
  return programByForm.get(form)?.remarkType ?? null;
}

/** The log type of lines that are of no program above: rules may ask for them. */
export const OTHER_LOG_TYPE: LogType = 'other';

/** Every log type, program by program, with its meaning. */
export const LOG_TYPE_MEANINGS: Readonly<Record<LogType, LogTypeMeaning>> = Object.assign(
  {},
  ...PROGRAMS.map(({ logTypes }) => logTypes),
  FILTER_LOG_TYPES,
  {
    [OTHER_LOG_TYPE]: {
      category: 'system',
      meaning: 'A line of a program that is not understood; stored only where a rule selects it.',
      example: 'Started Session 12 of user alice.',
    },
  },
);

export const LOG_TYPES: readonly LogType[] = Object.keys(LOG_TYPE_MEANINGS);

/** The log types of a category. */
export function typesIn(category: LogCategory): readonly LogType[] {
  return LOG_TYPES.filter((type) => LOG_TYPE_MEANINGS[type]!.category === category);
}

/** The log type that stands for those of all filters of logs. */
export const FILTER_LOG_TYPE: LogType = FILTER_MATCH.logType!;

/** True for the log type of what a filter of a log matches: no program declares it. */
export function isFilterType(type: LogType): boolean {
  return mayBeFilterType(type) && !Object.hasOwn(LOG_TYPE_MEANINGS, type);
}

/** The log type of what a filter of that name matches. */
export function logTypeOfFilter(name: string): LogType {
  return filterLogType(name, (type) => Object.hasOwn(LOG_TYPE_MEANINGS, type));
}

/** Whether a log type is among some, or is a filter's, and what stands for all of those is. */
export function isAmongTypes(types: ReadonlySet<LogType>, type: LogType): boolean {
  return types.has(type) || (isFilterType(type) && types.has(FILTER_LOG_TYPE));
}

/** What kind of thing a log type is; `system` for one that a version before declared, and none does now. */
export function categoryOf(type: LogType): LogCategory {
  const declared = isFilterType(type) ? FILTER_LOG_TYPE : type;
  return Object.hasOwn(LOG_TYPE_MEANINGS, declared) ? LOG_TYPE_MEANINGS[declared]!.category : 'system';
}

/** The log types of logins that succeeded. */
export const LOGIN_TYPES: readonly LogType[] = typesIn('login_succeeded');

/** The log types of connections that a server drops because it punishes their address. */
export const PENALTY_DROP_TYPES: readonly LogType[] = typesIn('penalty').filter(
  (type) => LOG_TYPE_MEANINGS[type]!.isDrop === true,
);

/** The log types of what it says of addresses that it punishes. */
export const PENALTY_TYPES: readonly LogType[] = typesIn('penalty').filter(
  (type) => !PENALTY_DROP_TYPES.includes(type),
);

/** The log types of what other tools do about addresses: begin to turn one away, or end that. */
export const BAN_TYPES: readonly LogType[] = LOG_TYPES.filter((type) => LOG_TYPE_MEANINGS[type]!.bans !== undefined);

/** True where another tool begins to turn an address away. */
export function beginsBan(type: LogType): boolean {
  return LOG_TYPE_MEANINGS[type]?.bans === 'begin';
}

/** True for a login that succeeded. */
export function isLogin(type: LogType): boolean {
  return LOGIN_TYPES.includes(type);
}

/**
 * Services of Sigma rules whose logs have lines of programs that are not understood: the names of those programs, in lower
 * case; null where they may be any.
 */
const OTHER_SERVICES: Readonly<Record<string, readonly string[] | null>> = {
  auth: null,
  syslog: null,
  cron: ['cron', 'crond', 'crontab', 'anacron', 'atd', 'fcron'],
  vsftpd: ['vsftpd'],
  clamav: ['clamd', 'clamav', 'clamav-daemon', 'clamonacc', 'clamscan', 'clamdscan', 'freshclam'],
  guacamole: ['guacd', 'guacamole'],
};

/** What the lists of services call a program, which may name itself by its path. */
export function serviceName(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1).toLowerCase();
}

/** True for a program of which much is known but that its lines are none of ours, whatever a container's tag stands for. */
export function isOtherService(program: string): boolean {
  const name = serviceName(program);
  return OTHER_NAMES.has(name) || name.startsWith('systemd');
}

const OTHER_NAMES = new Set([
  ...Object.values(OTHER_SERVICES).flatMap((names) => names ?? []),
  'kernel',
  'su',
  'login',
]);

/** Products whose logs are all that is read, where a rule names no service. */
const WHOLE_PRODUCTS: readonly string[] = ['linux', 'unix'];

/** Values of a Sigma rule's `logsource` that name logs which are read, by attribute. */
export const LOG_SOURCES: LogSource = {
  category: valuesOf('category'),
  product: valuesOf('product'),
  service: [...new Set([...valuesOf('service'), ...Object.keys(OTHER_SERVICES), ...FILTER_LOG_SOURCE.service])],
};

function valuesOf(attribute: keyof LogSource): string[] {
  return [...new Set(PROGRAMS.flatMap(({ logSource }) => logSource[attribute]))];
}

/** The lines that a rule is for. */
export interface LogSourceLines {
  readonly logTypes: ReadonlySet<LogType>;
  /** What programs the lines of {@link OTHER_LOG_TYPE} are of, in lower case and without folders; null: any. */
  readonly otherPrograms: ReadonlySet<string> | null;
}

/** The lines that a rule with this `logsource` is for. @param given by attribute; null: the rule does not say */
export function linesOfSource(given: Readonly<Record<keyof LogSource, string | null>>): LogSourceLines {
  const { category, product, service } = given;
  const isProduct = service === null && product !== null && WHOLE_PRODUCTS.includes(product);
  const others = category === null && isProduct ? null : otherProgramsOf(given);
  const isWhole = others === null;
  const meant = PROGRAMS.filter(({ logSource }) => isOf(logSource, given));
  const logTypes = new Set((isWhole ? PROGRAMS : meant).flatMap((program) => Object.keys(program.logTypes)));
  if (isWhole || isOf(FILTER_LOG_SOURCE, given)) logTypes.add(FILTER_LOG_TYPE);
  if (others !== undefined) logTypes.add(OTHER_LOG_TYPE);
  return { logTypes, otherPrograms: others === undefined || others === null ? null : new Set(others) };
}

function isOf(logSource: LogSource, given: Readonly<Record<keyof LogSource, string | null>>): boolean {
  const attributes = Object.keys(LOG_SOURCES) as (keyof LogSource)[];
  return attributes.every((attribute) => given[attribute] === null || logSource[attribute].includes(given[attribute]));
}

/** Undefined: no lines of programs that are not understood. */
function otherProgramsOf({ category, product, service }: Readonly<Record<keyof LogSource, string | null>>) {
  const isOfSyslog = category === null && (product === null || WHOLE_PRODUCTS.includes(product));
  return isOfSyslog && service !== null && Object.hasOwn(OTHER_SERVICES, service) ? OTHER_SERVICES[service] : undefined;
}

checkRegistry();

/** What would go wrong late, and far from its cause: a form that is there twice, or has a type that nobody declares. */
function checkRegistry(): void {
  if (FORM_BY_ID.size !== ALL_FORMS.length + 1) {
    const twice = ALL_FORMS.find((form) => FORM_BY_ID.get(form.id) !== form);
    throw new Error(`Two forms of message have the id ${twice?.id}.`);
  }
  for (const { id, logType } of ALL_FORMS) {
    if (logType !== null && !Object.hasOwn(LOG_TYPE_MEANINGS, logType)) {
      throw new Error(`No program declares ${logType}, the log type of the form ${id}.`);
    }
  }
}
