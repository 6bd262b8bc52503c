import type { WindowFigure } from '../../analysis/detection/figure-window.js';
import { lengthWords } from '../../analysis/rules/rule-wants.js';
import { spanText } from '../../analysis/sessions/session-summary.js';
import type { RuleWants } from '../../analysis/rules/rule-wants.js';
import type { RuleState } from './alert-events.js';

/** What the sentence about an alert is made of. */
interface WhyFacts {
  readonly state: RuleState;
  readonly wants: RuleWants | null;
  readonly fired: Pick<WindowFigure, 'seen' | 'at' | 'since'> | null;
  readonly peak: Pick<WindowFigure, 'seen'> | null;
  /** True where not all entries of the attack were looked at. */
  readonly isCut: boolean;
}

/** Why an alert was raised, in plain words; of others there are only titles of rules in it. */
export function whySentence({ state, wants, fired, peak, isCut }: WhyFacts): string {
  if (state === 'service') return 'It is about what this service depends on: no threshold was reached.';
  if (wants === null) return 'Its rule is no longer loaded, so that what it asked for is not known.';
  const parts = [
    fired === null
      ? `The log entries that it fired on are no longer stored. The rule asks for ${wants.words}.`
      : firedWords(wants, fired),
  ];
  if (fired !== null && peak !== null && peak.seen > fired.seen && wants.windowMs !== null && !isTemporal(wants)) {
    const atLeast = isCut ? 'at least ' : '';
    parts.push(`At its peak there were ${atLeast}${peak.seen} within ${lengthWords(wants.windowMs)}.`);
  }
  if (state === 'changed') parts.push('The rule has changed since then: this is what it asks for now.');
  return parts.join(' ');
}

function firedWords(wants: RuleWants, { seen, at, since }: NonNullable<WhyFacts['fired']>): string {
  if (wants.type === 'event') return `The rule asks for ${wants.words}: it fired with the first.`;
  const length = at === since ? 'at once' : `in ${spanText(Math.max(1000, at - since))}`;
  if (isTemporal(wants)) return `What the rule asks for was met ${length}: ${wants.words}.`;
  return `${seen} ${wants.unit} ${length}: the rule asks for ${wants.words}.`;
}

/** How near a rule came to an alert: `6 of 10 failed attempts within 5 minutes`, or by how much it was exceeded. */
export function distanceWords(wants: RuleWants, seen: number): string {
  const window = wants.windowMs === null ? '' : ` within ${lengthWords(wants.windowMs)}`;
  if (seen > wants.threshold) return `${seen} ${wants.unit}${window}, where ${wants.threshold} are enough`;
  return `${seen} of ${wants.threshold} ${wants.unit}${window}`;
}

function isTemporal({ type }: RuleWants): boolean {
  return type.startsWith('temporal');
}
