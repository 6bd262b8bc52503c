import { CONTROL_ESCAPES, refusedEscape } from './escapes.js';
import type { PatternReader } from './pattern-reader.js';
import { RegexFault } from './syntax-tree.js';

/** The character that an escape stands for, after its letter has been read. @throws RegexFault */
export function readEscapedCode(letter: string, reader: PatternReader): number {
  const control = CONTROL_ESCAPES.get(letter);
  if (control !== undefined) return control;
  if (letter === 'x') return readHexadecimal(reader);
  if (letter === '') throw new RegexFault('a backslash at the end escapes nothing');
  if (/[A-Za-z0-9]/.test(letter)) throw new RegexFault(refusedEscape(letter));
  return letter.charCodeAt(0);
}

function readHexadecimal(reader: PatternReader): number {
  const digits = reader.take('{') ? reader.until('}') : reader.next() + reader.next();
  if (!/^[0-9A-Fa-f]{1,4}$/.test(digits)) throw new RegexFault('\\x wants two hexadecimal digits, or {…} up to FFFF');
  return parseInt(digits, 16);
}
