/** Hands out items in an order that `precedes` decides: adding and taking cost the logarithm of their number. */
export class PriorityQueue<Item> {
  /** A binary heap: no item precedes the one at half its place. */
  private readonly items: Item[] = [];

  /** @param precedes whether one item goes before another; must be a strict order */
  constructor(private readonly precedes: (one: Item, other: Item) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  /** The item that goes first; undefined where there is none. */
  get first(): Item | undefined {
    return this.items[0];
  }

  add(item: Item): void {
    const { items, precedes } = this;
    let place = items.length;
    items.push(item);
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!precedes(item, items[above]!)) break;
      items[place] = items[above]!;
      place = above;
    }
    items[place] = item;
  }

  /** Takes out the item that goes first. */
  takeFirst(): Item | undefined {
    const [first] = this.items;
    const last = this.items.pop();
    if (last !== undefined && this.items.length > 0) this.sink(last);
    return first;
  }

  /** To be called when the first item has changed so that others may go before it. */
  firstChanged(): void {
    const [first] = this.items;
    if (first !== undefined) this.sink(first);
  }

  /** Puts an item in the first place, and moves it to where it belongs. */
  private sink(item: Item): void {
    const { items, precedes } = this;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= items.length) break;
      if (below + 1 < items.length && precedes(items[below + 1]!, items[below]!)) below += 1;
      if (!precedes(items[below]!, item)) break;
      items[place] = items[below]!;
      place = below;
    }
    items[place] = item;
  }
}
