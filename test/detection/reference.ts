import type { CorrelationRule, DetectionEvent, DetectionRule } from '../../src/analysis/detection/detection-rule.js';

/** What the reference says of an attack. */
export interface ReferenceAttack {
  rule: string;
  group: string;
  firstSeen: number;
  firedAt: number;
  lastSeen: number;
  events: number;
  attempts: number;
}

interface Item {
  event: DetectionEvent;
  /** The rules that the event met, or the one correlation whose firing it is. */
  met: DetectionRule[];
  group: string;
  attempts: number;
  attack: ReferenceAttack | null;
}

/**
 * Detection as the definition says it, and nothing else: every event is kept for ever, every window is looked at from
 * its beginning, for every pair of events. Slow, and separate from the engine on purpose.
 *
 * @param rules every rule after those that it refers to
 */
export function referenceAttacks(
  rules: readonly DetectionRule[],
  events: readonly DetectionEvent[],
): ReferenceAttack[] {
  const correlations = rules.filter((rule) => rule.kind === 'correlation');
  const items = new Map<CorrelationRule, Item[]>(correlations.map((rule) => [rule, []]));
  const attacks: ReferenceAttack[] = [];

  const arrive = (rule: CorrelationRule, item: Item): void => {
    const all = items.get(rule)!;
    all.push(item);
    all.sort((a, b) => a.event.timestamp - b.event.timestamp || a.event.id - b.event.id);
    const same = all.filter((each) => each.group === item.group);
    /** Of attacks that reach as far, the one that began last goes on. */
    const ownerAt = (time: number): ReferenceAttack | undefined =>
      attacks
        .filter(({ rule: name, group }) => name === rule.name && group === item.group)
        .filter(({ firstSeen, lastSeen }) => time >= firstSeen && time <= lastSeen + rule.windowMs)
        .sort((a, b) => b.firstSeen - a.firstSeen)[0];
    const known = ownerAt(item.event.timestamp);
    if (known !== undefined) {
      join(known, item);
      // A late event may close the gap to events that came after the attack.
      for (const each of same) {
        if (each.attack === null && ownerAt(each.event.timestamp) === known) join(known, each);
      }
      return;
    }
    const free = same.filter((each) => each.attack === null);
    for (const [index, end] of free.entries()) {
      const late = end.event.timestamp - item.event.timestamp;
      if (index < free.indexOf(item) || late > rule.windowMs) continue;
      const inside = free.filter(
        (each, at) => at <= index && each.event.timestamp >= end.event.timestamp - rule.windowMs,
      );
      if (!holds(rule, inside)) continue;
      const firstSeen = inside[0]!.event.timestamp;
      const firedAt = end.event.timestamp;
      const attack = { rule: rule.name, group: item.group, firstSeen, firedAt, lastSeen: 0, events: 0, attempts: 0 };
      attacks.push(attack);
      for (const each of inside) join(attack, each);
      const { attempts } = attack;
      for (const each of free.slice(index + 1)) {
        if (ownerAt(each.event.timestamp) === attack) join(attack, each);
      }
      fired(rule, end, attempts);
      return;
    }
  };

  const fired = (rule: CorrelationRule, end: Item, attempts: number): void => {
    for (const outer of correlations) {
      if (!outer.rules.includes(rule)) continue;
      arrive(outer, { event: end.event, met: [rule], group: groupOf(outer, end.event)!, attempts, attack: null });
    }
  };

  for (const event of events) {
    const met = rules.filter(
      (rule) => rule.kind === 'event' && rule.logTypes.has(event.logType) && rule.matches(event),
    );
    const arrivals = correlations.filter(
      (rule) => rule.rules.some((each) => met.includes(each)) && groupOf(rule, event) !== null,
    );
    for (const rule of arrivals) {
      const group = groupOf(rule, event)!;
      arrive(rule, { event, met, group, attempts: event.attempts + event.carriedAttempts, attack: null });
    }
  }
  return attacks;
}

function join(attack: ReferenceAttack, item: Item): void {
  item.attack = attack;
  attack.events += 1;
  attack.attempts += item.attempts;
  attack.lastSeen = Math.max(attack.lastSeen, item.event.timestamp);
}

function groupOf(rule: CorrelationRule, event: DetectionEvent): string | null {
  const values = rule.groupBy.map(({ fields }) => fields[0]!.read(event));
  return values.includes(null) ? null : JSON.stringify(values);
}

function holds(rule: CorrelationRule, inside: readonly Item[]): boolean {
  return figureOf(rule, inside) >= rule.threshold;
}

function figureOf(rule: CorrelationRule, inside: readonly Item[]): number {
  switch (rule.type) {
    case 'event_count':
      return inside.length;
    case 'value_sum':
      return inside.reduce((sum, { event }) => sum + Number(rule.field!.read(event) ?? 0), 0);
    case 'value_count':
      return new Set(inside.map(({ event }) => rule.field!.read(event)).filter((v) => v !== null)).size;
    case 'temporal': {
      const met = (each: DetectionRule): boolean => inside.some((item) => item.met.includes(each));
      const { rules, choices } = rule;
      if (choices === null) return rules.filter(met).length;
      return choices.some((choice) => choice.every((position) => met(rules[position]!))) ? rule.threshold : 0;
    }
    case 'temporal_ordered': {
      if (rule.choices === null) return longestInOrder(rule.rules, inside);
      const orders = rule.choices.map((choice) => choice.map((position) => rule.rules[position]!));
      return orders.some((each) => longestInOrder(each, inside) === each.length) ? rule.threshold : 0;
    }
    default:
      return rule.type satisfies never;
  }
}

/** How many of the rules, some of them left out, were met one after the other in their order. */
function longestInOrder(rules: readonly DetectionRule[], inside: readonly Item[]): number {
  /** By rule: the most that were met in order up to here, that one last. */
  const lengths = rules.map(() => 0);
  for (const { met } of inside) {
    const before = [...lengths];
    rules.forEach((rule, at) => {
      if (met.includes(rule)) lengths[at] = Math.max(lengths[at]!, 1 + Math.max(0, ...before.slice(0, at)));
    });
  }
  return Math.max(0, ...lengths);
}
