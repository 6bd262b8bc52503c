const TERM = /(?:([A-Za-z_]+):)?(?:"((?:[^"\\]|\\.)*)"|(\S+))/g;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*::|(?:[^:]*:){7})[\da-f:.]+)(?:\/\d{1,3})?$/i;

/** What one piece of a query is. */
export interface Piece {
  readonly text: string;
  readonly at: number;
  /** Lower case; null: a word. */
  readonly key: string | null;
  readonly value: string;
  /** True for a key with nothing behind its colon, such as `user:`. */
  readonly isBare?: boolean;
}

/** Stands for the key of an address that has none. */
export const ADDRESS_ALONE = '';

/**
 * The pieces of a query in their order.
 *
 * @param isKey whether a word, in lower case, stands for a key
 */
export function piecesOf(text: string, isKey: (name: string) => boolean): Piece[] {
  const terms = [...text.matchAll(TERM)].map(({ 0: whole, 1: key, 2: quoted, 3: plain, index: at }): Piece => {
    if (ADDRESS.test(whole)) return { text: whole, at, key: ADDRESS_ALONE, value: whole };
    const value = quoted?.replace(/\\(.)/g, '$1') ?? plain!;
    return { text: whole, at, key: key?.toLowerCase() ?? null, value };
  });
  // In `from 192.0.2.1 port 22` an address is part of what is looked for.
  return withBareKeys(terms, text, isKey).map((piece, index, pieces) => {
    const isWithin = pieces[index - 1]?.key === null && pieces[index + 1]?.key === null;
    return piece.key === ADDRESS_ALONE && isWithin ? { ...piece, key: null } : piece;
  });
}

/** A key that is followed by a blank, `user: root`, becomes one piece with the word after it. Other words may end in a colon. */
function withBareKeys(pieces: readonly Piece[], text: string, isKey: (name: string) => boolean): Piece[] {
  const whole: Piece[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index]!;
    const key = bareKey(piece, isKey);
    if (key === null) {
      whole.push(piece);
      continue;
    }
    const next = pieces[index + 1];
    const isValue =
      next !== undefined && (next.key ?? ADDRESS_ALONE) === ADDRESS_ALONE && bareKey(next, isKey) === null;
    const end = isValue ? next.at + next.text.length : piece.at + piece.text.length;
    whole.push({ text: text.slice(piece.at, end), at: piece.at, key, value: isValue ? next.text : '', isBare: true });
    if (isValue) index++;
  }
  return whole;
}

/** The key that a piece is without a value; null: it is something else. */
function bareKey({ key, text }: Piece, isKey: (name: string) => boolean): string | null {
  const name = key === null && text.endsWith(':') ? text.slice(0, -1).toLowerCase() : null;
  return name !== null && isKey(name) ? name : null;
}
