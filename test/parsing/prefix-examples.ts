import type { TimeBasis } from '../../src/logs/parsing/parsed-line.js';
import type { FormExample } from './form-examples.js';

/** One way to write what stands in front of a message, and what it says, stated by hand. */
export interface PrefixExample {
  readonly name: string;
  readonly line: (program: string, pid: number, message: string) => string;
  readonly time: string;
  readonly timeBasis: TimeBasis;
  readonly host: string | null;
  readonly carriesPid: boolean;
  /** The program where the prefix says another than the form's. */
  readonly program?: 'sshd-session' | 'sshd-auth';
  /** The forms that it carries; all where this is missing. */
  readonly carries?: (example: FormExample) => boolean;
}

/** The zone and the reference time that the times below are stated for. */
export const TIME_ZONE = 'Europe/Berlin';
export const REFERENCE_TIME = '2026-06-20T00:00:00.000Z';

const SUMMER = '2026-06-08T08:20:30.000Z';
const PAM_TAG = 'pam_unix(sshd:auth): ';
const NEEDS_PROGRAM =
  /_remark$|^dropbear_(?:name_refused|session_ended|partial|command)$|^(?:key_from_elsewhere|key_revoked|certificate_refused|pam_user_changed|monitor_breach|child_crash|connection_failed|session_failed|penalty|sftp_session|session_started|subsystem_requested|transferred|chroot_refused|sia_refused)$/;
/** What shows that a prefix of few systems is read; the others behind it are read as behind any other. */
const FEW = /^(?:failed_login|accepted_login|pam_failure|pam_error|invalid_user|dropbear_bad_password)$/;

const yearless = { time: SUMMER, timeBasis: 'year_inferred', host: 'web1', carriesPid: true } as const;
const exact = { time: SUMMER, timeBasis: 'exact', host: 'web1', carriesPid: true } as const;
const zoned = { time: SUMMER, timeBasis: 'zone_assumed', host: 'web1', carriesPid: true } as const;
const timeless = { time: REFERENCE_TIME, timeBasis: 'received', host: 'web1', carriesPid: true } as const;
const nobody = { host: null, carriesPid: false } as const;
const few = ({ form }: FormExample): boolean => FEW.test(form);
/** Where no program is named, two words with a colon behind them look like a host and a program. */
const fewAlone = ({ form, message }: FormExample): boolean => FEW.test(form) && !/^\S+ \S+: /.test(message);
const ofSshd = ({ program }: FormExample): boolean => program === undefined;
const standsAlone = ({ form }: FormExample): boolean =>
  !NEEDS_PROGRAM.test(form) || form === 'pam_remark' || form === 'pam_service_remark';

