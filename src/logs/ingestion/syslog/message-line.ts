const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;

/**
 * The line that a message becomes, with its newline: the message as it came, on one line. A line break within it becomes
 * a blank, or its text could pass for another line. Null where nothing is left.
 */
export function messageLine(message: Buffer): Buffer | null {
  let start = 0;
  let end = message.length;
  while (start < end && isFiller(message[start]!)) start++;
  while (end > start && isFiller(message[end - 1]!)) end--;
  if (start === end) return null;
  const line = Buffer.allocUnsafe(end - start + 1);
  for (let at = start; at < end; at++) line[at - start] = isBreak(message[at]!) ? BLANK : message[at]!;
  line[end - start] = NEWLINE;
  return line;
}

function isFiller(byte: number): boolean {
  return byte === BLANK || isBreak(byte);
}

/** NUL counts, too: some senders end messages with it, and readers of files pass over it. */
function isBreak(byte: number): boolean {
  return byte === NEWLINE || byte === RETURN || byte === 0;
}
