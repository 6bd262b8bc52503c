import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpStandIn } from '../channels/http-stand-in.js';
import { AuthLog } from '../detection/auth-log.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

const START = Date.UTC(2026, 10, 20, 9);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const ATTACKER = { address: '203.0.113.7', user: 'deploy' };
const ROOT = 'deploy : TTY=pts/0 ; PWD=/home/deploy ; USER=root ; COMMAND=';

/** A brute force that finds a password, and what is done with it, among people who do their work on three hosts. */
function breakIn(): string[] {
  const log = new AuthLog();
  for (let index = 0; index < 12; index++) log.failedPasswords(START + index * 10 * SECOND, ATTACKER);
  const login = START + 3 * MINUTE;
  log.login(login, ATTACKER, { minutes: 41 });
  log.write(login + 12 * SECOND, 'sudo', `${ROOT}/bin/bash`);
  log.write(login + 60 * SECOND, 'useradd[77]', 'new user: name=backup2, UID=0, GID=0, home=/root, shell=/bin/bash');
  log.write(login + 70 * SECOND, 'internal-sftp[88]', 'session opened for local user deploy from [203.0.113.7]');
  const key = 'open "/root/.ssh/authorized_keys" flags WRITE,CREATE,TRUNCATE mode 0600';
  log.write(login + 80 * SECOND, 'internal-sftp[88]', key);
  log.write(login + 90 * SECOND, 'crontab[99]', '(root) REPLACE (root)');
  log.write(login + 100 * SECOND, 'sudo', `${ROOT}/usr/bin/rm /var/log/auth.log`);
  for (const host of ['web-2', 'web-3']) {
    log.write(
      login,
      'sshd[500]',
      'Accepted publickey for alice from 198.51.100.7 port 50100 ssh2: ED25519 SHA256:abc',
      host,
    );
    log.write(login + 61 * SECOND, 'sudo', 'alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/apt update', host);
  }
  for (const [index, address] of [
    '198.51.100.20',
    '198.51.100.21',
    '2001:db8::1',
    '2001:db8::2',
    '2001:db8:0:1::1',
  ].entries()) {
    const from = `Accepted password for carol from ${address} port ${50_200 + index} ssh2`;
    log.write(login + index * MINUTE, `sshd[${600 + index}]`, from, 'web-2');
  }
  return log.lines;
}

