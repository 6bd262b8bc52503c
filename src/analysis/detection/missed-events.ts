import type { Attack } from './attack.js';
import type { DetectionRule } from './detection-rule.js';
import type { PlannedRule } from './plan.js';

/** Stands for all rules, where an event could be put to none. */
export const EVERY_RULE = '*';

/** Entries that a rule is told of at most: what is beyond is counted. */
const MAX_ENTRIES = 1_000;
const MAX_REASON = 500;

/** Events that could not be put to a rule. */
export interface RuleFailure {
  /** Name of the rule, or {@link EVERY_RULE}. */
  readonly rule: string;
  /** Ids of the entries, the first ones of many. */
  readonly entries: readonly number[];
  /** How many there were beyond them. */
  readonly more: number;
  readonly reason: string;
}

/** By name of a rule: ids of stored entries that are put to it now, since it failed on them before. */
export type MissedEvents = ReadonlyMap<string, ReadonlySet<number>>;

/** Collects failures of rules: a rule that fails on an event has not met it, and goes on. */
export class RuleFailures {
  private readonly byRule = new Map<string, { entries: number[]; more: number; reason: string }>();

  add(rule: string, entryId: number, error: unknown): void {
    const known = this.byRule.get(rule);
    if (known === undefined) {
      const reason = (error instanceof Error ? error.message : String(error)).slice(0, MAX_REASON);
      this.byRule.set(rule, { entries: [entryId], more: 0, reason });
    } else if (known.entries.length < MAX_ENTRIES) known.entries.push(entryId);
    else known.more += 1;
  }

  get isEmpty(): boolean {
    return this.byRule.size === 0;
  }

  take(): RuleFailure[] {
    const taken = [...this.byRule].map(([rule, failure]) => ({ rule, ...failure }));
    this.byRule.clear();
    return taken;
  }
}

/** Which rules judge a stored event that is put back in mind; others have judged it before the process started. */
export class Judgement {
  /** By name: with what was missed by the rules that it refers to. */
  private readonly missed: MissedEvents;
  private readonly areAllKnown: boolean;
  private readonly since: ReadonlyMap<string, number>;

  /** @param known names of rules that have judged the stored events */
  constructor(
    rules: readonly DetectionRule[],
    private readonly known: ReadonlySet<string>,
    missed: MissedEvents,
  ) {
    const all = new Map<string, ReadonlySet<number>>();
    for (const rule of rules) {
      const ids = namesUnder(rule).flatMap((name) => [...(missed.get(name) ?? [])]);
      ids.push(...(missed.get(EVERY_RULE) ?? []));
      if (ids.length > 0) all.set(rule.name, new Set(ids));
    }
    this.missed = all;
    this.areAllKnown = rules.every((rule) => known.has(rule.name) || (rule.kind === 'event' && !rule.raisesAlerts));
    this.since = new Map([...all].map(([name, ids]) => [name, Math.min(...ids)]));
  }

  /** @param attack that the event would continue; null: it may begin one */
  readonly isEnabled = ({ rule }: PlannedRule, entryId: number, attack: Attack | null): boolean => {
    if (!this.known.has(rule.name)) return true;
    const missed = this.missed.get(rule.name);
    if (missed === undefined) return false;
    // With what was missed, events behind it may begin an attack, and continue that.
    return attack?.isRestored === true ? missed.has(entryId) : entryId >= this.since.get(rule.name)!;
  };

  /** True where all rules have judged everything that is stored. */
  get isOver(): boolean {
    return this.areAllKnown && this.missed.size === 0;
  }

  /** Whether a rule is expected to fail on an event, where it does: others have to be left as they were judged. */
  retries(rule: string, entryId: number): boolean {
    return this.missed.get(rule)?.has(entryId) ?? false;
  }
}

function namesUnder(rule: DetectionRule): string[] {
  return rule.kind === 'event' ? [rule.name] : [rule.name, ...rule.rules.flatMap(namesUnder)];
}
