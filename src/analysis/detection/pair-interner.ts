/** Numbers distinct pairs of small non-negative integers from 0; open addressing in flat arrays, 24 bytes a pair. */
export class PairInterner {
  private slots = new Int32Array(1024).fill(-1);
  private left = new Int32Array(512);
  private right = new Int32Array(512);
  private count = 0;

  get size(): number {
    return this.count;
  }

  idOf(left: number, right: number): number {
    const mask = this.slots.length - 1;
    let slot = hash(left, right) & mask;
    for (let id = this.slots[slot]!; id >= 0; id = this.slots[slot]!) {
      if (this.left[id] === left && this.right[id] === right) return id;
      slot = (slot + 1) & mask;
    }
    if (this.count === this.left.length) {
      this.grow();
      return this.idOf(left, right);
    }
    const id = this.count++;
    this.slots[slot] = id;
    this.left[id] = left;
    this.right[id] = right;
    return id;
  }

  /** Doubles the room; at most half of the slots are ever taken. */
  private grow(): void {
    const { left, right } = this;
    this.left = new Int32Array(left.length * 2);
    this.right = new Int32Array(right.length * 2);
    this.left.set(left);
    this.right.set(right);
    this.slots = new Int32Array(this.left.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      let slot = hash(left[id]!, right[id]!) & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = id;
    }
  }
}

function hash(left: number, right: number): number {
  const mixed = Math.imul(left ^ Math.imul(right, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
