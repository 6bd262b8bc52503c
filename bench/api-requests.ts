import { addressOf, ADDRESSES, FIRST_MOMENT, LAST_MOMENT } from './generate-entries.js';
import { seededRandom } from './seeded-random.js';

const random = seededRandom(7);
const below = (limit: number): number => Math.floor(random() * limit);
const anyAddress = (): string => addressOf(below(ADDRESSES));
const anyMoment = (): string => new Date(FIRST_MOMENT + below(LAST_MOMENT - FIRST_MOMENT)).toISOString();
const anyDay = (): string => anyMoment().slice(0, 10);

/** Lists to ask for, with other values each time, so that no cache answers. */
export const LISTS: Readonly<Record<string, () => string>> = {
  logs: () => '/logs?cursor=*',
  'logs, skip': () => `/logs?skip=${below(999_900)}`,
  'logs, sort=-id': () => '/logs?sort=-id',
  'logs, sort=timestamp': () => '/logs?sort=timestamp',
  'logs, sort=-timestamp': () => '/logs?sort=-timestamp',
  'logs, since a day': () => `/logs?since=${anyDay()}&sort=-timestamp`,
  'logs, until, sort=id': () => `/logs?until=${anyMoment()}&sort=id`,
  'logs, an address': () => `/logs?ip_address=${anyAddress()}`,
  'logs, the busiest address': () => `/logs?ip_address=${addressOf(0)}&sort=-timestamp`,
  'logs, an address, sort=id': () => `/logs?ip_address=${anyAddress()}&sort=id`,
  'logs, an address and text': () => `/logs?ip_address=${addressOf(0)}&q=nothing+of+the+kind`,
  'logs, a /24': () => `/logs?ip_address=198.18.${below(70) + 1}.0/24`,
  'logs, a /28': () => `/logs?ip_address=198.18.${below(70)}.${below(16) * 16}/28`,
  'logs, a /15': () => '/logs?ip_address=198.18.0.0/15',
  'logs, an IPv6 /48': () => `/logs?ip_address=2001:db8:${(below(70) + 1).toString(16)}::/48`,
  'logs, an IPv6 /36': () => '/logs?ip_address=2001:db8::/36',
  'logs, a user': () => '/logs?username=root',
  'logs, a rare user': () => `/logs?username=user${below(50_000)}`,
  'logs, a host': () => `/logs?host=web-${below(40)}`,
  'logs, no such host, sort=-timestamp': () => '/logs?host=nowhere&sort=-timestamp',
  'logs, a rare type': () => '/logs?log_type=ssh_session_crash',
  'logs, text': () => `/logs?q=port+${below(64_000)}+ssh2`,
  'logs, all filters': () =>
    `/logs?ip_address=198.18.0.0/16&username=root&host=web-1&method=password&since=2026-09-01&q=ssh2`,
  alerts: () => '/alerts?cursor=*',
  'alerts, sort=last_seen': () => '/alerts?sort=last_seen',
  'alerts, an address': () => `/alerts?ip_address=${anyAddress()}`,
  'alerts, a /16': () => '/alerts?ip_address=198.18.0.0/16',
  'alerts, min_severity': () => '/alerts?min_severity=critical',
  'alerts, resolved': () => '/alerts?status=resolved',
  'alerts, got in, sort=-last_seen': () => '/alerts?outcome=login_succeeded&rule=ssh_scanning&sort=-last_seen',
};

/** What looks at many entries in one go: it may take its time, but others have to be answered meanwhile. */
export const LONG_LOOKS: Readonly<Record<string, () => string>> = {
  'dossier of the busiest address': () => `/ips/${addressOf(0)}`,
  'dossier of an address': () => `/ips/${anyAddress()}`,
  'dossier of a user': () => '/users/root',
  'dossier of a rare user': () => `/users/user${below(50_000)}`,
  'summary of all': () => '/stats/summary?since=2026-08-01',
  'timeline of a week': () => `/stats/timeline?since=2026-11-13`,
  'top addresses of a day': () => '/stats/top/ips',
  blocklist: () => '/blocklist?max_age_hours=876000',
};
