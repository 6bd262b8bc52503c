import { visibleText } from '../../common/visible-text.js';

/** How much of what the other side says a reason repeats. */
const MOST_WORDS = 300;
/** A text that was cut may end in the beginning of a secret; fewer characters of it tell nobody anything. */
const FEWEST_CHARACTERS = 3;

/**
 * The words of somebody else for a reason: every secret in them taken out, in any case, as it is and as JSON and URLs
 * write it; control characters visible, shortened.
 */
export function withoutSecrets(words: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), inUrl(secret)]));
  const hidden = [...forms].filter((form) => form !== '').sort((a, b) => b.length - a.length);
  const cleaned = hidden.reduce(withoutForm, words);
  return visibleText(hidden.reduce(withoutBeginning, cleaned).trim(), MOST_WORDS);
}

function withoutForm(text: string, form: string): string {
  const pattern = form.replace(/[^A-Za-z0-9]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
  return text.replace(new RegExp(pattern, 'giu'), '***');
}

function withoutBeginning(text: string, form: string): string {
  const end = text.toLowerCase();
  for (let length = form.length - 1; length >= FEWEST_CHARACTERS; length--) {
    if (end.endsWith(form.slice(0, length).toLowerCase())) return `${text.slice(0, -length)}***`;
  }
  return text;
}

/** Half a surrogate pair, which URLs cannot write, is read as they would. */
function inUrl(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
