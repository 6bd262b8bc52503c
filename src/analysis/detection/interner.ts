import { createHash } from 'node:crypto';
import { detachString } from '../../common/visible-text.js';

// Columns of numbers that grow piece by piece: growing copies nothing, and leaves nothing behind for the garbage collector,
// so that memory is what the numbers take.

const PIECE_BITS = 12;
const PIECE = 1 << PIECE_BITS;
const MASK = PIECE - 1;

/** What an integer column holds where nothing was written. */
const NOTHING = -1;

export class IntegerColumn {
  private readonly pieces: Int32Array[] = [];

  get(index: number): number {
    const piece = this.pieces[index >>> PIECE_BITS];
    return piece === undefined ? NOTHING : piece[index & MASK]!;
  }

  set(index: number, value: number): void {
    const number = index >>> PIECE_BITS;
    while (number >= this.pieces.length) this.pieces.push(new Int32Array(PIECE).fill(NOTHING));
    this.pieces[number]![index & MASK] = value;
  }
}

export class FloatColumn {
  private readonly pieces: Float64Array[] = [];

  /** @param index of a number that was written */
  get(index: number): number {
    return this.pieces[index >>> PIECE_BITS]![index & MASK]!;
  }

  set(index: number, value: number): void {
    const number = index >>> PIECE_BITS;
    while (number >= this.pieces.length) this.pieces.push(new Float64Array(PIECE));
    this.pieces[number]![index & MASK] = value;
  }
}

/** Numbers distinct texts from 0, so that columns can hold them as integers. */
export interface TextNumbers {
  /** What the memory of the texts grows with; a short text weighs 1. */
  readonly weight: number;
  idOf(text: string): number;
  textOf(id: number): string;
}

/** A text that is longer than this is kept as its beginning and a hash of all of it. */
const LONGEST_TEXT = 512;
const CHARACTERS_PER_WEIGHT = 64;

/** Numbers texts of any kind. */
export class Interner implements TextNumbers {
  private readonly ids = new Map<string, number>();
  private readonly texts: string[] = [];
  private lastText: string | null = null;
  private lastId = -1;
  private characters = 0;

  get weight(): number {
    return this.texts.length + this.characters / CHARACTERS_PER_WEIGHT;
  }

  /** The number of a text, which is kept in memory of its own. */
  idOf(given: string): number {
    const text = given.length > LONGEST_TEXT ? abbreviated(given) : given;
    if (text === this.lastText) return this.lastId;
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.texts.length;
      const copy = detachString(text);
      this.texts.push(copy);
      this.ids.set(copy, id);
      this.characters += copy.length;
    }
    this.lastText = this.texts[id]!;
    this.lastId = id;
    return id;
  }

  textOf(id: number): string {
    return this.texts[id]!;
  }
}

function abbreviated(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  return `${text.slice(0, LONGEST_TEXT - hash.length - 1)}…${hash}`;
}

/** In the table of slots: nothing there. */
const FREE = -1;

/**
 * Numbers distinct source addresses from 0. IPv4 addresses are kept as the 32 bits that they are: 16 bytes each instead
 * of the hundred that a text in a map takes. Anything else is numbered as text.
 */
export class AddressInterner implements TextNumbers {
  private slots = new Int32Array(1024).fill(FREE);
  /** By number: the bits of an IPv4 address. */
  private readonly values = new IntegerColumn();
  private readonly textIds = new Map<number, number>();
  private readonly texts = new Interner();
  /** By number in `texts`: the number here. */
  private readonly ofText: number[] = [];
  private count = 0;

  /** @param suffix what stands behind every address, such as the prefix length of networks */
  constructor(private readonly suffix = '') {}

  get weight(): number {
    return this.count + this.texts.weight;
  }

  idOf(text: string): number {
    const bits = text.endsWith(this.suffix) ? ipv4Bits(text, text.length - this.suffix.length) : null;
    return bits === null ? this.idOfText(text) : this.idOfBits(bits);
  }

  textOf(id: number): string {
    const text = this.textIds.get(id);
    if (text !== undefined) return this.texts.textOf(text);
    const bits = this.values.get(id);
    return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}${this.suffix}`;
  }

  private idOfText(text: string): number {
    const number = this.texts.idOf(text);
    const known = this.ofText[number];
    if (known !== undefined) return known;
    const id = this.add(0);
    this.textIds.set(id, number);
    this.ofText[number] = id;
    return id;
  }

  private idOfBits(bits: number): number {
    const mask = this.slots.length - 1;
    let slot = hashOfBits(bits) & mask;
    for (let id = this.slots[slot]!; id !== FREE; id = this.slots[slot]!) {
      if (this.values.get(id) === bits) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.add(bits);
    if (this.slots.length >= 2 * this.count && this.slots.length - 1 === mask) this.slots[slot] = id;
    else this.rebuild();
    return id;
  }

  private add(bits: number): number {
    this.values.set(this.count, bits);
    return this.count++;
  }

  /** Doubles the slots; at most half of them are ever taken. */
  private rebuild(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(FREE);
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      if (this.textIds.has(id)) continue;
      let slot = hashOfBits(this.values.get(id)) & mask;
      while (this.slots[slot]! !== FREE) slot = (slot + 1) & mask;
      this.slots[slot] = id;
    }
  }
}

function hashOfBits(bits: number): number {
  const mixed = Math.imul(bits, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** The bits of a canonical IPv4 address, as a signed integer; null for any other text. */
function ipv4Bits(text: string, length: number): number | null {
  if (length < 7 || length > 15) return null;
  let bits = 0;
  let octet = -1;
  let dots = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (octet < 0 || ++dots > 3) return null;
      bits = (bits << 8) | octet;
      octet = -1;
    } else if (code >= 48 && code <= 57 && octet !== 0) {
      octet = (octet < 0 ? 0 : octet * 10) + code - 48;
      if (octet > 255) return null;
    } else {
      return null;
    }
  }
  return dots === 3 && octet >= 0 ? (bits << 8) | octet : null;
}

/** Numbers distinct pairs of small non-negative integers from 0; open addressing in flat arrays, some 20 bytes a pair. */
export class PairInterner {
  private slots = new Int32Array(1024).fill(-1);
  private readonly left = new IntegerColumn();
  private readonly right = new IntegerColumn();
  private count = 0;

  /** The pair that has a number. */
  pairOf(id: number): readonly [left: number, right: number] {
    return [this.left.get(id), this.right.get(id)];
  }

  idOf(left: number, right: number): number {
    const mask = this.slots.length - 1;
    let slot = hashOfPair(left, right) & mask;
    for (let id = this.slots[slot]!; id >= 0; id = this.slots[slot]!) {
      if (this.left.get(id) === left && this.right.get(id) === right) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.count++;
    this.left.set(id, left);
    this.right.set(id, right);
    if (this.slots.length >= 2 * this.count) this.slots[slot] = id;
    else this.grow();
    return id;
  }

  /** Doubles the room; at most half of the slots are ever taken. */
  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      let slot = hashOfPair(this.left.get(id), this.right.get(id)) & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = id;
    }
  }
}

function hashOfPair(left: number, right: number): number {
  const mixed = Math.imul(left ^ Math.imul(right, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
