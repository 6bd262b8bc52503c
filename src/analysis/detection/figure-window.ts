import type { PlannedRule } from './plan.js';

/** What a window looks at of an event, or of a firing that counts as one. Moments are UTC milliseconds. */
export interface WindowEvent {
  readonly at: number;
  readonly entryId: number;
  /** Which rules of the correlation it meets, by position. */
  readonly positions: readonly number[];
  /** What it adds to a count of events (1) or to a sum. */
  readonly amount: number;
  /** What `value_count` tells apart; null: nothing that counts. */
  readonly value: string | null;
}

/** How much there was in a window that ends with an event. */
export interface WindowFigure {
  /** In the terms of the rule: log entries, attempts, different values, rules met. The threshold is what it has to reach. */
  readonly seen: number;
  /** The last event of the window. */
  readonly at: number;
  /** The first event of the window. */
  readonly since: number;
  readonly entryId: number;
}

/**
 * What every window of a rule over the events of one group holds, by the rule's own terms: the figure reaches the threshold
 * exactly where the rule is met. Linear in the events, whoever writes them.
 *
 * @param events in any order; both ends of a window count
 * @param visit is given each window, in the order of their ends
 */
export function eachWindow(
  { rule }: PlannedRule,
  events: readonly WindowEvent[],
  visit: (figure: WindowFigure) => void,
): void {
  const ordered = events.toSorted((a, b) => a.at - b.at || a.entryId - b.entryId);
  if (rule.type === 'temporal_ordered') return eachSequence(rule, ordered, visit);
  const content = contentOf(rule);
  let first = 0;
  for (const event of ordered) {
    content.add(event, 1);
    for (; ordered[first]!.at < event.at - rule.windowMs; first++) content.add(ordered[first]!, -1);
    visit({ seen: content.figure(), at: event.at, since: ordered[first]!.at, entryId: event.entryId });
  }
}

/** The window that holds most; the first of several. Null where there are no events. */
export function fullestWindow(planned: PlannedRule, events: readonly WindowEvent[]): WindowFigure | null {
  let fullest: WindowFigure | null = null;
  eachWindow(planned, events, (figure) => {
    if (fullest === null || figure.seen > (fullest as WindowFigure).seen) fullest = figure;
  });
  return fullest;
}

/** What is in a window. */
interface Content {
  /** @param sign 1: it comes in, -1: it falls out */
  add(event: WindowEvent, sign: 1 | -1): void;
  figure(): number;
}

type Rule = PlannedRule['rule'];

function contentOf(rule: Rule): Content {
  switch (rule.type) {
    case 'event_count':
    case 'value_sum':
      return sum();
    case 'value_count':
      return distinct(
        ({ value }) => (value === null ? [] : [value]),
        (met) => met.size,
      );
    case 'temporal':
    case 'temporal_ordered':
      return distinct<number>(
        ({ positions }) => positions,
        (met) => rulesMet(rule, (position) => met.has(position), met.size),
      );
    default:
      return rule.type satisfies never;
  }
}

function sum(): Content {
  let total = 0;
  return {
    add: ({ amount }, sign) => {
      total += sign * amount;
    },
    figure: () => total,
  };
}

function distinct<Value>(
  valuesOf: (event: WindowEvent) => readonly Value[],
  figure: (met: ReadonlyMap<Value, number>) => number,
): Content {
  const counts = new Map<Value, number>();
  return {
    add: (event, sign) => {
      for (const value of valuesOf(event)) {
        const count = (counts.get(value) ?? 0) + sign;
        if (count === 0) counts.delete(value);
        else counts.set(value, count);
      }
    },
    figure: () => figure(counts),
  };
}

/** How many of the rules that are asked for were met: of the sets of which one must be met, that which lacks least. */
function rulesMet({ choices, threshold }: Rule, isMet: (position: number) => boolean, met: number): number {
  if (choices === null) return met;
  const missing = choices.map((choice) => choice.filter((position) => !isMet(position)).length);
  return Math.max(0, threshold - Math.min(...missing));
}

/** A chain of rules met in order: as many as its place says, the latest start first reached. */
interface Chain {
  readonly since: number;
}

/**
 * For rules that are met in their order: how long the longest chain is that ends with an event and fits into the window. Of
 * chains that are equally long, the one that began last reaches furthest.
 */
function eachSequence(rule: Rule, events: readonly WindowEvent[], visit: (figure: WindowFigure) => void): void {
  const { windowMs, threshold, choices, rules } = rule;
  const everyRule = rules.map((_, position) => position);
  const sequences = choices ?? (threshold === rules.length ? [everyRule] : null);
  const chains = sequences === null ? [new AnyChain(rules.length)] : sequences.map((each) => new FixedChain(each));
  for (const event of events) {
    const reached = chains.map((chain) => {
      const { length, since } = chain.take(event, windowMs);
      const missing = sequences === null ? threshold - length : chain.wanted - length;
      return { seen: Math.max(0, threshold - Math.max(0, missing)), since };
    });
    const best = reached.reduce((one, other) => (other.seen > one.seen ? other : one));
    visit({ ...best, at: event.at, entryId: event.entryId });
  }
}

interface Reached {
  readonly length: number;
  readonly since: number;
}

/** The rules of one sequence, in its order. */
class FixedChain {
  /** By how many rules were met, less one: when the chain began. */
  private readonly starts: (Chain | undefined)[] = [];

  constructor(private readonly sequence: readonly number[]) {}

  get wanted(): number {
    return this.sequence.length;
  }

  take({ at, positions }: WindowEvent, windowMs: number): Reached {
    let longest: Reached = { length: 0, since: at };
    // From the end, so that one event is not taken for two rules.
    for (let place = this.sequence.length - 1; place >= 0; place--) {
      if (!positions.includes(this.sequence[place]!)) continue;
      const before = place === 0 ? { since: at } : this.starts[place - 1];
      if (before === undefined || before.since < at - windowMs) continue;
      this.starts[place] = { since: Math.max(before.since, this.starts[place]?.since ?? before.since) };
      if (place + 1 > longest.length) longest = { length: place + 1, since: before.since };
    }
    return longest;
  }
}

/** Any of the rules, as long as they come in their order. */
class AnyChain {
  /** By length less one, by the last rule: when the chain began. */
  private readonly starts: number[][];

  constructor(readonly wanted: number) {
    this.starts = Array.from({ length: wanted }, () => Array.from({ length: wanted }, () => Number.NEGATIVE_INFINITY));
  }

  take({ at, positions }: WindowEvent, windowMs: number): Reached {
    let longest: Reached = { length: 0, since: at };
    const found: (readonly [place: number, last: number, since: number])[] = [];
    for (const position of positions) {
      for (let place = 0; place <= position; place++) {
        const since = place === 0 ? at : Math.max(...this.starts[place - 1]!.slice(0, position));
        if (since < at - windowMs) continue;
        found.push([place, position, since]);
        if (place + 1 > longest.length) longest = { length: place + 1, since };
      }
    }
    for (const [place, last, since] of found) {
      const starts = this.starts[place]!;
      starts[last] = Math.max(starts[last]!, since);
    }
    return longest;
  }
}
