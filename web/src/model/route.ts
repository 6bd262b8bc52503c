/** Where the page is: the part of its address behind `#`. All state that a link should carry is in it. */
export interface Route {
  /** Decoded parts of the path: `['alerts', '0c8e…']`; none on the overview. */
  readonly path: readonly string[];
  readonly params: Readonly<Record<string, string>>;
}

/** Reads `#/alerts/ID?status=open`. What cannot be decoded stays as it is: anybody can write an address. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = splitOnce(hash.replace(/^#/, ''), '?');
  return {
    path: path
      .split('/')
      .filter((part) => part !== '')
      .map(decoded),
    params: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a place; parameters without a value are left out. */
export function routeTo(path: readonly string[], params: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(params).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  const query = new URLSearchParams(given).toString();
  return `#/${path.map(encoded).join('/')}${query === '' ? '' : `?${query}`}`;
}

function encoded(part: string): string {
  // A lone surrogate cannot be encoded, and an attacker may send one.
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd'));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
