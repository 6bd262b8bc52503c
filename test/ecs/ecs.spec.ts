import { alertView } from '../../src/alerts/alert-view.js';
import { ecsAlert } from '../../src/alerts/ecs-alert.js';
import type { AlertInIncident } from '../../src/alerts/incidents/incidents.js';
import { ecsEntry } from '../../src/logs/entries/ecs-entry.js';
import type { LogEntryDto } from '../../src/logs/entries/log-entry.dto.js';
import { LOG_TYPES, categoryOf } from '../../src/logs/programs/registry.js';
import { HOSTILE_TEXTS } from '../channels/hostile-texts.js';
import { hostileAlert, storedAlert, withLogin } from '../factories/notification-message.js';
import { bareEntry, fullEntry, goldenEntries } from '../factories/shown-entry.js';
import { ecsFaults } from './ecs-fields.js';

const ofItsCategory = (entry: LogEntryDto): LogEntryDto => ({ ...entry, category: categoryOf(entry.log_type) });

describe('the fields', () => {
  const document = ecsEntry(fullEntry('ssh_failed_login')) as { event: object };

  it.each<[string, object]>([
    ['colour is not in the schema', { ...document, colour: 'red' }],
    ['source.ip is no ip', { ...document, source: { ip: 'web-1' } }],
    ['related.ip is no ip[]', { ...document, related: { ip: '192.0.2.1' } }],
    ['@timestamp is no date', { ...document, '@timestamp': 17 }],
    ['event.kind is missing', { ...document, event: {} }],
    ['event.type is deletion of authentication', { ...document, event: { ...document.event, type: ['deletion'] } }],
    ['event.category is login', { ...document, event: { ...document.event, category: ['login'] } }],
    ['event.outcome is ok', { ...document, event: { ...document.event, outcome: 'ok' } }],
  ])('refuse a document where %s', (fault, wrong) => {
    expect(ecsFaults(wrong).join('; ')).toContain(fault);
  });
});

describe('log entries as documents of ECS', () => {
  it.each([...LOG_TYPES, 'nginx_failed_login', 'a_type_of_before'])('%s is valid, whatever is known', (type) => {
    const [bare, full] = [ofItsCategory(bareEntry(type)), ofItsCategory(fullEntry(type))];
    for (const entry of [bare, full, { ...full, host: null }, { ...full, username: null }])
      expect(ecsFaults(ecsEntry(entry))).toEqual([]);
    for (const text of [...HOSTILE_TEXTS, '', '/'])
      expect(ecsFaults(ecsEntry(ofItsCategory(fullEntry(type, text))))).toEqual([]);
  });

  it('every line of the golden logs is valid', () => {
    const types = new Set<string>();
    for (const { where, entry } of goldenEntries()) {
      types.add(entry.log_type);
      const faults = ecsFaults(ecsEntry(entry));
      if (faults.length > 0) throw new Error(`${where}: ${faults.join('; ')}`);
    }
    expect(types.size).toBeGreaterThan(50);
  });

  it.each([
    ['ssh_failed_login', 'authentication', ['start'], 'failure'],
    ['ssh_accepted_login', 'authentication', ['start'], 'success'],
    ['ssh_session_opened', 'session', ['start'], 'success'],
    ['ssh_session_closed', 'session', ['end'], 'success'],
    ['su_switched', 'authentication', ['start'], 'success'],
    ['sudo_refused', 'authentication', ['start'], 'failure'],
    ['sudo_command', 'process', ['start'], 'success'],
    ['account_created', 'iam', ['user', 'creation'], 'success'],
    ['account_group_member_added', 'iam', ['group', 'change'], 'success'],
    ['polkit_refused', 'iam', ['admin'], 'failure'],
    ['sftp_file_read', 'file', ['access'], 'success'],
    ['cron_jobs_changed', 'configuration', ['change'], 'success'],
    ['ssh_probe', 'network', ['connection', 'info'], 'failure'],
    ['ssh_penalty_drop', 'network', ['connection', 'denied'], 'failure'],
    ['ssh_connection_opened', 'network', ['connection', 'start'], 'success'],
    ['fail2ban_ban', 'intrusion_detection', ['denied'], undefined],
    ['other', 'host', ['info'], undefined],
  ])('%s is of %s', (log_type, category, type, outcome) => {
    const { event } = ecsEntry(ofItsCategory(fullEntry(log_type))) as { event: object };
    expect(event).toMatchObject({ kind: 'event', category: [category], type });
    expect((event as { outcome?: string }).outcome).toBe(outcome);
  });

  it('holds who, from where, and the line itself', () => {
    const entry = { ...fullEntry('ssh_failed_login'), username: 'root', source_host: null, target_user: null };
    expect(ecsEntry(entry)).toMatchObject({
      '@timestamp': '2026-11-20T09:12:46.000Z',
      ecs: { version: '9.4.0' },
      event: { id: '17', sequence: 17, action: 'ssh_failed_login', original: 'the line' },
      host: { name: 'web-1' },
      source: { ip: '203.0.113.7', port: 40022 },
      user: { name: 'root' },
      process: { name: 'sshd', pid: 4242 },
      network: { protocol: 'ssh' },
      log: { file: { path: '/var/log/auth.log' } },
      related: { ip: ['203.0.113.7'], user: ['root'], hosts: ['web-1'] },
      log_analyzer: { valid_user: false, attempts: 0 },
    });
    const su = ecsEntry({ ...fullEntry('su_switched'), username: 'alice', target_user: 'root' });
    expect(su).toMatchObject({ user: { name: 'alice', effective: { name: 'root' } } });
    const created = ecsEntry({ ...fullEntry('account_created'), username: 'root', target_user: 'bob' });
    expect(created).toMatchObject({ user: { name: 'root', target: { name: 'bob' } } });
  });
});

