import { createHash } from 'node:crypto';
import { ownCopy } from '../../common/own-copy.js';

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
      const copy = ownCopy(text);
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
