/** Columns of numbers that grow together; memory is what the numbers take and at most half as much again. */

const FIRST_CAPACITY = 256;

/** What a column starts with where nothing was written. */
const NOTHING = -1;

export class IntegerColumn {
  values = new Int32Array(FIRST_CAPACITY).fill(NOTHING);

  set(index: number, value: number): void {
    if (index >= this.values.length) this.values = grown(this.values, new Int32Array(capacityFor(index)).fill(NOTHING));
    this.values[index] = value;
  }

  get(index: number): number {
    return index < this.values.length ? this.values[index]! : NOTHING;
  }
}

export class FloatColumn {
  values = new Float64Array(FIRST_CAPACITY);

  set(index: number, value: number): void {
    if (index >= this.values.length) this.values = grown(this.values, new Float64Array(capacityFor(index)));
    this.values[index] = value;
  }

  get(index: number): number {
    return this.values[index]!;
  }
}

function capacityFor(index: number): number {
  return Math.max(FIRST_CAPACITY, Math.ceil((index + 1) * 1.5));
}

function grown<Values extends Int32Array | Float64Array>(old: Values, larger: Values): Values {
  larger.set(old);
  return larger;
}
