import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertDto } from '../../src/alerts/alert.dto.js';
import { acceptedKey, acceptedPassword, bruteForce, failedPassword, probe, timeOf } from '../factories/log-lines.js';
import { mailSettings, startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ATTACKER = '203.0.113.7';
const HOUR = 3600;
/** Second of the last attempt of {@link rootAttack}. */
const LAST = 11;

/** Twelve attempts on root, which two rules see. */
const rootAttack = (): string[] => bruteForce(12, { user: 'root' });

/** Ten addresses of different networks that try one account each once. */
const distributedAttack = (): string[] =>
  Array.from({ length: 10 }, (_, index) =>
    failedPassword({ second: index, address: `2001:db8:${index + 1}::7`, user: 'alice' }),
  );

/** Enough connections without a login to be a scan. */
const probes = (): string[] => Array.from({ length: 30 }, (_, second) => probe({ second }));

const login = (second: number, address = ATTACKER, user = 'alice'): string =>
  acceptedPassword({ second, address, user });

const onAlice = (alert: object): object => ({ rule: 'ssh_distributed_brute_force', username: 'alice', ...alert });

const link = ({ id, rule }: AlertDto): object => ({ id, rule, severity: 'high' });

describe('the outcome of an attack', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let mailServer: MailServer;

  const scan = async (...lines: string[]) => {
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
    await service.scan();
    await service.notified();
  };
  const alerts = async (): Promise<AlertDto[]> => (await service.http.get('/alerts').expect(200)).body;
  const subjects = () => mailServer.mails.map(({ subject }) => subject);

  beforeEach(async () => {
    mailServer = await startMailServer();
    service = await startService(folder(), { ...mailSettings(mailServer), ALLOWLIST: '198.51.100.0/24' });
  });

  afterEach(async () => {
    await service.stop();
    await mailServer.stop();
  });

  it('links the alerts of an attack that several rules see, and mails of it once', async () => {
    await scan(...rootAttack());
    const found = await alerts();
    expect(found).toMatchObject([
      { rule: 'ssh_brute_force', severity: 'high', outcome: 'none', login: null, login_count: 0 },
      { rule: 'ssh_root_brute_force', severity: 'high', outcome: 'none', login: null, login_count: 0 },
    ]);
    const [brute, root] = found;
    expect([brute!.related, root!.related]).toEqual([[link(root!)], [link(brute!)]]);
    expect(subjects()).toEqual([expect.stringMatching(/^\[high\] SSH brute force on root from 203\.0\.113\.7: /)]);
  });

  it('writes a login of the attacker on every alert of the attack, and mails of it once', async () => {
    await scan(...rootAttack());
    await scan(login(3 * HOUR));
    const entries = (await service.http.get('/logs?limit=1000')).body as { id: number; log_type: string }[];
    const entry = entries.find(({ log_type }) => log_type === 'ssh_accepted_login');
    const expected = {
      outcome: 'login_succeeded',
      severity: 'critical',
      login_count: 1,
      last_seen: timeOf(LAST),
      login: {
        timestamp: timeOf(3 * HOUR),
        username: 'alice',
        method: 'password',
        ip_address: ATTACKER,
        entry_id: entry!.id,
      },
    };
    expect(await alerts()).toMatchObject([expected, expected]);
    expect(subjects().slice(1)).toEqual([
      expect.stringMatching(/^\[critical\] .* from 203\.0\.113\.7: LOGIN SUCCEEDED/),
    ]);
    await scan(login(3 * HOUR + 60));
    expect(await alerts()).toMatchObject([{ login_count: 2 }, { login_count: 2 }]);
    expect(mailServer.mails).toHaveLength(2);
  });

  it('mails once when attack and login come together', async () => {
    await scan(...rootAttack(), login(3 * HOUR));
    expect(subjects()).toEqual([expect.stringMatching(/^\[critical\] .*LOGIN SUCCEEDED after 12 attempts/)]);
  });

  it.each([
    ['root', 'a rule about such logins'],
    ['oracle', 'a rule about logins behind failures'],
  ])('mails once when %s is logged in, although %s sees it, too', async (user) => {
    await scan(...bruteForce(12, { user }));
    const before = mailServer.mails.length;
    await scan(login(600, ATTACKER, user));
    expect(await alerts()).toHaveLength(user === 'root' ? 4 : 2);
    expect(subjects().slice(before)).toEqual([expect.stringMatching(/^\[critical\] SSH brute force.*LOGIN SUCCEEDED/)]);
  });

  it('tells of the attack, not of the rule about such logins, when root logs in long after', async () => {
    await scan(...bruteForce(12));
    await scan(login(3 * HOUR, ATTACKER, 'root'));
    expect(await alerts()).toMatchObject([
      { rule: 'ssh_root_login_by_password', severity: 'medium' },
      { rule: 'ssh_brute_force', severity: 'critical' },
    ]);
    expect(subjects().slice(1)).toEqual([expect.stringMatching(/^\[critical\] SSH brute force .*LOGIN SUCCEEDED/)]);
  });

  it('counts a login for 24 hours after the last attempt', async () => {
    await scan(...rootAttack());
    await scan(login(LAST + 24 * HOUR));
    expect(await alerts()).toMatchObject([{ outcome: 'login_succeeded' }, { outcome: 'login_succeeded' }]);
  });

  it.each<[what: string, lines: () => string[]]>([
    ['a second more than 24 hours later', () => [...rootAttack(), login(LAST + 24 * HOUR + 1)]],
    ['25 hours later', () => [...rootAttack(), login(25 * HOUR)]],
    ['before the attack', () => [login(-60), ...rootAttack()]],
    ['of somebody else', () => [...rootAttack(), login(60, '192.0.2.10')]],
    ['of somebody else on the network', () => [...rootAttack(), login(60, '203.0.113.8')]],
    ['of the user from an allowlisted address', () => [...distributedAttack(), login(60, '198.51.100.7')]],
    ['of another user, after an attack on one', () => [...distributedAttack(), login(60, '192.0.2.10', 'bob')]],
  ])('takes no notice of a login %s', async (_what, lines) => {
    await scan(...lines());
    const found = await alerts();
    expect(found.length).toBeGreaterThan(0);
    for (const alert of found) expect(alert).toMatchObject({ severity: 'high', outcome: 'none', login: null });
    expect(subjects()).toEqual([expect.not.stringContaining('LOGIN')]);
  });

  it('tells once of a login of the attacked user that somebody should look at', async () => {
    await scan(...distributedAttack());
    await scan(login(60, '192.0.2.10'), login(70, '192.0.2.10'));
    await scan(login(80, '192.0.2.10'));
    const suspected = { username: 'alice', ip_address: '192.0.2.10', timestamp: timeOf(60) };
    expect(await alerts()).toMatchObject([
      onAlice({ outcome: 'login_suspected', severity: 'high', login: suspected, login_count: 1 }),
    ]);
    expect(subjects()).toEqual([
      expect.stringMatching(/^\[high\] .* on user alice: 10 attempts/),
      expect.stringMatching(/^\[high\] .* on user alice: SUSPICIOUS LOGIN/),
    ]);
    expect(mailServer.mails[1]!.text).toContain('A SUSPICIOUS LOGIN at ');
  });

  it('tells again when an address that was suspected takes part', async () => {
    await scan(...distributedAttack());
    await scan(login(60, '192.0.2.10'));
    await scan(failedPassword({ second: 90, address: '192.0.2.10', user: 'alice' }));
    expect(await alerts()).toMatchObject([
      onAlice({ outcome: 'login_succeeded', severity: 'critical', login: { timestamp: timeOf(60) }, login_count: 1 }),
    ]);
    expect(subjects().slice(2)).toEqual([expect.stringMatching(/^\[critical\] .* on user alice: LOGIN SUCCEEDED/)]);
  });

  it('knows a login of the user from an address that took part', async () => {
    await scan(...distributedAttack());
    await scan(login(60, '2001:db8:3::7'));
    expect(await alerts()).toMatchObject([onAlice({ outcome: 'login_succeeded', login_count: 1 })]);
    expect(subjects().slice(1)).toEqual([expect.stringMatching(/^\[critical\] .* on user alice: LOGIN SUCCEEDED/)]);
  });

  it.each<[what: string, lines: () => string[]]>([
    ['by key', () => [...distributedAttack(), acceptedKey({ second: 60, address: '192.0.2.10', user: 'alice' })]],
    [
      'from where the user has logged in before',
      () => [login(-60, '192.0.2.10'), ...distributedAttack(), login(60, '192.0.2.10')],
    ],
    ['from an address that only knocked', () => [...probes(), login(60, ATTACKER)]],
  ])('does not take for a break-in a login %s', async (_what, lines) => {
    await scan(...lines());
    const found = await alerts();
    expect(found.length).toBeGreaterThan(0);
    for (const alert of found) expect(alert).toMatchObject({ outcome: 'none', login: null, login_count: 0 });
  });

  it('counts the logins of an alert up to a hundred', async () => {
    await scan(...rootAttack());
    await scan(...Array.from({ length: 120 }, (_, index) => login(100 + index)));
    expect((await alerts()).map(({ login_count }) => login_count)).toEqual([100, 100]);
  });

  it('leaves a login that is all there is to an alert at the level of the rule', async () => {
    await scan(login(0, '192.0.2.10', 'root'), login(60, '192.0.2.10', 'alice'));
    expect(await alerts()).toMatchObject([
      { rule: 'ssh_root_login_by_password', severity: 'medium', outcome: 'none', login: { username: 'root' } },
    ]);
    expect(subjects()).toEqual(['[medium] SSH login as root by password from 192.0.2.10: 1 log entry']);
  });

  it('knows of the attack after a restart, and of the login after the next', async () => {
    await scan(...rootAttack());
    await service.stop();
    service = await startService(folder(), mailSettings(mailServer));
    await scan(login(3 * HOUR));
    expect(subjects()).toEqual([expect.anything(), expect.stringContaining('LOGIN SUCCEEDED')]);
    await service.stop();
    service = await startService(folder(), mailSettings(mailServer));
    await scan(failedPassword({ second: 4 * HOUR }));
    expect(await alerts()).toMatchObject([{ outcome: 'login_succeeded' }, { outcome: 'login_succeeded' }]);
    expect(mailServer.mails).toHaveLength(2);
  });
});
