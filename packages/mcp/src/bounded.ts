/** Something that was left out so that an answer stays short. */
export interface Cut {
  /** Where it stands, such as `alerts` or `alerts[0].evidence`; empty: the answer itself. */
  readonly member: string;
  /** How many items, or characters of a text, are shown. */
  readonly shown: number;
  readonly of: number;
}

/** An answer that is short enough, and what was left out of it. */
export interface Bounded {
  readonly value: unknown;
  readonly cuts: readonly Cut[];
}

/** Where a list or a text stands: the object or array that holds it, and under which name. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/**
 * The value with the longest lists cut until its JSON fits, and where no list is left the longest texts. Lists keep
 * their beginning. Takes time in proportion to the size, a few dozen times at most.
 */
export function bounded(value: unknown, maxBytes: number): Bounded {
  const root: Record<string, unknown> = { '': structuredClone(value) };
  const wholes = new Map<string, number>();
  const shown = new Map<string, number>();
  while (bytesOf(root['']) > maxBytes) {
    const found = largest(root, Array.isArray, 1) ?? largest(root, isString, SHORTEST);
    if (found === null) return { value: null, cuts: [{ member: '', shown: 0, of: 1 }] };
    const whole = found.holder[found.name] as unknown[] | string;
    const kept = Math.max(Array.isArray(whole) ? 1 : SHORTEST, whole.length >> 1);
    found.holder[found.name] = whole.slice(0, kept);
    if (!wholes.has(found.path)) wholes.set(found.path, whole.length);
    shown.set(found.path, kept);
  }
  return {
    value: root[''],
    cuts: [...wholes].map(([member, of]) => ({ member, shown: shown.get(member)!, of })),
  };
}

/** Texts are not cut below this. */
const SHORTEST = 50;

const isString = (value: unknown): value is string => typeof value === 'string';

/** The largest list or text with more than so many items or characters; null: there is none. */
function largest(
  holder: Record<string, unknown>,
  is: (value: unknown) => value is { length: number },
  fewest: number,
  path = '',
): Place | null {
  let best: Place | null = null;
  for (const [name, value] of Object.entries(holder)) {
    const here = pathOf(holder, path, name);
    if (is(value) && value.length > fewest) {
      const bytes = bytesOf(value);
      if (best === null || bytes > best.bytes) best = { holder, name, path: here, bytes };
    } else if (typeof value === 'object' && value !== null) {
      const within = largest(value as Record<string, unknown>, is, fewest, here);
      if (within !== null && (best === null || within.bytes > best.bytes)) best = within;
    }
  }
  return best;
}

function pathOf(holder: unknown, path: string, name: string): string {
  if (Array.isArray(holder)) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}
