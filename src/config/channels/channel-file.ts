import { LineCounter, parseDocument } from 'yaml';
import { visibleText } from '../../common/visible-text.js';
import { isFault } from '../setting.js';
import type { ReadFile, Setting, SettingFault } from '../setting.js';
import {
  ALERTMANAGER_SETTINGS,
  CHANNEL_TYPES,
  CHAT_FORMATS,
  CHAT_SETTINGS,
  MAIL_SETTINGS,
  POLICY_SETTINGS,
  WEBHOOK_SETTINGS,
} from './channel-settings.js';
import type {
  AlertmanagerSettings,
  ChannelSettings,
  ChatFormat,
  ChatSettings,
  MailSettings,
  PolicySettings,
  WebhookSettings,
} from './channel-settings.js';

/** A setting of a channel that is not right together with the others; the message completes the sentence "NAME …". */
interface ChannelFault {
  readonly field: string;
  readonly fault: string;
}

const NO_URL: ChannelFault = { field: 'url', fault: 'is missing' };

/** Faults that only show when the settings of a channel are seen together. */
export function channelFaults(channel: ChannelSettings): ChannelFault[] {
  switch (channel.type) {
    case 'email':
      return (['sender', 'receivers'] as const)
        .filter((field) => channel.email[field].length === 0)
        .map((field) => ({ field, fault: 'is missing' }));
    case 'webhook':
      return channel.webhook.url === '' ? [NO_URL] : [];
    case 'alertmanager':
      return [
        ...(channel.alertmanager.url === '' ? [NO_URL] : []),
        ...Object.keys(channel.policy)
          .filter((field) => field !== 'min_severity')
          .map((field) => ({ field, fault: 'is not for Alertmanager: its own routes decide who is told, and when' })),
      ];
    default:
      return chatFaults(channel.type, channel.chat);
  }
}

function chatFaults(format: ChatFormat, { url, token, to }: ChatSettings): ChannelFault[] {
  const faults = url === '' ? [NO_URL] : [];
  const path = url === '' ? null : new URL(url).pathname.replace(/\/$/, '');
  const report = (field: string, fault: string): unknown => faults.push({ field, fault });
  if (to !== '' && format !== 'telegram' && format !== 'apprise') report('to', 'is for Telegram and Apprise only');
  switch (format) {
    case 'gotify':
      if (token === '') report('token', 'is missing: Gotify knows applications by it');
      break;
    case 'ntfy':
      if (path === '') report('url', 'must end in the topic, such as https://ntfy.sh/TOPIC');
      break;
    case 'telegram':
      if (!/^\d{1,20}:[\w-]{1,100}$/.test(token))
        report('token', 'must be what @BotFather gives, such as 123456:ABC-DEF');
      if (!/^(?:-?\d{1,20}|@\w{1,64})$/.test(to))
        report('to', 'must be the id of a chat, such as -1001234567890, or @NAME');
      break;
    case 'apprise':
      if (path !== null && !/\/notify\/[^/]+$/.test(path))
        report('url', 'must end in the key, such as https://HOST/notify/KEY');
      break;
    case 'pagerduty':
      if (token === '') report('token', 'is missing: the integration key of a service');
      break;
    case 'slack':
    case 'discord':
    case 'teams':
      break;
    default:
      format satisfies never;
  }
  return faults;
}

type SettingTable = Readonly<Record<string, Setting<unknown>>>;

/** True for what YAML calls a mapping. */
function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The fields of one channel in the file, read by the same settings as the environment. Every secret can also be given
 * as `<key>_file`, the path of a file that holds it. Faults name the field's path and never repeat a secret.
 */
class ChannelFields {
  private readonly fields: Record<string, unknown>;
  private readonly known = new Set<string>();
  private anyAccepted = false;

  constructor(
    content: unknown,
    private readonly path: string,
    private readonly readFile: ReadFile,
    private readonly faults: string[],
  ) {
    this.fields = isMapping(content) ? content : {};
    if (!isMapping(content)) faults.push(`whose ${path} must hold fields such as name and type`);
  }

  /** The text of a field; empty where it is not given. A list is joined by commas. */
  text(key: string): string {
    this.known.add(key);
    const value = this.fields[key] ?? '';
    const items = Array.isArray(value) ? value : [value];
    if (items.every((item) => typeof item === 'string')) return items.join(',').trim();
    this.report(key, 'must be a text or a list of texts');
    return '';
  }

  /** The values of a table of settings; those that are not given have their defaults. */
  all(table: SettingTable): Record<string, unknown> {
    return Object.fromEntries(Object.entries(table).map(([key, setting]) => [key, this.value(key, setting)]));
  }

  /** The values of a table of settings, as far as they are given. */
  given(table: SettingTable): Record<string, unknown> {
    const given = Object.entries(table).filter(([key]) => this.text(key) !== '');
    return Object.fromEntries(given.map(([key, setting]) => [key, this.value(key, setting)]));
  }

