import { alertView } from '../../src/alerts/alert-view.js';
import type { AlertInIncident } from '../../src/alerts/incidents/incidents.js';
import { ocsfAlert } from '../../src/alerts/ocsf-alert.js';
import type { LogEntryDto } from '../../src/logs/entries/log-entry.dto.js';
import { ocsfEntry } from '../../src/logs/entries/ocsf-entry.js';
import { LOG_TYPES } from '../../src/logs/programs/registry.js';
import { HOSTILE_TEXTS } from '../channels/hostile-texts.js';
import { hostileAlert, storedAlert, withLogin } from '../factories/notification-message.js';
import { bareEntry, fullEntry, goldenEntries } from '../factories/shown-entry.js';
import { ocsfFaults } from './ocsf-schema.js';

const kindOf = (entry: LogEntryDto): unknown[] => {
  const { class_uid, activity_id, activity_name, status } = ocsfEntry(entry);
  return [class_uid, activity_id, activity_name, status];
};

describe('the schema', () => {
  const event = ocsfEntry(fullEntry('ssh_failed_login'));

  it.each<[string, object]>([
    ['user is missing', { ...event, user: undefined }],
    ['user. has none of', { ...event, user: {} }],
    ['activity_id is 55', { ...event, activity_id: 55 }],
    ['time is no timestamp_t', { ...event, time: '2026-11-20' }],
    ['colour is not in the schema', { ...event, colour: 'red' }],
    ['src_endpoint.port is no port_t', { ...event, src_endpoint: { ip: '192.0.2.1', port: '22' } }],
    ['type_uid', { ...event, type_uid: 1 }],
    ['has none of service, dst_endpoint', { ...event, service: undefined, dst_endpoint: undefined }],
  ])('refuses an event where %s', (fault, wrong) => {
    expect(ocsfFaults(wrong).join('; ')).toContain(fault);
  });
});

