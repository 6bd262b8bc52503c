import { PREAMBLE_NAME_BYTES, SHORTEST_CUT, mayBeCut, sentBytes } from './altered-lines.js';
import { matchesAt } from './prefix/scan.js';
import type { MessageReader, ParsedMessage } from './parsed-message.js';

const LETTERS = 128;
/** Room for an ordinary name, the longest address and the longest reason. */
const LONGEST_TRUSTED_END = 160;

/** What a program may put around its messages. */
export interface MessageMarks {
  /** Such as `error: `. */
  readonly levels: readonly string[];
  /** Such as ` [preauth]`. */
  readonly suffix: string;
}

const NO_MARKS: MessageMarks = { levels: [], suffix: '' };

/** Reads the messages of one program. */
export class MessageTable {
  private readonly byLetter: readonly (readonly MessageReader[])[];
  private readonly forAnyLetter: readonly MessageReader[];
  private readonly firstOfLevels: readonly number[];
  private readonly lastOfSuffix: number;

  /** @param readers among those with the same first letter, the most frequent first */
  constructor(
    readers: readonly MessageReader[],
    private readonly marks: MessageMarks = NO_MARKS,
  ) {
    this.byLetter = Array.from({ length: LETTERS }, (_, code) =>
      readers.filter(({ start }) => start === '' || start.charCodeAt(0) === code),
    );
    this.forAnyLetter = readers.filter(({ start }) => start === '');
    this.firstOfLevels = marks.levels.map((level) => level.charCodeAt(0));
    this.lastOfSuffix = marks.suffix === '' ? -1 : marks.suffix.charCodeAt(marks.suffix.length - 1);
  }

  /**
   * Reads one message; null where no form matches. The time it takes grows with the length of the message only.
   *
   * @param headerBytes the most that can have stood in front of it when it was cut, if it was
   */
  read(message: string, headerBytes: number): ParsedMessage | null {
    const { suffix } = this.marks;
    const isMarked = message.charCodeAt(message.length - 1) === this.lastOfSuffix && message.endsWith(suffix);
    const start = this.levelLength(message);
    const isWhole = start === 0 && !isMarked;
    const text = isWhole ? message : message.slice(start, isMarked ? message.length - suffix.length : message.length);
    const reading = this.readBare(text, isMarked);
    if (reading !== null && reading.address !== null && message.length >= SHORTEST_CUT) {
      dropUnproven(reading, message, text, headerBytes);
    }
    return reading;
  }

  private readBare(text: string, isMarked: boolean): ParsedMessage | null {
    for (const reader of this.byLetter[text.charCodeAt(0)] ?? this.forAnyLetter) {
      if (!matchesAt(text, reader.start, 0)) continue;
      const reading = reader.read(text, isMarked);
      if (reading !== null) return reading;
    }
    return null;
  }

  private levelLength(message: string): number {
    if (!this.firstOfLevels.includes(message.charCodeAt(0))) return 0;
    return this.marks.levels.find((level) => message.startsWith(level))?.length ?? 0;
  }
}

/** Takes back an address, or a port, that a cut in the client's text may have made. */
function dropUnproven(reading: ParsedMessage, message: string, text: string, headerBytes: number): void {
  const isCut = mayBeCut(message, headerBytes);
  const { clientTextAt, clientBytes, provenAt } = reading;
  // Of a number or an address that was cut, what is left is another one.
  if (isCut && reading.port !== null && text.endsWith(` ${reading.port}`)) reading.port = null;
  const isCutAddress = isCut && text.endsWith(reading.address!);
  if (
    isCutAddress ||
    (clientTextAt >= 0 && sentBytes(text, clientTextAt, provenAt) <= clientBytes && mayHoldAddress())
  ) {
    if (!isCutAddress) reading.claim = { address: reading.address!, port: reading.port };
    reading.address = null;
    reading.port = null;
  }

  /** The ends of connections repeat an address that shorter lines of the connection prove: no length is trusted. */
  function mayHoldAddress(): boolean {
    return isCut || (clientBytes >= PREAMBLE_NAME_BYTES && message.length >= LONGEST_TRUSTED_END);
  }
}
