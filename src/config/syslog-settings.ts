import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import { parseRange } from '../net/ip-range.js';
import type { IpRange } from '../net/ip-range.js';
import type { Setting, SettingFault } from './setting.js';
import { isLoopback, parsePemFile } from './value-formats.js';
import type { ValuesOf } from './value-formats.js';

/** How syslog messages come: over plain TCP, TCP with TLS, or UDP. */
const SYSLOG_PROTOCOLS = ['tcp', 'tls', 'udp'] as const;

type SyslogProtocol = (typeof SYSLOG_PROTOCOLS)[number];

/** One item of `SYSLOG_LISTEN`. */
export interface SyslogListenerSetting {
  readonly protocol: SyslogProtocol;
  /** Address to listen on, without brackets. */
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Reads `tcp://127.0.0.1:6514, tls://[::]:6514, udp://…`. */
export function parseSyslogListeners(text: string): readonly SyslogListenerSetting[] | SettingFault {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const listeners = items.map((item) => readListener(item));
  const wrong = items.filter((_, index) => listeners[index] === null);
  if (wrong.length > 0) {
    return { fault: `holds '${wrong.join("', '")}', which is none of tcp://, tls:// and udp://ADDRESS:PORT` };
  }
  return listeners as SyslogListenerSetting[];
}

function readListener(item: string): SyslogListenerSetting | null {
  const [, protocolText, hostText = '', portText] = /^(\w+):\/\/(.+):(\d{1,5})$/.exec(item) ?? [];
  const protocol = SYSLOG_PROTOCOLS.find((each) => each === protocolText);
  const bracketed = hostText.startsWith('[') && hostText.endsWith(']');
  const host = bracketed ? hostText.slice(1, -1) : hostText;
  const port = Number(portText);
  const isAddress = host === 'localhost' || isIP(host) === (bracketed ? 6 : 4);
  return protocol === undefined || !isAddress || port > 65_535 ? null : { protocol, host, port };
}

/** What is set of the syslog listeners. */
export const SYSLOG_SETTINGS = {
  SYSLOG_LISTEN: {
    description:
      'Where syslog messages are taken, separated by commas: tcp://127.0.0.1:5514, tls://0.0.0.0:6514, ' +
      'udp://127.0.0.1:5514 (docs/syslog.md). Empty: nowhere.',
    defaultText: '',
    parse: parseSyslogListeners,
  } satisfies Setting<ReturnType<typeof parseSyslogListeners>>,
  SYSLOG_ALLOW_FROM: {
    description:
      'Addresses and ranges that may send syslog messages, separated by commas, besides this machine. Needed to listen ' +
      'beyond it, unless by tls:// with SYSLOG_TLS_CLIENT_CA: whoever can send decides what is in the log.',
    defaultText: '',
    parse: parseSenders,
  } satisfies Setting<ReturnType<typeof parseSenders>>,
  SYSLOG_TLS_CERT: pemSetting('PEM file with the certificate of tls:// listeners, and what leads to its authority.'),
  SYSLOG_TLS_KEY: pemSetting('PEM file with its private key.'),
  SYSLOG_TLS_CLIENT_CA: pemSetting(
    'PEM file with the authorities whose certificates senders must show. Empty: senders show none.',
  ),
} as const;

type SyslogSettings = ValuesOf<typeof SYSLOG_SETTINGS>;

function pemSetting(description: string): Setting<string> {
  return { description, defaultText: '', parse: parsePemFile, faultsQuote: true };
}

function parseSenders(text: string): readonly IpRange[] | SettingFault {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const ranges = items.map((item) => parseRange(item));
  const wrong = items.find((_, index) => 'fault' in ranges[index]!);
  return wrong === undefined ? (ranges as IpRange[]) : { fault: `holds '${wrong}', which is no address or range` };
}

/** Faults of the syslog settings that only show when they are seen together. */
export function syslogContradictions(settings: SyslogSettings): string[] {
  const { SYSLOG_LISTEN, SYSLOG_TLS_CERT, SYSLOG_TLS_KEY } = settings;
  const faults = SYSLOG_LISTEN.filter((listener) => isOpen(listener, settings)).map(
    (listener) =>
      `SYSLOG_LISTEN=${shown(listener)} would take log lines from anybody on the network; set SYSLOG_ALLOW_FROM, ` +
      'or use tls:// with SYSLOG_TLS_CLIENT_CA',
  );
  const hasTls = SYSLOG_LISTEN.some(({ protocol }) => protocol === 'tls');
  if (hasTls && (SYSLOG_TLS_CERT === '' || SYSLOG_TLS_KEY === '')) {
    faults.push('SYSLOG_LISTEN has a tls:// listener, which needs SYSLOG_TLS_CERT and SYSLOG_TLS_KEY');
  }
  return [...faults, ...tlsFaults(settings)];
}

/** Whether key and certificates can be used, and go together. */
function tlsFaults({ SYSLOG_TLS_CERT: cert, SYSLOG_TLS_KEY: key, SYSLOG_TLS_CLIENT_CA: ca }: SyslogSettings): string[] {
  if (cert === '' || key === '') return [];
  try {
    createSecureContext({ cert, key, ...(ca === '' ? {} : { ca }) });
    return [];
  } catch (error) {
    return [`SYSLOG_TLS_CERT, SYSLOG_TLS_KEY and SYSLOG_TLS_CLIENT_CA cannot be used: ${(error as Error).message}`];
  }
}

function isOpen({ protocol, host }: SyslogListenerSetting, settings: SyslogSettings): boolean {
  const knowsSenders = protocol === 'tls' && settings.SYSLOG_TLS_CLIENT_CA !== '';
  return !isLoopback(host) && !knowsSenders && settings.SYSLOG_ALLOW_FROM.length === 0;
}

function shown({ protocol, host, port }: SyslogListenerSetting): string {
  return `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
