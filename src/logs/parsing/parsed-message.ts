import type { MessageForm } from './message-form.js';
import type { EventAction, EventDetails } from './parsed-line.js';
import { BLANK, isDigit } from './prefix/scan.js';

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
const FROM = ' from ';

/** The port written in `text` from `start` to `end`; null where it is no port. */
export function portAt(text: string, start: number, end: number): number | null {
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
  return endingAt(text, end, '');
}

/** The last ` from <address>[ port <n>]`, which must end the text at `end`; `start` is where ` from ` begins. */
export function fromSourceEndingAt(text: string, end: number): WrittenSource | null {
  return endingAt(text, end, FROM) ?? wordAfter(text, end, end, null, FROM);
}

/** As {@link fromSourceEndingAt}, where the port may not be missing. */
export function fromSourceWithPortEndingAt(text: string, end: number): WrittenSource | null {
  return endingAt(text, end, FROM);
}

/** The word that ends at `end`, as an address. */
export function wordEndingAt(text: string, end: number): WrittenSource | null {
  return wordAfter(text, end, end, null, '');
}

function endingAt(text: string, end: number, lead: string): WrittenSource | null {
  let portStart = end;
  let port = 0;
  let unit = 1;
  for (; end - portStart <= MAX_PORT_DIGITS; portStart--, unit *= 10) {
    const digit = text.charCodeAt(portStart - 1) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    port += digit * unit;
  }
  if (portStart === end || port > 65_535 || !text.startsWith(' port ', portStart - 6)) return null;
  return wordAfter(text, portStart - 6, end, port, lead);
}

/** The word that ends at `wordEnd`, with `lead` in front of it. */
function wordAfter(
  text: string,
  wordEnd: number,
  end: number,
  port: number | null,
  lead: string,
): WrittenSource | null {
  const limit = wordEnd - MAX_ADDRESS_LENGTH;
  let start = wordEnd;
  while (start > limit && start > 0 && text.charCodeAt(start - 1) !== BLANK) start--;
  if (start === wordEnd || start === limit || !text.startsWith(lead, start - lead.length)) return null;
  return { start: start - lead.length, end, address: text.slice(start, wordEnd), port };
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

/** {@link EventDetails} as a message has them: for how long, not until when. */
export interface MessageDetails extends Omit<EventDetails, 'until'> {
  readonly seconds?: number;
}

/** What a message says, as written: the fields of its form. Which attempts it adds is decided by its connection. */
export class ParsedMessage {
  /** The text that stands where sshd writes the client's address; null where the form has none. */
  address: string | null = null;
  port: number | null = null;
  username: string | null = null;
  validUser: boolean | null = null;
  method: string | null = null;
  keyType: string | null = null;
  keyFingerprint: string | null = null;
  certificateId: string | null = null;
  /** The PAM module that reports: two modules report one attempt twice. */
  pamModule: string | null = null;
  /** What somebody does; null for lines about logins. */
  action: EventAction | null = null;
  /** What the message tells besides; see {@link EventDetails}. */
  details: MessageDetails | null = null;
  occurrences = 1;
  /** Where text of the client's choice begins that stands in front of the address; -1 where none does. */
  clientTextAt = -1;
  /** Where the address ends, or the text behind which it can only be sshd's. */
  provenAt = 0;
  /** The address and the port that the message gives, where a cut in the client's text may have made them. */
  claim: { readonly address: string; readonly port: number | null } | null = null;
  /** How many bytes sshd lets that text have. */
  clientBytes = 0;

  constructor(readonly form: MessageForm) {}

  from(source: WrittenSource | null): this {
    if (source === null) return this;
    this.address = source.address;
    this.port = source.port;
    return this;
  }

  /**
   * The address stands behind text that the client chose: where the message may have been cut, that text may hold it.
   *
   * @param bytes how many bytes sshd lets the text have
   * @param end what lies further behind `start` than that, up to here, is not the client's
   */
  behindClientText(start: number, bytes: number, end: number): this {
    this.clientTextAt = start;
    this.clientBytes = bytes;
    this.provenAt = end;
    return this;
  }

  does(action: EventAction, details: MessageDetails | null = null): this {
    this.action = action;
    if (details !== null) this.details = details;
    return this;
  }

  user(username: string | null, valid: boolean | null): this {
    this.username = username;
    this.validUser = valid;
    return this;
  }
}

/**
 * Reads a message that begins with the reader's `start`, which may be empty; null where it is of another form. `preauth` tells whether
 * sshd marked it `[preauth]`; the mark, and `error: ` or `fatal: ` in front, are not in `text`.
 */
export interface MessageReader {
  readonly start: string;
  readonly read: (text: string, preauth: boolean) => ParsedMessage | null;
}

/** Some forms need nothing but their first words. */
export function passOver(start: string, form: MessageForm): MessageReader {
  const reading = Object.freeze(new ParsedMessage(form));
  return { start, read: () => reading };
}
