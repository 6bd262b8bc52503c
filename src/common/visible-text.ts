/**
 * Characters that steer a terminal or hide in a text: controls, bidirectional marks and overrides, zero-width and other
 * invisible format characters, tags, variation selectors, line and paragraph separators, lone surrogates.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Attacker text for people's eyes: cut to `most` characters, every invisible one shown as an escape (`\u202e`).
 * Escaping for HTML, JSON or a header is the business of whoever writes these.
 */
export function visibleText(text: string, most = 200): string {
  return visibleCharacters(text.length > most ? `${text.slice(0, most)}…` : text);
}

/** A text of any length with every invisible character shown as an escape. */
export function visibleCharacters(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}

/** Lines of text for a terminal: nothing in them steers it, and each stays a line. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleCharacters).join('\n');
}

/** JSON for a terminal as for a program: what is invisible stands there as JSON's own escape, and means the same. */
export function visibleJson(value: unknown): string {
  // JSON escapes most controls by itself, and what is left stands within strings.
  return JSON.stringify(value).replace(INVISIBLE, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** What needs no quotes to be told from the words around it. */
const PLAIN_WORD = /^[\p{L}\p{N}._@+-]{1,100}$/u;

/**
 * Attacker text inside a sentence: visible, and in quotes unless it is a plain word, so that a user name such as
 * `bob: 99 attempts` cannot continue the sentence.
 */
export function quotedText(text: string, most = 200): string {
  const visible = visibleText(text, most);
  return PLAIN_WORD.test(visible) ? visible : `"${visible.replaceAll('"', '\\"')}"`;
}

/**
 * The text in memory of its own. A slice of a line keeps the whole chunk of the file alive that the line was read from;
 * what outlives its line (hosts, addresses of connections, samples) is copied.
 */
export function detachString(text: string): string {
  // Shorter texts are never kept as slices. A joined string is written anew, and only that copy is cut again.
  return text.length < 13 ? text : `${text}.`.slice(0, -1);
}
