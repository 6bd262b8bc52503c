import { alertView } from '../../../alerts/alert-view.js';
import type { AlertInIncident } from '../../../alerts/incidents/incidents.js';
import { isoTime } from '../../../common/clock.js';
import { visibleText } from '../../../common/visible-text.js';
import { alertText } from '../../alert-text.js';
import { PLAIN_TEXT, alertLines } from '../../message-text.js';
import type { AlertStanding } from '../../policy/repeat-policy.js';
import { shortened } from '../chat/chat-format.js';

/** An alert as `POST /api/v2/alerts` takes it (alertmanager, api/v2/openapi.yaml, postableAlert). */
export interface PostableAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  /** Left out while it stands: then Alertmanager's `resolve_timeout` counts, by its own clock. */
  readonly endsAt?: string;
  readonly generatorURL?: string;
}

/** Lengths of texts, in UTF-16 units: Alertmanager sets no limit, and keeps all of it in memory. */
const MAX_LABEL = 200;
const MAX_DESCRIPTION = 1500;
/** How many usernames, addresses and hosts of an alert are named. */
const MAX_VALUES = 5;

/**
 * An alert at one severity. Its labels are the same for as long as it lives, since Alertmanager knows it by them; what
 * grows or changes (attempts, hosts, status) is in its annotations. Text of attackers is shortened and made visible;
 * templates of Alertmanager escape it for where they show it.
 */
export function postableAlert(
  alert: AlertInIncident,
  { severity, endedAt }: AlertStanding,
  publicUrl: string,
  now: number,
): PostableAlert {
  const { reason, rule, id, firstSeen, outcome, attempts, inIncident } = alert;
  const text = alertText(alert, publicUrl, MAX_VALUES);
  return {
    labels: {
      ...groupLabels(alert),
      alertname: visibleText(reason, MAX_LABEL),
      rule: visibleText(rule, MAX_LABEL),
      severity,
      alert_id: id,
    },
    annotations: {
      summary: shortened(text.summary, MAX_DESCRIPTION),
      // The link has a place of its own.
      description: shortened(alertLines({ ...text, link: null }, PLAIN_TEXT).join('\n'), MAX_DESCRIPTION),
      outcome,
      attempts: String(attempts),
      status: alertView(alert, now).status,
      incident_id: inIncident.id,
      ...(text.hosts.length === 0 ? {} : { hosts: text.hosts.join(', ') }),
    },
    startsAt: isoTime(firstSeen),
    ...(endedAt === null ? {} : { endsAt: isoTime(endedAt) }),
    ...(text.link === null ? {} : { generatorURL: text.link }),
  };
}

/** What the rule groups by, such as `ip_address`. Names of labels are letters, digits and `_`. */
function groupLabels({ groupBy }: AlertInIncident): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groupBy).map(([name, value]) => [
      name
        .slice(0, MAX_LABEL)
        .replace(/[^a-zA-Z0-9_]/g, '_')
        .replace(/^(?=\d|$)/, '_'),
      visibleText(value, MAX_LABEL),
    ]),
  );
}

/** What `POST /channels/{name}/test` sends: it ends by itself a minute later. @param now UTC milliseconds */
export function testAlert(now: number): PostableAlert {
  return {
    labels: { alertname: 'Test of notifications', severity: 'informational' },
    annotations: { summary: 'Somebody asked for this test. Alerts come the same way.' },
    startsAt: isoTime(now),
    endsAt: isoTime(now + 60_000),
  };
}