describe('what whoever got in did', () => {
  const folder = sharedFolder();
  let service: RunningService;
  const get = async (path: string) => (await service.http.get(path).expect(200)).body;

  beforeAll(async () => {
    writeFileSync(join(folder(), 'auth.log'), `${breakIn().join('\n')}\n`);
    service = await startService(folder());
  });

  afterAll(() => service.stop());

  it('stands on the alert, in order, and in its session', async () => {
    const [alert] = await get('/alerts?rule=ssh_brute_force');
    expect(alert).toMatchObject({
      outcome: 'login_succeeded',
      severity: 'critical',
      after_login: [
        'became root by sudo after 12 s',
        'created the account backup2 with UID 0 after 1 minute',
        'wrote /root/.ssh/authorized_keys after 1 minute',
        'changed the scheduled jobs of root after 1 minute',
        'touched logs or history with rm after 1 minute',
      ],
    });
    const { sessions } = await get(`/alerts/${alert.id}`);
    expect(sessions).toMatchObject([
      {
        host: 'web-1',
        username: 'deploy',
        ip_address: '203.0.113.7',
        method: 'password',
        end_reason: 'disconnected',
        duration_seconds: 41 * 60,
        commands: 2,
        account_changes: 1,
        files_written: 1,
        became: ['root'],
      },
    ]);
    expect(sessions[0].summary.slice(0, 2)).toEqual([
      'were logged in as deploy for 41 minutes',
      'became root by sudo after 12 s',
    ]);
    const { timeline, timeline_is_whole } = await get(`/sessions/${sessions[0].id}`);
    expect(timeline_is_whole).toBe(true);
    expect(timeline.map(({ log_type, how }: Record<string, string>) => [log_type, how])).toEqual([
      ['ssh_accepted_login', 'login'],
      ['sudo_command', 'only_session'],
      ['account_created', 'only_session'],
      ['sftp_session_opened', 'only_session'],
      ['sftp_file_written', 'only_session'],
      ['cron_jobs_changed', 'only_session'],
      ['sudo_command', 'only_session'],
    ]);
  });

  it('is one incident with every alert about it', async () => {
    const alerts = await get('/alerts?sort=timestamp');
    const incidents = new Set(alerts.map(({ incident_id }: { incident_id: string }) => incident_id));
    expect(incidents.size).toBe(1);
    const rules = new Set(alerts.map(({ rule }: { rule: string }) => rule));
    for (const rule of ['ssh_brute_force', 'ssh_login_after_failures', 'account_with_uid_0', 'key_file_written']) {
      expect(rules).toContain(rule);
    }
    for (const rule of ['account_after_suspicious_login', 'shell_as_root_after_suspicious_login', 'log_tampering']) {
      expect(rules).toContain(rule);
    }
  });

  it('leaves the sessions of others alone', async () => {
    const sessions = await get('/sessions?username=alice');
    expect(sessions).toMatchObject([
      { host: expect.stringMatching(/^web-[23]$/), ended_at: null, commands: 1, milestones: { account: null } },
      { ended_at: null, commands: 1 },
    ]);
    expect(await get('/sessions?state=ended&host=web-1')).toHaveLength(1);
    expect(await get('/sessions?ip_address=203.0.113.0/24')).toHaveLength(1);
  });

  it('tells of a login whether it is new for its user, and what came before', async () => {
    const [login] = await get('/logins?username=deploy');
    expect(login).toMatchObject({
      username: 'deploy',
      ip_address: '203.0.113.7',
      new_address_for_user: true,
      new_network_for_user: true,
      new_key_for_user: null,
      history_since: null,
      failures_before: 12,
    });
    const both: { new_address_for_user: boolean; new_key_for_user: boolean }[] = await get('/logins?username=alice');
    expect(both.map((each) => each.new_address_for_user).sort()).toEqual([false, true]);
    expect(both.map((each) => each.new_key_for_user).sort()).toEqual([false, true]);
  });

  it('knows the networks of a user, /24 and /64', async () => {
    const logins: Record<string, unknown>[] = await get('/logins?username=carol&sort=started_at');
    expect(logins.map((each) => [each['new_address_for_user'], each['new_network_for_user']])).toEqual([
      [true, true],
      [true, false],
      [true, true],
      [true, false],
      [true, true],
    ]);
  });

  it('is notified once for each thing that matters, with what they did so far', async () => {
    await service.stop();
    const lines = breakIn();
    const receiver = await HttpStandIn.start();
    const path = join(folder(), 'live');
    mkdirSync(path);
    const log = join(path, 'auth.log');
    writeFileSync(log, '');
    service = await startService(path, {
      WEBHOOK_URL: `http://127.0.0.1:${receiver.port}/hook`,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      NOTIFY_MAX_AGE_HOURS: '8760',
      NOTIFY_RATE_LIMIT: '100',
    });
    for (const line of lines) {
      appendFileSync(log, `${line}\n`);
      await service.scan();
      await service.notified();
    }
    const sent: { reason: string }[] = await get('/notifications?sort=created_at&limit=100');
    const reasons = sent.map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason === 'login_succeeded')).toHaveLength(1);
    expect(reasons.filter((reason) => reason === 'escalated')).toHaveLength(5);
    await receiver.stop();
  });

  it('refuses an id that is none', async () => {
    expect((await service.http.get('/sessions/x').expect(404)).body.code).toBe('SESSION_NOT_FOUND');
  });
});
