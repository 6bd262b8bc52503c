import { visibleCharacters } from '../../../src/common/visible-text.js';

/** A stretch of attacker text: to be shown as it is, or the escape of a character that would hide or steer. */
export interface TextPiece {
  readonly text: string;
  readonly isEscape: boolean;
}

/** Takes attacker text apart into what may be shown and escapes such as `\u202e`. */
export function textPieces(text: string): TextPiece[] {
  const pieces: { text: string; isEscape: boolean }[] = [];
  for (const character of text) {
    const visible = visibleCharacters(character);
    const isEscape = visible !== character;
    const last = pieces.at(-1);
    if (last !== undefined && last.isEscape === isEscape) last.text += visible;
    else pieces.push({ text: visible, isEscape });
  }
  return pieces;
}
