/** Longer words are no slip of the finger, and cost nothing. */
const MAX_LENGTH = 60;

/** More words are not compared: a list that long is no choice between a few. */
const MAX_WORDS = 400;

/**
 * The word that a slip of the finger may have meant; null where none is near. What is compared is bounded, whatever is typed.
 *
 * @param words from which to choose; of equally near ones the first
 */
export function closestWord(typed: string, words: readonly string[]): string | null {
  if (typed === '' || typed.length > MAX_LENGTH) return null;
  const name = typed.toLowerCase();
  let nearest: { readonly word: string; readonly distance: number } | null = null;
  for (const word of words.slice(0, MAX_WORDS)) {
    if (Math.abs(word.length - name.length) > farthest(word)) continue;
    const distance = distanceBetween(name, word);
    if (distance <= farthest(word) && distance < (nearest?.distance ?? Infinity)) nearest = { word, distance };
  }
  return nearest?.word ?? null;
}

/** How many slips a word of this length can bear and still be recognised. */
function farthest({ length }: string): number {
  return Math.min(4, Math.max(1, Math.floor(length / 2)));
}

/** How many letters have to be changed, added, taken away or swapped with their neighbour. */
function distanceBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + change);
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwap) row[j] = Math.min(row[j], rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[one.length]![other.length]!;
}
