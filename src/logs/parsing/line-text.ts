import { parseObject, textOf } from './prefix/records.js';

const OPEN_BRACE = 123;

let lastLine = '';
let lastText = '';

/**
 * A line as it is searched for words: one of JSON with the message behind it as it was before it was written so. journald
 * writes bytes as numbers as soon as one is unprintable, and any writer may escape any character.
 */
export function searchableText(line: string): string {
  if (line.charCodeAt(0) !== OPEN_BRACE) return line;
  if (line !== lastLine) {
    const message = messageOf(line);
    lastLine = line;
    lastText = message === null || line.includes(message) ? line : `${line}\n${message}`;
  }
  return lastText;
}

function messageOf(line: string): string | null {
  const fields = parseObject(line);
  return textOf(fields?.['MESSAGE'] ?? fields?.['log']);
}
