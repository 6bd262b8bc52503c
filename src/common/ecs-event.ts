import { isoTime } from './clock.js';
import { known } from './known-members.js';
import { PACKAGE_VERSION } from './package-version.js';

// The Elastic Common Schema (elastic.co/docs/reference/ecs), as far as this service has something to say in it.

/** The version of the schema that documents are of. */
export const ECS_VERSION = '9.4.0';

export type EcsCategory =
  | 'authentication'
  | 'configuration'
  | 'file'
  | 'host'
  | 'iam'
  | 'intrusion_detection'
  | 'network'
  | 'process'
  | 'session';

export type EcsType =
  | 'access'
  | 'admin'
  | 'change'
  | 'connection'
  | 'creation'
  | 'deletion'
  | 'denied'
  | 'end'
  | 'group'
  | 'info'
  | 'start'
  | 'user';

/** What a document is of. */
export interface EcsKind {
  readonly category: readonly EcsCategory[];
  /** Of those that the schema has for one of the categories. */
  readonly type: readonly EcsType[];
  /** Whether what was tried worked; undefined: nothing was tried. */
  readonly outcome?: 'success' | 'failure' | undefined;
}

interface EcsFacts extends EcsKind {
  readonly kind: 'alert' | 'event';
  /** UTC milliseconds. */
  readonly time: number;
}

/** A document of the schema, in nested objects. */
export type EcsDocument = Readonly<Record<string, unknown>>;

/** The name that our own fields stand under, which the schema has none for. */
export const OWN_FIELDS = 'log_analyzer';

/**
 * A document, without the members that nothing is known of.
 *
 * @param members of `event` those that {@link EcsFacts} do not say, and all others
 */
export function ecsEvent(
  { kind, time, category, type, outcome }: EcsFacts,
  { event, ...members }: { readonly event?: Readonly<Record<string, unknown>>; readonly [name: string]: unknown },
): EcsDocument {
  return known({
    '@timestamp': isoTime(time),
    ...members,
    event: { kind, category, type, outcome, module: OWN_FIELDS, ...event },
    observer: { product: 'Log Analyzer and Alerting System', version: PACKAGE_VERSION },
    ecs: { version: ECS_VERSION },
  })!;
}

/** Each text that is known once, as fields that hold several have them. */
export function distinctTexts(texts: readonly (string | null | undefined)[]): string[] {
  return [...new Set(texts)].filter((text): text is string => typeof text === 'string' && text !== '');
}
