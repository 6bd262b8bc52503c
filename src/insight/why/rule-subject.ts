import { setImmediate } from 'node:timers/promises';
import type { DetectionRule } from '../../analysis/detection/detection-rule.js';
import type { StoredEvent } from '../../analysis/detection/entry-review.js';
import { GroupedEvents } from '../../analysis/detection/grouped-events.js';
import type { IsWanted } from '../../analysis/detection/grouped-events.js';
import { withReferred } from '../../analysis/detection/referred-rules.js';

/** What a rule can be about. */
export type RuleSubject = 'ip_address' | 'ip_network' | 'username';

/** True where the alerts of a rule name one of these, and its events all have it. */
export function isAbout(rule: DetectionRule, subject: RuleSubject): boolean {
  // A rule that selects single events is grouped by their address.
  if (rule.kind === 'event') return subject === 'ip_address';
  return rule.groupBy.some(({ name, fields }) => name === subject && fields.every((field) => field.name === subject));
}

/** Events that are put to rules before others have a turn. */
const AT_ONCE = 1_000;

/** Sorts events by the groups of rules. @param events in the order of their ids */
export async function groupedEvents(
  rules: readonly DetectionRule[],
  events: readonly StoredEvent[],
  isWanted: IsWanted,
): Promise<GroupedEvents> {
  const grouped = new GroupedEvents(withReferred(rules), isWanted);
  for (const [index, event] of events.entries()) {
    grouped.add(event);
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
  }
  return grouped;
}
