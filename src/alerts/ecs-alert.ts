import { isIP } from 'node:net';
import { distinctTexts, ecsEvent, OWN_FIELDS } from '../common/ecs-event.js';
import type { EcsDocument } from '../common/ecs-event.js';
import { alertHeadline } from './alert-view.js';
import type { AlertDto } from './alert.dto.js';
import type { AlertChangeKind } from './lifecycle/alert-outcome.js';
import { SEVERITIES } from './lifecycle/alert-terms.js';

/** How many values of a kind are named. */
const MAX_VALUES = 10;

/**
 * An alert as a document of the Elastic Common Schema.
 *
 * @param change what has happened to it, its `event.action`; null: it is shown as it stands
 * @param url its page; null: the service has no public address
 */
export function ecsAlert(
  alert: AlertDto,
  change: AlertChangeKind | null = null,
  url: string | null = null,
): EcsDocument {
  const { id, timestamp, first_seen, last_seen, severity, rule, details, reason, login, ip_address } = alert;
  const addresses = details.ip_addresses.slice(0, MAX_VALUES).map((each) => each.ip_address);
  const usernames = details.usernames.slice(0, MAX_VALUES).map((each) => each.username);
  const hosts = details.hosts.slice(0, MAX_VALUES).map(({ host }) => host);
  const [host] = hosts;
  return ecsEvent(
    { kind: 'alert', time: Date.parse(timestamp), category: ['intrusion_detection'], type: ['info'] },
    {
      message: alert.explanation ?? alertHeadline({ reason, groupBy: alert.group_by }),
      event: {
        id,
        dataset: `${OWN_FIELDS}.alerts`,
        code: rule,
        action: change,
        start: first_seen,
        end: last_seen,
        severity: SEVERITIES.indexOf(severity) + 1,
        url,
      },
      rule: { id: rule, uuid: alert.rule_id, version: alert.rule_version, name: reason },
      threat: threatOf(alert.tags),
      source: {
        ip: ip_address,
        geo: { country_iso_code: alert.country },
        as: { number: alert.asn, organization: { name: alert.network_name } },
      },
      user: { name: alert.username },
      host: { name: hosts.length === 1 ? host : null },
      related: {
        // What is none would have the whole document refused.
        ip: distinctTexts([ip_address, login?.ip_address, ...addresses]).filter((address) => isIP(address) !== 0),
        user: distinctTexts([alert.username, login?.username, ...usernames]),
        hosts: distinctTexts(hosts),
      },
      [OWN_FIELDS]: {
        severity,
        status: alert.status,
        resolution: alert.resolution,
        outcome: alert.outcome,
        attempts: alert.attempts,
        events: details.events,
        login,
        login_count: alert.login_count,
        after_login: alert.after_login,
        group_by: alert.group_by,
        incident_id: alert.incident_id,
        forgeable: alert.forgeable,
      },
    },
  );
}

const TECHNIQUE = /^attack\.(t\d{4})(\.\d{3})?$/;

/** What tags of MITRE ATT&CK name: `attack.t1110.001`, `attack.credential-access`; null: none does. */
function threatOf(tags: readonly string[]): object | null {
  const found = tags.map((tag) => TECHNIQUE.exec(tag)).filter((match) => match !== null);
  const techniques = distinctTexts(found.map(([, technique]) => technique!.toUpperCase()));
  const subs = found.flatMap(([, id, sub]) => (sub === undefined ? [] : [`${id!.toUpperCase()}${sub}`]));
  const tactics = tags.filter((tag) => /^attack\.[a-z_-]{1,40}$/.test(tag)).map((tag) => capitalised(tag.slice(7)));
  if (techniques.length === 0 && tactics.length === 0) return null;
  return {
    framework: 'MITRE ATT&CK',
    technique: { id: techniques, subtechnique: { id: distinctTexts(subs) } },
    tactic: { name: distinctTexts(tactics) },
  };
}

/** `credential-access` as MITRE writes it, `Credential Access`. */
function capitalised(tactic: string): string {
  return tactic
    .split(/[_-]/)
    .map((word) => (SMALL_WORDS.has(word) ? word : `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`))
    .join(' ');
}

const SMALL_WORDS: ReadonlySet<string> = new Set(['and']);
