/** What a value is folded into; anything else of a message is kept. */
const VALUES = /"[^"]*"|'[^']*'|<[^<>]*>|\b[0-9a-f]*:[0-9a-f:.]{2,}|\d[\w.:/+-]*/gi;
const PATHS = /(^| )\/[^ ]*/g;
const LONGEST_SHAPED = 300;
const LONGEST_SHAPE = 160;
const NAMED = /\b(user|for|by|from|to|host) +(?!user\b|for\b|by\b|from\b|to\b|host\b)[^ ]+/gi;

/**
 * The message with its values replaced by placeholders, so that lines that differ only in names and numbers have one
 * shape: `Frobbed user alice from 192.0.2.1` is `Frobbed user * from *`. Bounded in length, linear in time.
 */
export function shapeOf(message: string): string {
  return message
    .slice(0, LONGEST_SHAPED)
    .replace(VALUES, '*')
    .replace(PATHS, '$1*')
    .replace(NAMED, '$1 *')
    .slice(0, LONGEST_SHAPE);
}
