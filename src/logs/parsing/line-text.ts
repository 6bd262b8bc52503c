const NON_ASCII = /[\u0080-\u00ff]/;

/**
 * The text of a line that was read as latin1 (so that byte offsets equal string offsets). Plain ASCII passes
 * unchanged; anything else is decoded as UTF-8, each invalid byte becoming U+FFFD. Never throws.
 */
export function decodeLine(latin1: string): string {
  return NON_ASCII.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
}

/**
 * Characters that steer a terminal or hide in a text: controls, bidirectional marks and overrides, zero-width and other
 * invisible format characters, tags, variation selectors, line and paragraph separators, lone surrogates.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * The text with every control, bidi and invisible character shown as a visible escape (`\u202e`, `\u{e0041}`): for
 * terminals and logs, wherever attackers choose the text.
 */
export function escapeControl(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  });
}