describe('log entries as events of OCSF', () => {
  it.each([...LOG_TYPES, 'nginx_failed_login', 'a_type_of_before'])('%s is valid, whatever is known', (type) => {
    for (const entry of [
      bareEntry(type),
      fullEntry(type),
      { ...fullEntry(type), host: null },
      { ...fullEntry(type), username: null },
    ])
      expect(ocsfFaults(ocsfEntry(entry))).toEqual([]);
    for (const text of [...HOSTILE_TEXTS, '', '/']) expect(ocsfFaults(ocsfEntry(fullEntry(type, text)))).toEqual([]);
  });

  it('every line of the golden logs is valid', () => {
    const types = new Set<string>();
    for (const { where, entry } of goldenEntries()) {
      types.add(entry.log_type);
      const faults = ocsfFaults(ocsfEntry(entry));
      if (faults.length > 0) throw new Error(`${where}: ${faults.join('; ')}`);
    }
    expect(types.size).toBeGreaterThan(50);
  });

  it.each([
    ['ssh_failed_login', [3002, 1, 'Logon', 'Failure']],
    ['ssh_accepted_login', [3002, 1, 'Logon', 'Success']],
    ['ssh_login_refused', [3002, 1, 'Logon', 'Failure']],
    ['nginx_failed_login', [3002, 1, 'Logon', 'Failure']],
    ['login_accepted', [3002, 1, 'Logon', 'Success']],
    ['ssh_session_closed', [3002, 2, 'Logoff', 'Success']],
    ['ssh_session_opened', [3002, 99, 'Session opened', 'Success']],
    ['su_switched', [3002, 7, 'Account Switch', 'Success']],
    ['sudo_refused', [3002, 7, 'Account Switch', 'Failure']],
    ['sudo_command', [1007, 1, 'Launch', 'Success']],
    ['cron_command', [1007, 1, 'Launch', 'Success']],
    ['cron_jobs_changed', [1006, 2, 'Update', 'Success']],
    ['sftp_file_read', [1001, 2, 'Read', 'Success']],
    ['account_created', [3001, 1, 'Create', 'Success']],
    ['account_password_changed', [3001, 3, 'Password Change', 'Success']],
    ['account_group_member_added', [3006, 3, 'Add User', 'Success']],
    ['polkit_refused', [3003, 1, 'Assign Privileges', 'Failure']],
    ['ssh_probe', [4007, 4, 'Fail', 'Failure']],
    ['ssh_penalty_drop', [4007, 5, 'Refuse', 'Failure']],
    ['ssh_connection_opened', [4007, 1, 'Open', 'Success']],
    ['fail2ban_ban', [0, 99, 'fail2ban_ban', undefined]],
    ['other', [0, 99, 'other', undefined]],
  ])('%s is %j', (type, kind) => {
    expect(kindOf(fullEntry(type))).toEqual(kind);
  });

  it('says no more than the line does', () => {
    expect(kindOf({ ...fullEntry('ssh_failed_login'), username: null })).toEqual([4007, 4, 'Fail', 'Failure']);
    expect(kindOf({ ...fullEntry('pam_failed_login'), username: null })).toEqual([
      0,
      99,
      'pam_failed_login',
      undefined,
    ]);
    expect(kindOf({ ...fullEntry('sudo_command'), host: null })).toEqual([0, 99, 'sudo_command', undefined]);
    const details = { change: 'rename', path: '/a/b', new_path: '/a/c' };
    expect(ocsfEntry({ ...fullEntry('sftp_file_changed'), details })).toMatchObject({
      activity_name: 'Rename',
      file: { name: 'b', path: '/a/b' },
      file_result: { name: 'c' },
    });
  });

  it('holds who, from where, and the line itself', () => {
    expect(ocsfEntry({ ...fullEntry('ssh_failed_login'), username: 'root', source_host: null })).toMatchObject({
      time: Date.UTC(2026, 10, 20, 9, 12, 46),
      type_uid: 300_201,
      metadata: { version: '1.8.0', uid: '17', log_name: '/var/log/auth.log', event_code: 'ssh_failed_login' },
      user: { name: 'root' },
      src_endpoint: { ip: '203.0.113.7', port: 40022 },
      dst_endpoint: { hostname: 'web-1' },
      service: { name: 'sshd' },
      raw_data: 'the line',
      unmapped: { log_type: 'ssh_failed_login', valid_user: false, attempts: 0 },
    });
  });
});

describe('alerts as Detection Findings of OCSF', () => {
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
    ['one that may be forged', storedAlert({ forgeable: true })],
    ...HOSTILE_TEXTS.map((text) => [JSON.stringify(text), hostileAlert(text)] as [string, AlertInIncident]),
  ])('%s is valid', (_, alert) => {
    for (const change of [null, 'created', 'updated', 'login_found', 'escalated', 'handled'] as const)
      expect(ocsfFaults(ocsfAlert(alertView(alert, now), change, 'https://a.example/x'))).toEqual([]);
  });

  it('tells what it is, how far people are with it, and where its evidence is', () => {
    const alert = storedAlert({ id: 'the-alert', resolvedAt: now, resolution: 'false_positive', ...withLogin() });
    expect(ocsfAlert(alertView(alert, now))).toMatchObject({
      class_uid: 2004,
      activity_name: 'Close',
      severity: 'Critical',
      status: 'Suppressed',
      is_alert: true,
      finding_info: {
        uid: 'the-alert',
        analytic: { name: 'ssh_brute_force', type_id: 1 },
        attacks: [{ technique: { uid: 'T1110' }, sub_technique: { uid: 'T1110.001' } }],
        related_events: [{ uid: '1' }, { uid: '26' }],
      },
      resources: [{ name: 'web-1' }],
      unmapped: { outcome: 'login_succeeded', attempts: 26 },
    });
    expect(ocsfAlert(alertView(storedAlert({ acknowledgedAt: now }), now))).toMatchObject({ status: 'In Progress' });
    expect(ocsfAlert(alertView(storedAlert(), now), 'created')).toMatchObject({
      activity_name: 'Create',
      status: 'New',
    });
    expect(ocsfAlert(alertView(storedAlert(), now))).toMatchObject({ activity_name: 'Update' });
  });
});
