import { LOG_TYPES } from '../../src/logs/programs/registry.js';
import { detectionEvent } from '../factories/detection-event.js';
import type {
  CorrelationRule,
  DetectionEvent,
  DetectionRule,
  EventField,
  EventRule,
} from '../../src/analysis/detection/detection-rule.js';

/** Fields of events as tests name them. */
export const FIELDS = {
  ip_address: { name: 'ip_address', type: 'text', read: (each) => each.ipAddress },
  username: { name: 'username', type: 'text', read: (each) => each.username },
  host: { name: 'host', type: 'text', read: (each) => each.host },
  source_host: { name: 'source_host', type: 'text', read: (each) => each.sourceHost },
  port: { name: 'port', type: 'number', read: (each) => each.port },
  attempts: { name: 'attempts', type: 'number', read: (each) => each.attempts + each.carriedAttempts },
} satisfies Record<string, EventField>;

const EVERY_TYPE: ReadonlySet<string> = new Set(LOG_TYPES);

function description(name: string, raisesAlerts: boolean): Omit<EventRule, 'kind' | 'logTypes' | 'matches'> {
  return {
    id: `id-of-${name}`,
    name,
    title: `Title of ${name}`,
    description: '',
    level: 'medium',
    status: null,
    author: null,
    date: null,
    modified: null,
    references: [],
    tags: [],
    falsePositives: [],
    version: '1',
    raisesAlerts,
  };
}

export function eventRule(
  name: string,
  matches: (event: DetectionEvent) => boolean,
  more: Partial<EventRule> = {},
): EventRule {
  return { ...description(name, false), kind: 'event', logTypes: EVERY_TYPE, matches, ...more };
}

export const FAILED = eventRule('failed', (each) => each.attempts > 0);
export const ACCEPTED = eventRule('accepted', (each) => each.logType === 'ssh_accepted_login');
export const PROBE = eventRule('probe', (each) => each.logType === 'ssh_probe');

export function correlation(
  name: string,
  type: CorrelationRule['type'],
  rules: readonly DetectionRule[],
  more: Partial<CorrelationRule> & { by?: readonly (keyof typeof FIELDS)[] },
): CorrelationRule {
  const { by = ['ip_address'], ...rest } = more;
  return {
    ...description(name, true),
    kind: 'correlation',
    type,
    rules,
    groupBy: by.map((field) => ({ name: field, fields: rules.map(() => FIELDS[field]) })),
    windowMs: 60_000,
    threshold: type.startsWith('temporal') ? rules.length : 3,
    choices: null,
    field: type === 'value_sum' ? FIELDS.attempts : type === 'value_count' ? FIELDS.username : null,
    ...rest,
  };
}

/** A failed password at a second of the day, unless something else is said. */
export function event(id: number, seconds: number, more: Partial<DetectionEvent> = {}): DetectionEvent {
  const timestamp = Date.UTC(2026, 0, 10) + seconds * 1000;
  return detectionEvent({ id, timestamp, ipAddress: '192.0.2.1', ...more });
}
