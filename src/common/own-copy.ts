/**
 * The text in memory of its own. A slice of a line keeps the whole chunk of the file alive that the line was read from;
 * what outlives its line (hosts, addresses of connections, samples) is copied.
 */
export function ownCopy(text: string): string {
  // Shorter texts are never kept as slices. A joined string is written anew, and only that copy is cut again.
  return text.length < 13 ? text : `${text}.`.slice(0, -1);
}
