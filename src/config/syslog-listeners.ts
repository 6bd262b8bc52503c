import { isIP } from 'node:net';
import type { SettingFault } from './setting.js';

/** How syslog messages come: over plain TCP, TCP with TLS, or UDP. */
export const SYSLOG_PROTOCOLS = ['tcp', 'tls', 'udp'] as const;

export type SyslogProtocol = (typeof SYSLOG_PROTOCOLS)[number];

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
