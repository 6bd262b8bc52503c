import type { AlertText, ListedValues } from './alert-text.js';
import type { MessageText } from './message-text.js';

/** How a text format writes things; each function escapes what it is given. */
export interface Markup {
  /** Words of a sentence. */
  text(words: string): string;
  /** A value that an attacker may have chosen, inside a sentence. */
  value(value: string): string;
  strong(words: string): string;
  link(url: string): string;
}

/** Lines in blocks, an empty line between two blocks. */
export type TextBlock = readonly string[];

/** What is said ahead of the alerts. */
export function noteLines({ notes }: MessageText, markup: Markup): TextBlock {
  return notes.map((note) => markup.text(note));
}

/** An alert that stands alone; its headline is said in the subject. */
export function alertLines(alert: AlertText, markup: Markup): TextBlock {
  const { text } = markup;
  return [
    ...loginLines(alert, markup),
    text(alert.story),
    text(`Severity: ${alert.severity}`),
    text(`First seen: ${alert.firstSeen}`),
    text(`Last seen: ${alert.lastSeen}`),
    ...(alert.hosts.length > 0 ? [`${text('Host:')} ${alert.hosts.map((host) => markup.value(host)).join(', ')}`] : []),
    ...listLines('Usernames tried', alert.usernames, markup),
    ...listLines('Source addresses', alert.ipAddresses, markup),
    ...(alert.link === null ? [] : [markup.link(alert.link)]),
    text(`Alert ${alert.id}`),
  ];
}

/** An alert as one of several. */
export function digestLines(alert: AlertText, markup: Markup): TextBlock {
  return [
    markup.strong(`[${alert.severity}] ${alert.summary}`),
    ...loginLines(alert, markup),
    markup.text(alert.span),
    ...listLines('Usernames tried', alert.usernames, markup),
    ...(alert.link === null ? [] : [markup.link(alert.link)]),
  ];
}

/** How many more alerts there are. */
export function furtherLines(further: number, { link }: MessageText, markup: Markup): TextBlock {
  if (further === 0) return [];
  const words = markup.text(`and ${further} more ${further === 1 ? 'alert' : 'alerts'}${link === null ? '' : ':'}`);
  return [link === null ? words : `${words} ${markup.link(link)}`];
}

function loginLines({ login }: AlertText, markup: Markup): TextBlock {
  if (login === null) return [];
  const [user, method, address] = [login.username, login.method, login.ipAddress].map((each) => markup.value(each));
  const words = `${markup.strong(login.title.toUpperCase())} ${markup.text(`at ${login.time}: user`)}`;
  const source = `${markup.text('from')} ${address}${markup.text(login.doubt)}`;
  return [`${words} ${user}, ${markup.text('by')} ${method}, ${source}`];
}

function listLines(title: string, { values, further }: ListedValues, markup: Markup): TextBlock {
  if (values.length === 0) return [];
  const items = values.map(({ value, attempts }) => `${markup.value(value)} × ${attempts}`).join(', ');
  return [`${markup.text(`${title}:`)} ${items}${further > 0 ? ` ${markup.text(`and ${further} more`)}` : ''}`];
}
