import { LogParser } from '../../logs/parsing/log-parser.js';
import { logEntryOfEvent } from '../../logs/entries/entry-of-event.js';
import { PROGRAMS } from '../../logs/programs/registry.js';
import type { DetectionEvent, DetectionRule, EventRule } from '../detection/detection-rule.js';

/** So many rules may raise alerts about one event: each alert takes memory for as long as its window is open. */
export const MAX_RULES_OF_EVENT = 50;

/** A rule with which an event has more rules than it may have. */
export interface OneRuleTooMany {
  readonly rule: DetectionRule;
  /** How many rules raise alerts about the event. */
  readonly count: number;
  /** The event, as a line of the log. */
  readonly example: string;
}

/**
 * Tries the rules on a line of every form that is known: whoever writes the log decides how many such lines there are, and each
 * costs what every rule that selects it costs.
 *
 * @returns null where no line has too many rules
 */
export function oneRuleTooMany(rules: readonly DetectionRule[]): OneRuleTooMany | null {
  const raising = rules.filter(({ raisesAlerts }) => raisesAlerts);
  if (raising.length <= MAX_RULES_OF_EVENT) return null;
  const selections = new Map(raising.map((rule) => [rule, selectionsOf(rule)]));
  for (const event of exampleEvents()) {
    const selected = new Map<EventRule, boolean>();
    const isAbout = (rule: EventRule): boolean => {
      const known = selected.get(rule) ?? selects(rule, event);
      selected.set(rule, known);
      return known;
    };
    const found = raising.filter((rule) => selections.get(rule)!.some(isAbout));
    const rule = found[MAX_RULES_OF_EVENT];
    if (rule !== undefined) return { rule, count: found.length, example: event.rawLog };
  }
  return null;
}

/** The rules that select the events of a rule. */
function selectionsOf(rule: DetectionRule): readonly EventRule[] {
  return rule.kind === 'event' ? [rule] : rule.rules.flatMap(selectionsOf);
}

function selects({ logTypes, matches }: EventRule, event: DetectionEvent): boolean {
  try {
    return logTypes.has(event.logType) && matches(event);
  } catch {
    return false;
  }
}

/** One event of every form. */
function exampleEvents(): DetectionEvent[] {
  return PROGRAMS.flatMap(({ names: [program], forms }) =>
    forms.flatMap(({ example }, index): DetectionEvent[] => {
      const line = `2026-11-20T10:00:00Z host ${program}[${index + 1}]: ${example}`;
      const parser = new LogParser({ timeZone: 'UTC' });
      const parsed = parser.parse(line);
      const type = parsed.kind === 'event' ? parsed.logType : parser.remarkType(parsed);
      if (type === null) return [];
      const event = parsed.kind === 'event' ? parsed : parser.remark(parsed, type);
      return [logEntryOfEvent(0, event, 0, line)];
    }),
  );
}
