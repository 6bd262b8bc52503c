import type { CorrelationRule, CorrelationType, DetectionRule } from '../detection/detection-rule.js';

/** What a rule has to see before it raises an alert. */
export interface RuleWants {
  /** `event`: a single log entry that the rule selects. */
  readonly type: CorrelationType | 'event';
  /** What the figure of a window has to reach. */
  readonly threshold: number;
  /** Length of the sliding window; null where one log entry is enough. */
  readonly windowMs: number | null;
  /** What the figure counts, such as `failed attempts`. */
  readonly unit: string;
  /** In a phrase: `10 failed attempts from one address within 5 minutes`. */
  readonly words: string;
}

/** What a rule asks for, in its own terms: the one place that puts them into words. */
export function wantsOf(rule: DetectionRule): RuleWants {
  if (rule.kind === 'event') {
    const words = 'one such log entry';
    return { type: 'event', threshold: 1, windowMs: null, unit: 'log entries', words };
  }
  const { type, threshold, windowMs } = rule;
  const unit = unitOf(rule);
  const words = [amountWords(rule, unit), ...rule.groupBy.map(({ name }) => groupWords(name)), within(windowMs)];
  return { type, threshold, windowMs, unit, words: words.join(' ') };
}

function amountWords({ type, threshold, choices, rules }: CorrelationRule, unit: string): string {
  if (!type.startsWith('temporal')) return `${threshold} ${unit}`;
  const order = type === 'temporal_ordered' ? ' in this order' : '';
  const named = (positions: readonly number[]): string =>
    positions.map((position) => `“${rules[position]!.title}”`).join(order === '' ? ' and ' : ', then ');
  const every = rules.map((_, position) => position);
  if (choices !== null) return `${choices.map(named).join(', or ')}${order}`;
  if (threshold === rules.length) return `${named(every)}${order}`;
  return `${threshold} of ${rules.map(({ title }) => `“${title}”`).join(', ')}${order}`;
}

function unitOf({ type, field, rules }: CorrelationRule): string {
  switch (type) {
    case 'event_count':
      return rules.every(({ kind }) => kind === 'correlation') ? 'findings of other rules' : 'log entries';
    case 'value_count':
      return VALUES[field!.name] ?? `different values of ${field!.name}`;
    case 'value_sum':
      return field!.name === 'attempts' ? 'failed attempts' : `in ${field!.name} added up`;
    case 'temporal':
      return 'conditions';
    case 'temporal_ordered':
      return 'steps in order';
    default:
      return type satisfies never;
  }
}

const VALUES: Readonly<Record<string, string>> = {
  username: 'different user names',
  ip_address: 'different addresses',
  ip_network: 'different networks',
  host: 'different hosts',
};

function groupWords(name: string): string {
  return GROUPS[name] ?? `with the same ${name}`;
}

const GROUPS: Readonly<Record<string, string>> = {
  ip_address: 'from one address',
  ip_network: 'from one network',
  username: 'on one user',
  host: 'on one host',
};

function within(windowMs: number): string {
  return `within ${lengthWords(windowMs)}`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A length of time in the largest unit that says it exactly; one that is no whole number of seconds is rounded. */
export function lengthWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [unit, length] = UNITS.find((each) => seconds >= each[1] && seconds % each[1] === 0) ?? ['second', 1];
  const number = seconds / length;
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
