import { isIP } from 'node:net';

/** Shorter parts of a URL are no secrets; taking them out would only garble what is said. */
const FEWEST_CHARACTERS = 3;

/** Where a channel posts to. */
export interface HttpTarget {
  readonly url: URL;
  /** Host and, unless it is the usual one, port: all of the URL that is no secret. */
  readonly host: string;
  readonly allowPrivate: boolean;
  /** Everything that no reason may repeat: parts of the URL, and what the channel adds. */
  readonly secrets: readonly string[];
}

/** @param secrets what no reason may repeat besides the URL, such as a token */
export function httpTarget(href: string, allowPrivate: boolean, secrets: readonly string[]): HttpTarget {
  const url = new URL(href);
  return { url, host: url.host, allowPrivate, secrets: [...secretParts(url), ...secrets] };
}

/** The IP address that the URL names in place of a host name; null: it names none. */
export function literalAddress({ url }: HttpTarget): string | null {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(name) === 0 ? null : name;
}

/** All of a URL but its host, whole and in pieces, as it is written and as it is meant. */
function secretParts(url: URL): string[] {
  const { username, password, pathname, search } = url;
  const pieces = [...pathname.split('/'), ...search.slice(1).split(/[&=]/), username, password];
  const whole = pathname === '/' ? [] : [`${pathname}${search}`, pathname];
  const basic = password === '' ? [] : [Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')];
  return [...whole, ...pieces, ...pieces.map(decoded), ...basic].filter((part) => part.length >= FEWEST_CHARACTERS);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
