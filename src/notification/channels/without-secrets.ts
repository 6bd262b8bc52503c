import { visibleText } from '../../common/visible-text.js';

/** How much of what the other side says a reason repeats. */
const MOST_WORDS = 300;

/** The words of somebody else for a reason: every secret in them taken out, control characters visible, shortened. */
export function withoutSecrets(words: string, secrets: readonly string[]): string {
  const hidden = [...secrets].filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
  const cleaned = hidden.reduce((text, secret) => replaceAnyCase(text, secret), words);
  return visibleText(cleaned.trim(), MOST_WORDS);
}

function replaceAnyCase(text: string, secret: string): string {
  const pattern = new RegExp(
    secret.replace(/[^A-Za-z0-9]/gu, (character) => `\\u{${codeOf(character)}}`),
    'giu',
  );
  return text.replace(pattern, '***');
}

function codeOf(character: string): string {
  return character.codePointAt(0)!.toString(16);
}
