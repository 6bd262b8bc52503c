import type { MessageForm } from './message-form.js';
import type { WrittenSource } from './source.js';

/** What a message says, as written: the fields of its form. Which attempts it adds is decided by its connection. */
export class Reading {
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
  readonly read: (text: string, preauth: boolean) => Reading | null;
}

/** Some forms need nothing but their first words. */
export function passOver(start: string, form: MessageForm): MessageReader {
  const reading = Object.freeze(new Reading(form));
  return { start, read: () => reading };
}
