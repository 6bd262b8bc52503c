import { isDigit } from '../../parsing/prefix/scan.js';
import { fromSourceEndingAt, fromSourceWithPortEndingAt } from '../../parsing/parsed-message.js';
import type { WrittenSource } from '../../parsing/parsed-message.js';

/** The source of a login line could be in two places, and an attacker wrote one of them. */
export const UNDECIDABLE = 'undecidable';

/**
 * sshd hands at most 500 bytes to syslog. A longer line is cut, and then an attacker may have chosen where it ends:
 * what precedes the text (`error: `) may be missing here, so somewhat less is taken as cut already.
 */
const MAY_BE_CUT_LENGTH = 460;

/** sshd's own buffer has 1024 bytes. */
export const LONGEST_SEARCHED = 8_192;

const KEY_AT_END =
  / ssh2: [A-Za-z0-9@._-]{1,64} (?:SHA256:[A-Za-z0-9+/=]{1,64}|(?:MD5:)?(?:[0-9a-f]{2}:){15}[0-9a-f]{2})$/;
const LONGEST_KEY = 150;

/** Only these methods write something behind `ssh2`. */
export function writesKeyDetails(method: string): boolean {
  return method.startsWith('publickey') || method.startsWith('hostbased') || method.startsWith('gssapi');
}

/**
 * Finds ` from <address> port <n> ssh2` in a line of `auth.c auth_log()`, whose user name stands before it and is the
 * client's choice, for a method that writes nothing behind it: the line's end decides.
 * `Failed password for x from 192.0.2.1 port 1 ssh2 from 198.51.100.9 port 22 ssh2`
 */
export function findSourceAtEnd(text: string): WrittenSource | null {
  const end = endBeforeProtocol(text);
  if (end < text.length) return fromSourceEndingAt(text, end);
  // Only old or patched sshds write no protocol at the end, the latter with a tail behind `ssh1: `.
  const first = text.length > LONGEST_SEARCHED ? undefined : findSources(text)[0];
  return first ?? fromSourceEndingAt(text, end);
}

/**
 * Finds it for publickey, hostbased and gssapi. Behind `ssh2: ` stand a key, or a certificate's id, or what a hostbased client calls itself: the last two are the
 * client's choice as well. Where more than one place could be the real one, none is taken.
 */
export function findSourceBeforeKey(text: string): WrittenSource | typeof UNDECIDABLE | null {
  // No sshd writes such a line, and searching it would take as long as its author likes.
  if (text.length > LONGEST_SEARCHED) return UNDECIDABLE;
  const sources = findSources(text);
  if (sources.length > 1 && text.length < MAY_BE_CUT_LENGTH) {
    const end = endBeforeKey(text);
    if (end !== null) return fromSourceWithPortEndingAt(text, end);
  }
  if (sources.length > 1) return UNDECIDABLE;
  return sources[0] ?? fromSourceEndingAt(text, endBeforeProtocol(text));
}

/** True where nothing stands behind the source but a key. */
export function endsWithKey(text: string): boolean {
  return endBeforeKey(text) !== null;
}

/** Where the port ends if the line ends with ` ssh2` or with ` ssh2: <type> <fingerprint>`; null for other ends. */
function endBeforeKey(text: string): number | null {
  const end = endBeforeProtocol(text);
  if (end < text.length) return end;
  const from = Math.max(0, text.length - LONGEST_KEY);
  const key = KEY_AT_END.exec(text.slice(from));
  return key === null ? null : from + key.index;
}

/** The end of the text without ` ssh2` or ` ssh1`, before which some sshds write two blanks. */
function endBeforeProtocol(text: string): number {
  if (!text.endsWith(' ssh2') && !text.endsWith(' ssh1')) return text.length;
  let end = text.length - 5;
  while (text.charCodeAt(end - 1) === 32) end--;
  return end;
}

/** Every ` from <address> port <n> ssh2` of the text that ends it or is followed by a colon; at most two are needed. */
function findSources(text: string): WrittenSource[] {
  const found: WrittenSource[] = [];
  for (let at = text.indexOf(' port '); at >= 0 && found.length < 2; at = text.indexOf(' port ', at + 6)) {
    let portEnd = at + 6;
    while (isDigit(text.charCodeAt(portEnd))) portEnd++;
    if (!isProtocolAt(text, portEnd)) continue;
    const source = fromSourceWithPortEndingAt(text, portEnd);
    if (source !== null) found.push(source);
  }
  return found;
}

function isProtocolAt(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start) === 32) start++;
  if (!text.startsWith('ssh2', start) && !text.startsWith('ssh1', start)) return false;
  return start + 4 === text.length || text.charCodeAt(start + 4) === 58;
}
