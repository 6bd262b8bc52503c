const BYTE_ORDER_MARK = '\ufeff';
const NON_ASCII = /[\u0080-\u00ff]/;

/**
 * The text of a line that was read as latin1 (so that byte offsets equal string offsets). Plain ASCII passes
 * unchanged; anything else is decoded as UTF-8, each invalid byte becoming U+FFFD. A byte order mark in front, as on
 * the first line of some files, is no text. Never throws. UTF-16 is not decoded: its lines are no log lines.
 */
export function decodeLine(latin1: string): string {
  if (!NON_ASCII.test(latin1)) return latin1;
  const text = Buffer.from(latin1, 'latin1').toString('utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
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