export const PREFIX_EXAMPLES: readonly PrefixExample[] = [
  { name: 'rfc3164', line: (p, pid, m) => `Jun  8 10:20:30 web1 ${p}[${pid}]: ${m}`, ...yearless },
  { name: 'rfc3164-crlf', line: (p, pid, m) => `Jun  8 10:20:30 web1 ${p}[${pid}]: ${m}\r`, ...yearless },
  { name: 'rfc3164-single-blank', line: (p, pid, m) => `Jun 8 10:20:30 web1 ${p}[${pid}]: ${m}`, ...yearless },
  { name: 'rfc3164-zero-padded', line: (p, pid, m) => `Jun 08 10:20:30 web1 ${p}[${pid}]: ${m}`, ...yearless },
  {
    name: 'rfc3164-fraction',
    line: (p, pid, m) => `Jun 08 10:20:30.123456 web1 ${p}[${pid}]: ${m}`,
    ...yearless,
    time: '2026-06-08T08:20:30.123Z',
  },
  { name: 'rfc3164-priority', line: (p, pid, m) => `<38>Jun  8 10:20:30 web1 ${p}[${pid}]: ${m}`, ...yearless },
  {
    name: 'rfc3164-session',
    line: (_, pid, m) => `Jun  8 10:20:30 web1 sshd-session[${pid}]: ${m}`,
    ...yearless,
    program: 'sshd-session',
    carries: ofSshd,
  },
  {
    name: 'rfc3164-auth',
    line: (_, pid, m) => `Jun  8 10:20:30 web1 sshd-auth[${pid}]: ${m}`,
    ...yearless,
    program: 'sshd-auth',
    carries: ofSshd,
  },
  {
    name: 'rfc3164-emptyhost',
    line: (p, pid, m) => `Jun  8 10:20:30  ${p}[${pid}]: ${m}`,
    ...yearless,
    host: null,
  },
  { name: 'rfc3164-nohost', line: (p, pid, m) => `Jun  8 10:20:30 ${p}[${pid}]: ${m}`, ...yearless, host: null },
  { name: 'rfc3164-brackettag', line: (p, _, m) => `Jun  8 10:20:30 [${p}] ${m}`, ...yearless, ...nobody },
  { name: 'rfc3164-brackettag-colon', line: (p, _, m) => `Jun  8 10:20:30 [${p}]: ${m}`, ...yearless, ...nobody },
  {
    name: 'rfc3164-pam-tag',
    line: (_, pid, m) => `Jun  8 10:20:30 web1 sshd(pam_unix)[${pid}]: ${m.slice(PAM_TAG.length)}`,
    ...yearless,
    carries: ({ message }) => message.startsWith(PAM_TAG),
  },
  {
    name: 'solaris-id',
    line: (p, pid, m) => `Jun  8 10:20:30 web1 ${p}[${pid}]: [ID 800047 auth.info] ${m}`,
    ...yearless,
  },
  { name: 'bsd-verbose', line: (p, pid, m) => `Jun  8 10:20:30 <4.3> web1 ${p}[${pid}]: ${m}`, ...yearless },
  {
    name: 'bsd-verbose-names',
    line: (p, pid, m) => `Jun  8 10:20:30 <auth.info> web1 ${p}[${pid}]: ${m}`,
    ...yearless,
  },
  { name: 'busybox-fac', line: (p, pid, m) => `Jun  8 10:20:30 web1 auth.info ${p}[${pid}]: ${m}`, ...yearless },
  {
    name: 'dropbear-double-ts',
    line: (p, pid, m) => `Jun  8 10:20:30 web1 ${p}[${pid}]: [${pid}] Jun 08 10:20:30 ${m}`,
    ...yearless,
    carries: ({ program }) => program === 'dropbear',
  },
  {
    name: 'iso-offset',
    line: (p, pid, m) => `2026-06-08T10:20:30.123456+02:00 web1 ${p}[${pid}]: ${m}`,
    ...exact,
    time: '2026-06-08T08:20:30.123Z',
  },
  { name: 'iso-offset-compact', line: (p, pid, m) => `2026-06-08T01:20:30-0700 web1 ${p}[${pid}]: ${m}`, ...exact },
  { name: 'iso-offset-half-hour', line: (p, pid, m) => `2026-06-08T09:50:30+01:30 web1 ${p}[${pid}]: ${m}`, ...exact },
  { name: 'iso-utc', line: (p, pid, m) => `2026-06-08T08:20:30Z web1 ${p}[${pid}]: ${m}`, ...exact },
  { name: 'iso-no-offset', line: (p, pid, m) => `2026-06-08T10:20:30 web1 ${p}[${pid}]: ${m}`, ...zoned },
  { name: 'iso-nocolon', line: (p, pid, m) => `2026-06-08T10:20:30+02:00 web1 ${p}[${pid}] ${m}`, ...exact },
  {
    name: 'iso-macos',
    line: (p, pid, m) => `2026-06-08 10:20:30.123456+0200  web1 ${p}[${pid}]: ${m}`,
    ...exact,
    time: '2026-06-08T08:20:30.123Z',
  },
  {
    name: 'iso-space-nohost',
    line: (_, _pid, m) => `2026-06-08 10:20:30.123456789 ${m}`,
    ...zoned,
    ...nobody,
    time: '2026-06-08T08:20:30.123Z',
    carries: standsAlone,
  },
  {
    name: 'socklog',
    line: (p, pid, m) => `2026-06-08T10:20:30.12345 auth.info: Jun  8 10:20:30 ${p}[${pid}]: ${m}`,
    ...zoned,
    host: null,
    time: '2026-06-08T08:20:30.123Z',
  },
  {
    name: 'socklog-plain',
    line: (p, pid, m) => `2026-06-08T10:20:30 auth.info: ${p}[${pid}]: ${m}`,
    ...zoned,
    host: null,
  },
  { name: 'rfc5424', line: (p, pid, m) => `<38>1 2026-06-08T10:20:30+02:00 web1 ${p} ${pid} - - ${m}`, ...exact },
  {
    name: 'rfc5424-rsyslog',
    line: (p, pid, m) => `<38>1 2026-06-08T10:20:30.123456+02:00 web1 ${p} ${pid} - -  ${m}`,
    ...exact,
    time: '2026-06-08T08:20:30.123Z',
  },
  {
    name: 'rfc5424-data',
    line: (p, pid, m) =>
      `<38>1 2026-06-08T10:20:30+02:00 web1 ${p} ${pid} ID7 [a@1 b="]\\"] sshd[1]: c"][d e="f"] ${m}`,
    ...exact,
  },
  {
    name: 'rfc5424-nil-pid',
    line: (p, _, m) => `<38>1 2026-06-08T10:20:30+02:00 web1 ${p} - - - ${m}`,
    ...exact,
    carriesPid: false,
  },
  { name: 'rfc5424-nopri', line: (p, pid, m) => `2026-06-08T10:20:30+02:00 web1 ${p} ${pid} - - ${m}`, ...exact },
  {
    name: 'journal-json',
    line: (p, pid, m) =>
      JSON.stringify({
        __CURSOR: 's=1',
        __REALTIME_TIMESTAMP: '1780906830123456',
        _HOSTNAME: 'web1',
        SYSLOG_IDENTIFIER: p,
        _PID: String(pid),
        MESSAGE: m,
      }),
    ...exact,
    time: '2026-06-08T08:20:30.123Z',
  },
  {
    name: 'journal-json-bytes',
    line: (p, pid, m) =>
      JSON.stringify({
        MESSAGE: [...Buffer.from(m)],
        SYSLOG_PID: String(pid),
        SYSLOG_IDENTIFIER: p,
        _HOSTNAME: 'web1',
        __REALTIME_TIMESTAMP: '1780906830000000',
      }),
    ...exact,
  },
  { name: 'journal-short-full', line: (p, pid, m) => `Mon 2026-06-08 10:20:30 CEST web1 ${p}[${pid}]: ${m}`, ...zoned },
  {
    name: 'journal-short-full-utc',
    line: (p, pid, m) => `Mon 2026-06-08 08:20:30 UTC web1 ${p}[${pid}]: ${m}`,
    ...exact,
  },
  {
    name: 'logread',
    line: (p, pid, m) => `Mon Jun  8 10:20:30 2026 authpriv.info ${p}[${pid}]: ${m}`,
    ...zoned,
    host: null,
    carries: few,
  },
  {
    name: 'weekday-year-first',
    line: (p, pid, m) => `Mon Jun 08 2026 10:20:30 web1 ${p}[${pid}]: ${m}`,
    ...zoned,
    carries: few,
  },
  {
    name: 'aix',
    line: (p, pid, m) => `Jun  8 10:20:30 web1 auth|security:info ${p}[${pid}]: ${m}`,
    ...yearless,
    carries: few,
  },
  {
    name: 'windows',
    line: (_, pid, m) => `${pid} 2026-06-08 10:20:30.123 ${m}`,
    ...zoned,
    host: null,
    time: '2026-06-08T08:20:30.123Z',
    carries: fewAlone,
  },
  {
    name: 'unifi',
    line: (p, pid, m) => `<30>Jun  8 10:20:30 web1,f09fc2aabbcc,v4.3.28.11361: ${p}[${pid}]: ${m}`,
    ...yearless,
    carries: few,
  },
  {
    name: 'bracketed-time',
    line: (p, pid, m) => `[08/Jun/2026:10:20:30 +0200] web1 ${p}[${pid}]: ${m}`,
    ...exact,
    carries: few,
  },
  {
    name: 'bracketed-host',
    line: (p, pid, m) => `Jun  8 10:20:30 [web1] ${p}[${pid}]: ${m}`,
    ...yearless,
    carries: few,
  },
  {
    name: 'bracketed-facility',
    line: (p, pid, m) => `Jun  8 10:20:30 web1 [auth.info] ${p}[${pid}]: ${m}`,
    ...yearless,
    carries: few,
  },
  {
    name: 'docker-logs',
    line: (_, _pid, m) => `2026-06-08T08:20:30.123456789Z ${m}`,
    ...exact,
    ...nobody,
    time: '2026-06-08T08:20:30.123Z',
    carries: fewAlone,
  },
  {
    name: 'docker-json',
    line: (_, _pid, m) => JSON.stringify({ log: `${m}\n`, stream: 'stderr', time: '2026-06-08T08:20:30.123456789Z' }),
    ...exact,
    ...nobody,
    time: '2026-06-08T08:20:30.123Z',
    carries: fewAlone,
  },
  {
    name: 'cri',
    line: (_, _pid, m) => `2026-06-08T10:20:30.123456789+02:00 stderr F ${m}`,
    ...exact,
    ...nobody,
    time: '2026-06-08T08:20:30.123Z',
    carries: fewAlone,
  },
  {
    name: 'macos-log',
    line: (p, pid, m) =>
      `2026-06-08 10:20:30.123456+0200 0x2230     Default     0x0                  ${pid}   0    ${p}: ${m}`,
    ...exact,
    host: null,
    time: '2026-06-08T08:20:30.123Z',
    carries: few,
  },
  {
    name: 'esxi',
    line: (p, pid, m) => `2026-06-08T08:20:30.123Z In(38) ${p}[${pid}]: ${m}`,
    ...exact,
    host: null,
    time: '2026-06-08T08:20:30.123Z',
    carries: few,
  },
  { name: 'journal', line: (p, pid, m) => `web1 ${p}[${pid}]: ${m}`, ...timeless },
  { name: 'journal-kernel', line: (p, pid, m) => `web1 ${p}[${pid}]: kernel:[  970.699396] ${m}`, ...timeless },
  { name: 'journal-kernel-colon', line: (p, pid, m) => `web1 ${p}[${pid}]: kernel:[  970.699396]: ${m}`, ...timeless },
  { name: 'prog-only', line: (p, pid, m) => `${p}[${pid}]: ${m}`, ...timeless, host: null },
  { name: 'bare', line: (_, _pid, m) => m, ...timeless, ...nobody, carries: standsAlone },
  { name: 'slashdate-tag', line: (p, _, m) => `2026/06/08 10:20:30 [${p}] ${m}`, ...zoned, ...nobody },
  { name: 'epoch-tag', line: (p, _, m) => `1780906830 [${p}] ${m}`, ...exact, ...nobody },
  {
    name: 'epoch-host',
    line: (p, pid, m) => `1780906830.123456 web1 ${p}[${pid}]: ${m}`,
    ...exact,
    time: '2026-06-08T08:20:30.123Z',
  },
];
