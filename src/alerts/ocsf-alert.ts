import { ocsfEvent } from '../common/ocsf-event.js';
import type { OcsfEvent } from '../common/ocsf-event.js';
import { alertHeadline } from './alert-view.js';
import type { AlertDto } from './alert.dto.js';
import type { AlertChangeKind } from './lifecycle/alert-outcome.js';
import type { Severity } from './lifecycle/alert-terms.js';

const SEVERITIES: Readonly<Record<Severity, 1 | 2 | 3 | 4 | 5>> = {
  informational: 1,
  low: 2,
  medium: 3,
  high: 4,
  critical: 5,
};

const CREATE = 1;
const UPDATE = 2;
const CLOSE = 3;

/** How many values of a kind are evidence, or attacked hosts. */
const MAX_VALUES = 10;

/** What kind of analysis found it: a rule. */
const BY_RULE = { type_id: 1, type: 'Rule' };

/**
 * An alert as a Detection Finding of OCSF.
 *
 * @param change what has happened to it; null: it is shown as it stands, and its own times say whether it has grown
 * @param url its page; null: the service has no public address
 */
export function ocsfAlert(
  alert: AlertDto,
  change: AlertChangeKind | null = null,
  url: string | null = null,
): OcsfEvent {
  const { id, timestamp, first_seen, last_seen, severity, rule, rule_id, rule_version, details, reason } = alert;
  const headline = alertHeadline({ reason, groupBy: alert.group_by });
  const [startsAt, endsAt] = [Date.parse(first_seen), Date.parse(last_seen)];
  return ocsfEvent(
    {
      class: 'finding',
      activity: activityOf(alert, change),
      time: Date.parse(timestamp),
      severity: SEVERITIES[severity],
      host: null,
      metadata: { uid: id, event_code: rule, correlation_uid: alert.incident_id },
    },
    {
      message: headline,
      start_time: startsAt,
      end_time: endsAt,
      count: details.events,
      is_alert: true,
      ...statusOf(alert),
      ...(alert.forgeable ? { confidence_id: 1, confidence: 'Low' } : {}),
      finding_info: {
        uid: id,
        title: reason,
        desc: alert.explanation ?? headline,
        created_time: Date.parse(timestamp),
        first_seen_time: startsAt,
        last_seen_time: endsAt,
        analytic: { ...BY_RULE, name: rule, uid: rule_id, version: rule_version },
        attacks: attacksOf(alert.tags),
        related_events: relatedOf(alert),
        src_url: url,
      },
      evidences: evidencesOf(alert),
      resources: details.hosts.slice(0, MAX_VALUES).map(({ host }) => ({ name: host, type: 'host' })),
      unmapped: {
        outcome: alert.outcome,
        attempts: alert.attempts,
        login_count: alert.login_count,
        after_login: alert.after_login,
        group_by: alert.group_by,
        incident_alerts: alert.incident_alerts,
        forgeable: alert.forgeable,
        country: alert.country,
        asn: alert.asn,
        network_name: alert.network_name,
      },
    },
  );
}

function activityOf({ status, fired_at, last_seen }: AlertDto, change: AlertChangeKind | null): number {
  if (change === 'created') return CREATE;
  if (status === 'resolved' && (change === null || change === 'handled')) return CLOSE;
  return change !== null || last_seen > fired_at ? UPDATE : CREATE;
}

/** How far people have come with it. */
function statusOf({ status, resolution }: AlertDto): { readonly status_id: number; readonly status: string } {
  if (status === 'open') return { status_id: 1, status: 'New' };
  if (status === 'acknowledged') return { status_id: 2, status: 'In Progress' };
  return resolution === 'false_positive'
    ? { status_id: 3, status: 'Suppressed' }
    : { status_id: 4, status: 'Resolved' };
}

const TECHNIQUE = /^attack\.(t\d{4})(\.\d{3})?$/;

/** What tags of MITRE ATT&CK name: `attack.t1110.001`, `attack.credential-access`. */
function attacksOf(tags: readonly string[]): object[] {
  return tags.flatMap((tag): object[] => {
    const [, technique, sub] = TECHNIQUE.exec(tag) ?? [];
    if (technique !== undefined) {
      const uid = technique.toUpperCase();
      return [{ technique: { uid }, ...(sub === undefined ? {} : { sub_technique: { uid: `${uid}${sub}` } }) }];
    }
    return /^attack\.[a-z_-]{1,40}$/.test(tag) ? [{ tactic: { name: tag.slice(7).replaceAll(/[_-]/g, ' ') } }] : [];
  });
}

/** The first and the latest entries behind it, by their ids in `GET /logs/{id}`. */
function relatedOf({ details: { first_entries: first, last_entries: last } }: AlertDto): object[] {
  return [...new Set([...first, ...last])].map((id) => ({ uid: String(id), type: 'log entry' }));
}

/** Who tried, which names, and who got in. */
function evidencesOf({ details, ip_address, login }: AlertDto): object[] {
  const addresses = details.ip_addresses.map((each) => each.ip_address);
  const sources = ip_address === null || addresses.includes(ip_address) ? addresses : [ip_address, ...addresses];
  const names = details.usernames.map(({ username }) => username).filter((name) => name !== '');
  return [
    ...sources.slice(0, MAX_VALUES).map((ip) => ({ name: 'source of attempts', src_endpoint: { ip } })),
    ...names.slice(0, MAX_VALUES).map((name) => ({ name: 'user name that was tried', user: { name } })),
    ...(login === null ? [] : [loginEvidence(login)]),
  ];
}

function loginEvidence({ ip_address, username, entry_id, method, timestamp }: NonNullable<AlertDto['login']>): object {
  return {
    name: 'login',
    ...(ip_address === null ? {} : { src_endpoint: { ip: ip_address } }),
    ...(username === null || username === '' ? {} : { user: { name: username } }),
    data: { entry_id, method, timestamp },
  };
}
