import type { Furniture } from './furnished-service.js';

/** A call of an operation, and the status that it answers. */
export interface Case {
  readonly status: number;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A body that is no JSON, as it is sent. */
  readonly text?: string;
  /** True where `fields` leaves members out. */
  readonly isPartial?: true;
}

const LINE = '2026-11-20T12:00:00Z web-2 sshd[9]: Failed password for root from 203.0.113.9 port 52814 ssh2\n';
const NOBODY = '00000000-0000-4000-8000-000000000000';
const CSV = { Accept: 'text/csv' };
const NDJSON = { Accept: 'application/x-ndjson' };
const PICTURE = { Accept: 'image/png' };

const get = (path: string, headers?: Record<string, string>): Case => ({
  status: 200,
  path,
  ...(headers === undefined ? {} : { headers }),
});
const lines = (status: number, path: string, text: string, headers?: Record<string, string>): Case => ({
  status,
  path,
  text,
  headers: { 'Content-Type': 'text/plain', ...headers },
});
const answers = (status: number, path: string, body?: unknown, headers?: Record<string, string>): Case => ({
  status,
  path,
  ...(body === undefined ? {} : { body }),
  ...(headers === undefined ? {} : { headers }),
});

/** At least one call for each operation and each thing it may answer, in an order in which they go together. */
export function cases(is: Furniture): Readonly<Record<string, readonly Case[]>> {
  return {
    'GET /': [get('/'), get('/', { Accept: 'text/html' })],
    'GET /keys/current': [get('/keys/current')],
    'GET /keys': [get('/keys?skip=0&limit=5'), answers(400, '/keys?limit=0')],
    'POST /keys': [
      answers(201, '/keys', { name: 'ci', scope: 'write', expires_at: '2099-12-01T00:00:00Z' }),
      answers(409, '/keys', { name: 'ci', scope: 'write' }),
      answers(400, '/keys', { name: 'no way', scope: 'all', other: 1 }),
      answers(400, '/keys', { name: 'null', scope: 'read', expires_at: null }),
      answers(400, '/keys', { name: 'no-day', scope: 'read', expires_at: '2099-02-31T00:00:00Z' }),
      answers(400, '/keys', { name: 'past', scope: 'read', expires_at: '2020-01-01T00:00:00Z' }),
    ],
    'DELETE /keys/{id}': [answers(204, `/keys/${is.key}`), answers(404, `/keys/${is.key}`)],
    'GET /logs': [
      get('/logs'),
      get('/logs/?skip=0&limit=1'),
      get('/logs?cursor=*&sort=-timestamp&limit=3&q=password&since=2026-11-20&until=2026-11-20T23:00:00Z'),
      get('/logs?ip_address=203.0.113.0/24&log_type=ssh_failed_login,ssh_invalid_user&username=oracle&host=web-1'),
      { ...get('/logs?fields=id,raw_log&method=password'), isPartial: true },
      get('/logs?limit=1', CSV),
      get('/logs?limit=1', NDJSON),
      get('/logs?format=ocsf&username=oracle', NDJSON),
      get('/logs?format=ecs&username=oracle', NDJSON),
      answers(400, '/logs?format=cef'),
      answers(400, '/logs?format=ocsf&fields=id'),
      answers(400, '/logs?limit=1001&cursor=x&colour=red'),
      answers(400, '/logs?cursor=x'),
      answers(406, '/logs', undefined, PICTURE),
      answers(400, '/logs?country=NL'),
    ],
    'GET /logs/count': [
      get('/logs/count'),
      get('/logs/count?by=user&limit=2&host=web-1&q=password&since=2026-11-20'),
      answers(400, '/logs/count?by=usr&q=usr:root'),
      answers(400, '/logs/count?country=NL'),
    ],
    'GET /logs/types': [get('/logs/types')],
    'GET /logs/{id}': [get('/logs/1'), answers(400, '/logs/x'), answers(404, '/logs/999999')],
    'POST /ingest': [
      lines(202, '/ingest?source=web-2', LINE),
      lines(202, '/ingest?source=web-2', `{"line":${JSON.stringify(LINE.trim())}}\n`, {
        'Content-Type': 'application/x-ndjson',
        'Idempotency-Key': 'batch-1',
      }),
      lines(409, '/ingest?source=web-2', 'another line\n', { 'Idempotency-Key': 'batch-1' }),
      lines(400, '/ingest', LINE),
      lines(413, '/ingest?source=web-2', 'x'.repeat(10_500_000)),
      lines(415, '/ingest?source=web-2', LINE, { 'Content-Type': 'image/png' }),
    ],
    'GET /coverage': [get('/coverage')],
    'GET /alerts': [
      get('/alerts'),
      get('/alerts/?cursor=*&sort=-last_seen&limit=1'),
      get('/alerts?ip_address=203.0.113.7&rule=ssh_brute_force&severity=high,critical&outcome=login_succeeded'),
      get('/alerts?status=open,resolved&min_severity=low&since=2026-11-20&until=2026-11-22'),
      { ...get('/alerts?fields=id,status'), isPartial: true },
      get('/alerts', CSV),
      get('/alerts', NDJSON),
      get('/alerts?format=ocsf', NDJSON),
      get('/alerts?format=ocsf&status=open', CSV),
      get('/alerts?format=ecs', CSV),
      get(`/alerts?id=${is.alert},${NOBODY}`),
      get('/alerts?q=severity:low+from:203.0.113.0/24'),
      answers(400, '/alerts?severity=grave'),
      answers(400, '/alerts?q=severity:grave'),
      answers(406, '/alerts', undefined, PICTURE),
      answers(400, '/alerts?country=NL'),
    ],
    'GET /alerts/{id}': [get(`/alerts/${is.alert}`), answers(404, '/alerts/unknown')],
    'GET /alerts/{id}/history': [get(`/alerts/${is.otherAlert}/history`), answers(404, `/alerts/${NOBODY}/history`)],
    'PATCH /alerts/{id}': [
      answers(200, `/alerts/${is.alert}`, {
        status: 'acknowledged',
        note: 'Looking into it',
        who: 'alice',
        snooze_until: '2099-12-01T08:00:00Z',
      }),
      answers(409, `/alerts/${is.alert}`, { status: 'acknowledged' }),
      answers(400, `/alerts/${is.alert}`, { status: 'closed' }),
      answers(400, `/alerts/${is.alert}`, { note: null, who: null }),
      answers(400, `/alerts/${is.alert}`, { snooze_until: '2099-13-01T00:00:00Z' }),
      answers(400, `/alerts/${is.alert}`, {}),
      answers(400, `/alerts/${is.alert}`, { status: 'resolved' }),
      answers(400, `/alerts/${is.alert}`, { snooze_until: '2020-01-01T00:00:00Z' }),
      answers(404, `/alerts/${NOBODY}`, { note: 'Nobody' }),
    ],
    'PATCH /alerts': [
      answers(200, '/alerts?severity=high', { status: 'acknowledged', dry_run: true }),
      answers(200, '/alerts?rule=ssh_brute_force', { status: 'acknowledged', expected_count: 2 }),
      answers(400, '/alerts', { status: 'acknowledged' }),
      answers(400, '/alerts?skip=1', { dry_run: 'perhaps' }),
      answers(409, '/alerts', { note: 'Seen', expected_count: 99 }),
    ],
    'GET /alerts/{id}/addresses': [
      get(`/alerts/${is.alert}/addresses?skip=0&limit=2`),
      answers(400, `/alerts/${is.alert}/addresses?limit=0`),
      answers(404, `/alerts/${NOBODY}/addresses`),
    ],
    'GET /alerts/{id}/timeline': [
      get(`/alerts/${is.alert}/timeline`),
      get(`/alerts/${is.alert}/timeline?parts=10&since=2026-11-20&until=2026-11-21`),
      answers(400, `/alerts/${is.alert}/timeline?parts=1`),
      answers(404, `/alerts/${NOBODY}/timeline`),
    ],
    'GET /incidents': [
      get('/incidents'),
      get('/incidents?cursor=*&limit=1&kind=attack&sort=-timestamp&active_since=100000h'),
      get('/incidents?attacker=203.0.113.7&username=oracle&host=web-1&rule=ssh_brute_force&min_severity=low'),
      { ...get('/incidents?fields=id,headline&status=open&outcome=none'), isPartial: true },
      get('/incidents', CSV),
      get('/incidents', NDJSON),
      answers(400, '/incidents?kind=war'),
      answers(406, '/incidents', undefined, PICTURE),
      answers(400, '/incidents?country=NL,BE'),
    ],
    'PATCH /incidents': [
      answers(200, '/incidents?kind=attack&attacker=203.0.113.7', { note: 'Ours', dry_run: true }),
      answers(200, '/incidents?username=nobody-at-all', {
        status: 'resolved',
        resolution: 'true_positive',
        expected_count: 0,
      }),
      answers(400, '/incidents', { status: 'acknowledged' }),
      answers(400, '/incidents?skip=1', { dry_run: 'perhaps' }),
      answers(409, '/incidents', { note: 'Seen', expected_count: 99 }),
    ],
    'GET /incidents/{id}': [get(`/incidents/${is.incident}`), answers(404, `/incidents/${NOBODY}`)],
    'GET /incidents/{id}/addresses': [
      get(`/incidents/${is.incident}/addresses?limit=1`),
      answers(400, `/incidents/${is.incident}/addresses?skip=-1`),
      answers(404, `/incidents/${NOBODY}/addresses`),
    ],
    'GET /incidents/{id}/report': [
      get(`/incidents/${is.incident}/report`),
      get(`/incidents/${is.incident}/report?format=html`),
      answers(400, `/incidents/${is.incident}/report?format=pdf`),
      answers(404, `/incidents/${NOBODY}/report`),
    ],
    'GET /alerts/{id}/matrix': [
      get(`/alerts/${is.alert}/matrix`),
      answers(400, `/alerts/${is.alert}/matrix?most=51`),
      answers(404, `/alerts/${NOBODY}/matrix`),
    ],
    'GET /incidents/{id}/matrix': [
      get(`/incidents/${is.incident}/matrix?most=2`),
      get(`/incidents/${is.incident}/matrix?addresses=200&skip=1`),
      answers(400, `/incidents/${is.incident}/matrix?most=x`),
      answers(404, `/incidents/${NOBODY}/matrix`),
    ],
    'GET /alerts/{id}/why': [get(`/alerts/${is.alert}/why`), answers(404, `/alerts/${NOBODY}/why`)],
    'GET /incidents/{id}/timeline': [
      get(`/incidents/${is.incident}/timeline`),
      answers(400, `/incidents/${is.incident}/timeline?parts=9`),
      answers(404, `/incidents/${NOBODY}/timeline`),
    ],
    'GET /ips/{ip}/rules': [get('/ips/203.0.113.7/rules'), answers(400, '/ips/x/rules')],
    'GET /users/{name}/rules': [get('/users/root/rules?since=2026-11-20'), answers(400, '/users/x/rules?since=x')],
    'GET /ips/{ip}/timeline': [get('/ips/203.0.113.7/timeline'), answers(400, '/ips/x/timeline')],
    'GET /users/{name}/timeline': [get('/users/oracle/timeline?since=1h'), answers(400, '/users/x/timeline?since=x')],
    'GET /hosts/{host}/timeline': [get('/hosts/web-1/timeline'), answers(400, '/hosts/x/timeline?parts=x')],
    'GET /sessions': [
      get('/sessions'),
      get('/sessions?cursor=*&limit=1&ip_address=203.0.113.0/24&username=oracle&host=web-1&method=password&state=open'),
      get('/sessions?since=2026-11-20&until=2026-11-21&state=ended'),
      { ...get('/sessions?fields=id,summary'), isPartial: true },
      get('/sessions', CSV),
      get('/sessions', NDJSON),
      answers(400, '/sessions?state=lost'),
      answers(406, '/sessions', undefined, PICTURE),
    ],
    'GET /sessions/{id}': [get(`/sessions/${is.session}`), answers(404, `/sessions/${NOBODY}`)],
    'GET /logins': [
      get('/logins'),
      get('/logins', CSV),
      get('/logins', NDJSON),
      { ...get('/logins?username=oracle&fields=timestamp,failures_before'), isPartial: true },
      answers(400, '/logins?limit=0'),
      answers(406, '/logins', undefined, PICTURE),
    ],
    'GET /sources': [get('/sources')],
    'GET /rules': [get('/rules')],
    'GET /rules/{id}': [get('/rules/ssh_brute_force'), answers(404, '/rules/unknown')],
    'GET /rules/validate': [get('/rules/validate')],
    'POST /rules/preview': [
      answers(200, '/rules/preview', { rule: 'ssh_brute_force', threshold: 6, timespan_seconds: 600 }),
      answers(200, '/rules/preview?since=2026-11-20&until=2026-11-21', { rule: 'ssh_brute_force' }),
      answers(400, '/rules/preview', {}),
      answers(400, '/rules/preview', { rule: 'ssh_brute_force', threshold: 0 }),
      answers(400, '/rules/preview', { text: 'title: none' }),
      answers(400, '/rules/preview?since=x', { rule: 'ssh_brute_force' }),
      answers(404, '/rules/preview', { rule: 'unknown' }),
    ],
    'POST /rules/validate': [
      answers(200, '/rules/validate', { text: 'title: none' }),
      answers(400, '/rules/validate', { text: 5 }),
      answers(400, '/rules/validate', {}),
    ],
    'POST /rules/reload': [answers(200, '/rules/reload')],
    'GET /ips/{ip}': [get('/ips/203.0.113.7'), get('/ips/2001:db8::1?since=2026-11-20'), answers(400, '/ips/x')],
    'GET /users/{name}': [get('/users/oracle'), get('/users/nobody'), answers(400, '/users/root?since=soon')],
    'GET /stats/overview': [
      get('/stats/overview?host=web-1&bucket=day&limit=3'),
      answers(400, '/stats/overview?limit=0'),
      answers(400, '/stats/overview?country=NL'),
    ],
    'GET /stats/summary': [
      get('/stats/summary'),
      get('/stats/summary?since=2020-01-01&until=2020-01-02&host=web-1'),
      answers(400, '/stats/summary?until=0'),
    ],
    'GET /stats/timeline': [
      get('/stats/timeline'),
      get('/stats/timeline?bucket=day'),
      answers(400, '/stats/timeline?bucket=year'),
    ],
    'GET /stats/top/{kind}': [
      ...['ips', 'users', 'networks', 'hosts'].map((kind) => get(`/stats/top/${kind}?limit=3`)),
      answers(400, '/stats/top/ports'),
      answers(400, '/stats/top/ips?country=NL'),
    ],
    'GET /blocklist': [
      get('/blocklist?max_age_hours=1000&min_severity=low'),
      get('/blocklist?max_age_hours=1000&format=json'),
      get('/blocklist?format=nft'),
      get('/blocklist?format=ipset'),
      answers(400, '/blocklist?format=csv'),
      answers(406, '/blocklist', undefined, PICTURE),
    ],
    'GET /notifications': [
      get('/notifications'),
      get(`/notifications?alert_id=${is.alert}&channel=webhook&state=delivered&since=2026-11-20T00:00:00Z`),
      get('/notifications', CSV),
      get('/notifications', NDJSON),
      { ...get('/notifications?cursor=*&sort=created_at&fields=id,state'), isPartial: true },
      answers(406, '/notifications', undefined, PICTURE),
      answers(400, '/notifications?state=lost'),
      answers(400, '/notifications?since=2026-02-31T00:00:00Z'),
    ],
    'GET /notifications/{id}': [get(`/notifications/${is.failed}`), answers(404, '/notifications/unknown')],
    'POST /notifications/{id}/retry': [
      answers(202, `/notifications/${is.failed}/retry`),
      answers(404, `/notifications/${NOBODY}/retry`),
      answers(409, `/notifications/${is.delivered}/retry`),
    ],
    'GET /origins': [
      get('/origins'),
      get('/origins?ip_address=203.0.113.7,2001:db8::1'),
      answers(400, '/origins?ip_address=x'),
    ],
    'GET /settings': [get('/settings')],
    'GET /channels': [get('/channels')],
    'POST /channels/{name}/test': [answers(202, '/channels/webhook/test'), answers(404, '/channels/pager/test')],
    'GET /events': [
      get('/events?types=alerts,entries,sources'),
      get('/events?types=alerts,entries&format=ocsf'),
      get('/events?types=alerts,entries&format=ecs'),
      get('/events', { 'Last-Event-ID': '1-1' }),
      answers(400, '/events?types=all'),
    ],
    'GET /health': [get('/health')],
    'GET /health/live': [get('/health/live')],
    'GET /health/ready': [get('/health/ready')],
    'GET /version': [get('/version')],
    'GET /metrics': [get('/metrics')],
    'GET /allowlist': [get('/allowlist'), answers(400, '/allowlist?skip=-1')],
    'POST /allowlist': [
      answers(201, '/allowlist', {
        range: '198.51.100.0/24',
        note: 'Our scanner',
        author: 'alice',
        expires_at: '2099-12-01T00:00:00Z',
      }),
      answers(201, '/allowlist', { range: '2001:db8::/12', force: true }),
      answers(409, '/allowlist', { range: '198.51.100.0/24' }),
      answers(400, '/allowlist', { range: 'everything', note: 1 }),
      answers(400, '/allowlist', { range: '0.0.0.0/0' }),
    ],
    'POST /decisions': [
      answers(201, '/decisions', { value: '203.0.113.99', minutes: 10, note: 'Asked for.', force: false }),
      answers(409, '/decisions', { value: '203.0.113.99' }),
      answers(409, '/decisions', { value: '127.0.0.1' }),
      answers(400, '/decisions', { value: 'everything', minutes: 0 }),
      answers(400, '/decisions', { value: 'everything' }),
    ],
    'GET /decisions': [
      get('/decisions'),
      get('/decisions?cursor=*&limit=1&value=203.0.113.99&state=active&since=2026-11-20&until=2099-11-21'),
      get('/decisions?rule=ssh_brute_force&state=ended'),
      { ...get('/decisions?fields=value,until'), isPartial: true },
      get('/decisions', CSV),
      get('/decisions', NDJSON),
      answers(400, '/decisions?state=lost'),
      answers(406, '/decisions', undefined, PICTURE),
    ],
    'GET /decisions/judgements': [
      get('/decisions/judgements?ip_address=203.0.113.7'),
      answers(400, '/decisions/judgements?ip_address=x'),
    ],
    'GET /decisions/{id}': [get('/decisions/1'), answers(404, '/decisions/one')],
    'DELETE /decisions/{id}': [
      answers(204, '/decisions/1'),
      answers(409, '/decisions/1'),
      answers(404, '/decisions/one'),
    ],
    'GET /bouncers': [get('/bouncers')],
    'GET /faults': [answers(200, '/faults')],
    'DELETE /faults/{id}': [
      answers(204, `/faults/${is.fault}`),
      answers(404, `/faults/${is.fault}`),
      answers(404, '/faults/one'),
      answers(409, `/faults/${is.faultOfSource}`),
    ],
    'DELETE /allowlist/{id}': [
      answers(204, `/allowlist/${is.allowlistEntry}`),
      answers(404, `/allowlist/${is.allowlistEntry}`),
      answers(409, `/allowlist/${is.configuredEntry}`),
    ],
  };
}
