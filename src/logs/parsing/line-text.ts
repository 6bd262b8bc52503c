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
  try {
    const fields = JSON.parse(line) as Readonly<Record<string, unknown>> | null;
    const message = fields?.['MESSAGE'] ?? fields?.['log'];
    if (typeof message === 'string') return message;
    const isBytes =
      Array.isArray(message) && message.every((byte) => Number.isInteger(byte) && byte >= 0 && byte < 256);
    return isBytes ? Buffer.from(message as number[]).toString('utf8') : null;
  } catch {
    return null;
  }
}