  report(key: string, fault: string): void {
    this.faults.push(`whose ${this.path}.${key} ${fault}`);
  }

  /** Reports the fields that nobody has asked for. */
  refuseOthers(): void {
    if (this.anyAccepted) return;
    for (const key of Object.keys(this.fields).filter((each) => !this.known.has(each)))
      this.report(visibleText(key, 60), `is not known; known are ${[...this.known].join(', ')}`);
  }

  /** For a channel whose type is not known: nobody can say which fields it has. */
  acceptOthers(): void {
    this.anyAccepted = true;
  }

  private value(key: string, setting: Setting<unknown>): unknown {
    const text = setting.secret ? this.secretText(key) : this.text(key);
    const value = setting.parse(text === '' ? setting.defaultText : text, this.readFile);
    if (!isFault(value)) return value;
    const given = setting.secret || setting.faultsQuote ? '' : `, not '${visibleText(text, 60)}'`;
    for (const fault of [value.fault].flat()) this.report(key, `${fault}${given}`);
    return undefined;
  }

  private secretText(key: string): string {
    const direct = this.text(key);
    const path = this.text(`${key}_file`);
    if (path === '') return direct;
    if (direct !== '') this.report(key, `and ${key}_file are both set; keep one of them`);
    try {
      return this.readFile(path).trim();
    } catch (error) {
      this.report(`${key}_file`, `names a file that cannot be read: ${(error as Error).message}`);
      return '';
    }
  }
}

const NAME = /^[A-Za-z0-9_-]{1,50}$/;

/** Reads the file that `NOTIFY_CONFIG` names: `channels: [{name, type, …}]` in YAML. */
export function parseChannelFile(path: string, readFile: ReadFile): readonly ChannelSettings[] | SettingFault {
  if (path === '') return [];
  const inFile = (fault: string): string => `names ${path}, ${fault}`;
  let text: string;
  try {
    text = readFile(path);
  } catch (error) {
    return { fault: `names a file that cannot be read: ${(error as Error).message}` };
  }
  const content = parseYaml(text);
  if ('fault' in content) return { fault: inFile(content.fault) };
  const faults: string[] = [];
  const channels = readChannels(content.value, readFile, faults);
  return faults.length > 0 ? { fault: faults.map(inFile) } : channels;
}

/** Every value is read as text: neither `0123` nor `no` is turned into something else. Faults quote nothing. */
function parseYaml(text: string): { readonly value: unknown } | { readonly fault: string } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, schema: 'failsafe', prettyErrors: false });
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined)
    return { fault: `which is no valid YAML in line ${lineCounter.linePos(error.pos[0]).line} (${error.code})` };
  try {
    return { value: document.toJS() };
  } catch {
    return { fault: 'which is no valid YAML: an alias (*name) in it names nothing, or repeats too much' };
  }
}

function readChannels(content: unknown, readFile: ReadFile, faults: string[]): ChannelSettings[] {
  const list = isMapping(content) ? content['channels'] : undefined;
  if (!Array.isArray(list) || Object.keys(content as object).length > 1) {
    faults.push('which must hold `channels:`, a list, and nothing else');
    return [];
  }
  const channels = list.flatMap((item: unknown, index) => {
    const before = faults.length;
    const fields = new ChannelFields(item, `channels[${index}]`, readFile, faults);
    const channel = readChannel(fields);
    fields.refuseOthers();
    if (channel === null || faults.length > before) return [];
    for (const { field, fault } of channelFaults(channel)) fields.report(field, fault);
    return [{ channel, index }];
  });
  for (const [position, { channel, index }] of channels.entries()) {
    const earlier = channels.slice(0, position).find((other) => other.channel.name === channel.name);
    if (earlier !== undefined)
      faults.push(`whose channels[${index}].name is that of channels[${earlier.index}], too: '${channel.name}'`);
  }
  return channels.map(({ channel }) => channel);
}

function readChannel(fields: ChannelFields): ChannelSettings | null {
  const name = fields.text('name');
  if (!NAME.test(name))
    fields.report('name', `must be 1 to 50 letters, digits, - and _, not '${visibleText(name, 60)}'`);
  const type = fields.text('type');
  const policy = fields.given(POLICY_SETTINGS) as Partial<PolicySettings>;
  if (type === 'email') return { name, type, policy, email: fields.all(MAIL_SETTINGS) as MailSettings };
  if (type === 'webhook') return { name, type, policy, webhook: fields.all(WEBHOOK_SETTINGS) as WebhookSettings };
  if (type === 'alertmanager')
    return { name, type, policy, alertmanager: fields.all(ALERTMANAGER_SETTINGS) as AlertmanagerSettings };
  const format = CHAT_FORMATS.find((each) => each === type);
  if (format !== undefined) return { name, type: format, policy, chat: fields.all(CHAT_SETTINGS) as ChatSettings };
  fields.report('type', `must be one of ${CHANNEL_TYPES.join(', ')}, not '${visibleText(type, 60)}'`);
  fields.acceptOthers();
  return null;
}
