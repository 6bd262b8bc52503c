import { visibleCharacters } from './visible-text.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of others in HTML, within an element or a quoted attribute: every invisible character is shown as an escape. */
export function htmlText(text: string): string {
  return visibleCharacters(text).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}
