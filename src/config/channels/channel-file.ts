import { LineCounter, parseDocument } from 'yaml';
import { visibleText } from '../../common/visible-text.js';
import type { ReadFile, SettingFault } from '../setting.js';
import { channelFaults } from './channel-faults.js';
import { CHAT_FORMATS, CHAT_SETTINGS, MAIL_SETTINGS, WEBHOOK_SETTINGS } from './channel-settings.js';
import type { ChannelSettings, ChatSettings, MailSettings, WebhookSettings } from './channel-settings.js';
import { ChannelFields, isMapping } from './channel-fields.js';
import { POLICY_SETTINGS } from './policy-settings.js';
import type { PolicySettings } from './policy-settings.js';

const NAME = /^[A-Za-z0-9_-]{1,50}$/;
const TYPES: readonly string[] = ['email', 'webhook', ...CHAT_FORMATS];

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
  const format = CHAT_FORMATS.find((each) => each === type);
  if (format !== undefined) return { name, type: format, policy, chat: fields.all(CHAT_SETTINGS) as ChatSettings };
  fields.report('type', `must be one of ${TYPES.join(', ')}, not '${visibleText(type, 60)}'`);
  fields.acceptOthers();
  return null;
}
