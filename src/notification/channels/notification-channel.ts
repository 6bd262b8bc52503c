import type { ChannelType } from '../../config/channels/channel-settings.js';
import type { AlertInIncident } from '../../alerts/incidents/incidents.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { visibleText } from '../../common/visible-text.js';
import type { NotificationMessage } from '../alert-text.js';

/** What became of a delivery that its signal ended. */
export function interrupted(signal: AbortSignal): DeliveryOutcome {
  const timedOut = (signal.reason as Error | undefined)?.name === 'TimeoutError';
  return { kind: 'retry', reason: timedOut ? 'took too long' : 'was interrupted' };
}

/** How much of what the other side says a reason repeats. */
const MAX_WORDS = 300;
/** A text that was cut may end in the beginning of a secret; fewer characters of it tell nobody anything. */
const FEWEST_CHARACTERS = 3;

/**
 * The words of somebody else for a reason: every secret in them taken out, in any case, as it is and as JSON and URLs
 * write it; control characters visible, shortened.
 */
export function withoutSecrets(words: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), inUrl(secret)]));
  const hidden = [...forms].filter((form) => form !== '').sort((a, b) => b.length - a.length);
  const cleaned = hidden.reduce(withoutForm, words);
  return visibleText(hidden.reduce(withoutBeginning, cleaned).trim(), MAX_WORDS);
}

function withoutForm(text: string, form: string): string {
  const pattern = form.replace(/[^A-Za-z0-9]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
  return text.replace(new RegExp(pattern, 'giu'), '***');
}

function withoutBeginning(text: string, form: string): string {
  const end = text.toLowerCase();
  for (let length = form.length - 1; length >= FEWEST_CHARACTERS; length--) {
    if (end.endsWith(form.slice(0, length).toLowerCase())) return `${text.slice(0, -length)}***`;
  }
  return text;
}

/** Half a surrogate pair, which URLs cannot write, is read as they would. */
function inUrl(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

/** How an attempt to deliver ended. Reasons are for people: without secrets, control characters made visible. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered' }
  /** Trying again may help; not before `afterMs` milliseconds, where the other side said so. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  /** Trying again cannot help. */
  | { readonly kind: 'give-up'; readonly reason: string };

/** A way to reach people. */
export interface NotificationChannel {
  /** Its name in the configuration and the API: letters, digits, `-` and `_`. */
  readonly name: string;
  readonly type: ChannelType;
  /** Where its messages go, each receiver getting its own: mail addresses; for others the host, which is no secret. */
  readonly receivers: readonly string[];
  /** Why nothing will be delivered as it is set up; null where nothing speaks against it. */
  readonly obstacle: string | null;
  /** Delivers or says why not; never throws. @param signal aborted when it has taken too long, or the service ends */
  deliver(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryOutcome>;
  /** Lets go of connections that are kept open. */
  close(): void;
}

/** An alert as it stands now, and the severity at which the channel was first sent it. */
export interface RepeatedState {
  readonly alert: AlertInIncident;
  readonly first: Severity;
}

/** A way to a receiver that forgets alerts which it is not sent again for as long as they stand. */
export interface RepeatingChannel extends NotificationChannel {
  /** How long it may be left without word of an alert that stands. */
  readonly repeatMs: number;
  /** As {@link deliver}, of alerts that it was sent before. @param now UTC milliseconds */
  repeat(states: readonly RepeatedState[], signal: AbortSignal, now: number): Promise<DeliveryOutcome>;
}

export function isRepeating(channel: NotificationChannel): channel is RepeatingChannel {
  return 'repeat' in channel;
}
