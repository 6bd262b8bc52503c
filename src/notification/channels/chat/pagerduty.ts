import type { Severity } from '../../../alerts/lifecycle/alert-terms.js';
import { PLAIN_TEXT } from '../../message-text.js';
import type { MessageText } from '../../message-text.js';
import { fittedText, shortened } from './chat-format.js';
import type { ChatFormat } from './chat-format.js';

/** Limit of `payload.summary` (developer.pagerduty.com, Events API v2). */
const MAX_SUMMARY = 1024;
/** An event has at most 512 kB; people read no more than this. Bytes. */
const MAX_DETAILS = 16_384;

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'critical',
  high: 'error',
  medium: 'warning',
  low: 'info',
  informational: 'info',
};

/** What an event is of, where no host is known. */
const US = 'log-analyzer-and-alerting-system';

/**
 * Services of PagerDuty. An alert is one of theirs, known by its id: further news of it are about the same, and its end
 * resolves it. A digest is an alert of its own, which nothing resolves.
 */
export const PAGERDUTY: ChatFormat = {
  endpoint: ({ url }) => {
    const endpoint = new URL(url);
    endpoint.pathname = `${endpoint.pathname.replace(/\/(?:v2\/enqueue\/?)?$/, '')}/v2/enqueue`;
    return endpoint.href;
  },
  headers: () => ({}),
  body: (text, { token }) => {
    const [alert] = text.isDigest ? [] : text.alerts;
    return {
      routing_key: token,
      event_action: text.reason === 'ended' ? 'resolve' : 'trigger',
      dedup_key: alert?.id ?? text.messageId,
      payload: {
        summary: shortened(text.subject, MAX_SUMMARY),
        source: alert?.hosts[0] ?? US,
        severity: text.severity === null ? 'info' : SEVERITIES[text.severity],
        custom_details: { description: fittedText(text, PLAIN_TEXT, MAX_DETAILS) },
      },
      links: linksOf(text),
      client: US,
    };
  },
};

function linksOf({ isDigest, alerts, link }: MessageText): object[] {
  const href = isDigest ? link : (alerts[0]?.link ?? link);
  return href === null ? [] : [{ href, text: 'Open in the dashboard' }];
}
