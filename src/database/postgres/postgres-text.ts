/**
 * A SELECT of ours, written for SQLite, in PostgreSQL's words. Values are bound and texts in quotes are left alone, so
 * that nothing of what others send is ever translated.
 *
 * - `?` becomes `$1`, `$2`, …
 * - `column LIKE` passes over the case of ASCII letters in SQLite, and of no others; so does `ILIKE` in the collation C.
 * - `+column`, by which SQLite is kept from using an index, is the column: PostgreSQL has statistics to decide by.
 */
export function postgresText(text: string): string {
  let values = 0;
  return text
    .split(/('(?:[^']|'')*')/)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      return part
        .replaceAll('?', () => `$${++values}`)
        .replace(/(\S+) (NOT )?LIKE\b/g, '$1 COLLATE "C" $2ILIKE')
        .replace(/\+(?=[a-z_])/g, '');
    })
    .join('');
}

/** A text as PostgreSQL can hold it. */
export function storableText(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text).toWellFormed();
}
