import { Interner } from './interner.js';
import type { TextNumbers } from './interner.js';
import { IntegerColumn } from './number-columns.js';

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
    let slot = hash(bits) & mask;
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
      let slot = hash(this.values.get(id)) & mask;
      while (this.slots[slot]! !== FREE) slot = (slot + 1) & mask;
      this.slots[slot] = id;
    }
  }
}

function hash(bits: number): number {
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
