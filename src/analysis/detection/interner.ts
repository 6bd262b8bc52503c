import { ownCopy } from '../../common/own-copy.js';

/** Numbers distinct texts from 0, so that columns can hold them as integers. */
export interface TextNumbers {
  readonly size: number;
  idOf(text: string): number;
  textOf(id: number): string;
}

/** Numbers texts of any kind. */
export class Interner implements TextNumbers {
  private readonly ids = new Map<string, number>();
  private readonly texts: string[] = [];
  private lastText: string | null = null;
  private lastId = -1;

  get size(): number {
    return this.texts.length;
  }

  /** The number of a text, which is kept in memory of its own. */
  idOf(text: string): number {
    if (text === this.lastText) return this.lastId;
    let id = this.ids.get(text);
    if (id === undefined) {
      id = this.texts.length;
      const copy = ownCopy(text);
      this.texts.push(copy);
      this.ids.set(copy, id);
    }
    this.lastText = this.texts[id]!;
    this.lastId = id;
    return id;
  }

  textOf(id: number): string {
    return this.texts[id]!;
  }
}
