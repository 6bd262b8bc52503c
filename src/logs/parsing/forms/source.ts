import { isDigit } from '../prefix/scan.js';

/** The client's address and port as written in a message. */
export interface WrittenSource {
  /** Where it begins: with `from ` or with the address. */
  readonly start: number;
  readonly end: number;
  readonly address: string;
  readonly port: number | null;
}

const MAX_ADDRESS_LENGTH = 255;
const MAX_PORT_DIGITS = 5;

/** The number written in `text` from `start` to `end`; null where it is no port. */
function portAt(text: string, start: number, end: number): number | null {
  if (end <= start || end - start > MAX_PORT_DIGITS) return null;
  let port = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) return null;
    port = port * 10 + code - 48;
  }
  return port <= 65_535 ? port : null;
}

/** `<address> port <n>` with its last character before `end`; the address is the word in front of ` port `. */
export function sourceEndingAt(text: string, end: number): WrittenSource | null {
  let portStart = end;
  while (end - portStart < MAX_PORT_DIGITS + 1 && isDigit(text.charCodeAt(portStart - 1))) portStart--;
  const port = portAt(text, portStart, end);
  if (port === null || !text.startsWith(' port ', portStart - 6)) return null;
  return wordEndingAt(text, portStart - 6, end, port);
}

/** The word that ends at `end`, as an address. */
export function wordEndingAt(
  text: string,
  end: number,
  sourceEnd = end,
  port: number | null = null,
): WrittenSource | null {
  const start = text.lastIndexOf(' ', end - 1) + 1;
  if (start >= end || end - start > MAX_ADDRESS_LENGTH) return null;
  return { start, end: sourceEnd, address: text.slice(start, end), port };
}

/** `<address>[ port <n>]` beginning at `start`; the address is the word there, a colon ends it only after the port. */
export function sourceStartingAt(text: string, start: number): WrittenSource | null {
  let end = text.indexOf(' ', start);
  if (end < 0) end = text.length;
  if (end <= start || end - start > MAX_ADDRESS_LENGTH) return null;
  const address = text.slice(start, end);
  if (!text.startsWith(' port ', end)) return { start, end, address, port: null };
  let portEnd = end + 6;
  while (isDigit(text.charCodeAt(portEnd))) portEnd++;
  return { start, end: portEnd, address, port: portAt(text, end + 6, portEnd) };
}

/** The last ` from <address>[ port <n>]`, which must end the text at `end`; `start` is where ` from ` begins. */
export function fromSourceEndingAt(text: string, end: number): WrittenSource | null {
  const source = sourceEndingAt(text, end) ?? wordEndingAt(text, end);
  if (source === null || !text.startsWith(' from ', source.start - 6)) return null;
  return { ...source, start: source.start - 6 };
}

/** As {@link fromSourceEndingAt}, where the port may not be missing. */
export function fromSourceWithPortEndingAt(text: string, end: number): WrittenSource | null {
  const source = sourceEndingAt(text, end);
  if (source === null || !text.startsWith(' from ', source.start - 6)) return null;
  return { ...source, start: source.start - 6 };
}
