import type { ChatSettings } from '../../../config/channels/channel-settings.js';
import type { AnswerRules } from '../http/post.js';
import { alertLines, digestLines, furtherLines, noteLines } from '../../message-text.js';
import type { Markup, MessageText, TextBlock } from '../../message-text.js';

/** How a chat service takes messages. */
export interface ChatFormat {
  /** Where it takes them; the URL that is configured may say more than that. */
  endpoint(settings: ChatSettings): string;
  /** What it wants to know besides, such as who posts. */
  headers(settings: ChatSettings): Readonly<Record<string, string>>;
  /** The body, within the limits of the service. */
  body(text: MessageText, settings: ChatSettings): object;
  /** How its answers are read, where HTTP does not say it all. */
  readonly answers?: AnswerRules;
}

/** Room for the line that says how many more alerts there are, apart from its link. */
const ROOM_FOR_FURTHER = 100;

/**
 * The message without its subject, in at most `most` bytes of UTF-8 (no service counts its characters higher): notes,
 * then alerts as long as there is room for them, whole lines only. Alerts that are left out are counted.
 */
export function fittedText(text: MessageText, markup: Markup, most: number): string {
  const link = text.link === null ? 0 : size([markup.link(text.link)]);
  let room = most - ROOM_FOR_FURTHER - link;
  const blocks: TextBlock[] = [];
  const add = (lines: TextBlock): boolean => {
    const fitting = beginning(lines, room);
    if (fitting.length > 0) blocks.push(fitting);
    room -= size(fitting) + 1;
    return fitting.length > 0;
  };
  add(noteLines(text, markup));
  const left = text.alerts.findIndex((alert) => !add((text.isDigest ? digestLines : alertLines)(alert, markup)));
  const further = text.further + (left === -1 ? 0 : text.alerts.length - left);
  blocks.push(furtherLines(further, text, markup));
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** The first lines that fit; nothing where not even the first does. */
function beginning(lines: TextBlock, room: number): TextBlock {
  const fits = lines.findIndex((_, index) => size(lines.slice(0, index + 1)) > room);
  return fits === -1 ? lines : lines.slice(0, fits);
}

/** Bytes of lines, with the ends of lines. */
function size(lines: TextBlock): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}

/** The beginning of a line, at most `most` UTF-16 units. */
export function shortened(line: string, most: number): string {
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}