describe('alerts as documents of ECS', () => {
  const now = Date.UTC(2026, 10, 20, 12);

  it.each<[string, AlertInIncident]>([
    ['one that is new', storedAlert()],
    ['one with a login', storedAlert(withLogin())],
    ['one of many addresses', storedAlert({ ipAddress: null, username: 'root', groupBy: { username: 'root' } })],
    [
      'one about the service',
      storedAlert({ ipAddress: null, groupBy: { source: '/x' }, explanation: 'It is silent.' }),
    ],
    ['one with tags', storedAlert({ tags: ['attack.t1110', 'attack.t1110.001', 'attack.credential-access', 'cve.1'] })],
    ...HOSTILE_TEXTS.map((text) => [JSON.stringify(text), hostileAlert(text)] as [string, AlertInIncident]),
  ])('%s is valid', (_, alert) => {
    for (const change of [null, 'created', 'updated', 'login_found', 'escalated', 'handled'] as const)
      expect(ecsFaults(ecsAlert(alertView(alert, now), change, 'https://a.example/x'))).toEqual([]);
  });

  it('tells what it is, by which rule and technique, and who took part', () => {
    const tags = ['attack.t1110.001', 'attack.t1078', 'attack.credential-access', 'attack.command-and-control'];
    const alert = storedAlert({ id: 'the-alert', tags, ...withLogin() });
    expect(ecsAlert({ ...alertView(alert, now), country: 'NL', asn: 64_500, network_name: 'Example' })).toMatchObject({
      event: { kind: 'alert', category: ['intrusion_detection'], id: 'the-alert', severity: 5 },
      rule: { id: 'ssh_brute_force', name: 'SSH brute force' },
      threat: {
        framework: 'MITRE ATT&CK',
        technique: { id: ['T1110', 'T1078'], subtechnique: { id: ['T1110.001'] } },
        tactic: { name: ['Credential Access', 'Command and Control'] },
      },
      source: { ip: '203.0.113.7', geo: { country_iso_code: 'NL' }, as: { number: 64_500 } },
      host: { name: 'web-1' },
      related: { ip: ['203.0.113.7'], user: ['root', 'admin'], hosts: ['web-1'] },
      log_analyzer: { outcome: 'login_succeeded', attempts: 26, status: 'open' },
    });
  });
});
