/**
 * The text in memory of its own. A slice of a line keeps the whole chunk of the file alive that the line was read from;
 * what outlives its line (hosts, addresses of connections, samples) is copied.
 */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
