import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertDto } from '../../src/alerts/alert.dto.js';
import type { VerdictDto } from '../../src/insight/verdict.dto.js';
import { acceptedPassword, bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ATTACKER = '203.0.113.7';
const HOUR = 3_600;
const DAY = 24 * HOUR;

describe('the verdict about a stretch of time', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let now: number;

  afterEach(() => service.stop());

  const start = async (...lines: string[]) => {
    now = Date.parse(timeOf(2 * DAY));
    writeFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
    service = await startService(folder(), {}, () => now);
  };
  const alerts = async () => (await service.http.get('/alerts').expect(200)).body as AlertDto[];
  const verdict = async (since: number, until: number, more = ''): Promise<VerdictDto> =>
    (await service.http.get(`/stats/summary?since=${timeOf(since)}&until=${timeOf(until)}${more}`).expect(200)).body
      .verdict;

  it('says of every range whether they got in within it, by any of their logins', async () => {
    await start(
      ...bruteForce(12, { address: ATTACKER }),
      acceptedPassword({ second: 2 * HOUR, address: ATTACKER, user: 'deploy' }),
      acceptedPassword({ second: 20 * HOUR, address: ATTACKER, user: 'backup' }),
      // A day after the attack it is a login like any other.
      acceptedPassword({ second: 25 * HOUR, address: ATTACKER, user: 'backup' }),
      acceptedPassword({ second: 3 * HOUR, address: '192.0.2.10' }),
      failedPassword({ second: 40 * HOUR, address: '192.0.2.11' }),
    );
    expect(await verdict(0, HOUR)).toMatchObject({ kind: 'attacked', break_ins: 0, attackers: 1, ongoing: 0 });
    expect(await verdict(HOUR, 3 * HOUR)).toMatchObject({
      kind: 'got_in',
      break_ins: 1,
      logins: [{ username: 'deploy', ip_address: ATTACKER, host: 'web-1', timestamp: timeOf(2 * HOUR) }],
    });
    expect(await verdict(19 * HOUR, 21 * HOUR)).toMatchObject({ kind: 'got_in', logins: [{ username: 'backup' }] });
    expect(await verdict(0, 2 * DAY)).toMatchObject({ kind: 'got_in', break_ins: 2, incidents: 1, open_incidents: 1 });
    expect(await verdict(24.5 * HOUR, 26 * HOUR)).toMatchObject({ kind: 'quiet', break_ins: 0, alerts: 0 });
    expect(await verdict(41 * HOUR, 42 * HOUR)).toMatchObject({ kind: 'unknown' });
    expect(await verdict(0, 2 * DAY, '&host=web-1')).toMatchObject({ kind: 'got_in', break_ins: 2 });
    expect(await verdict(0, 2 * DAY, '&host=web-2')).toMatchObject({ kind: 'unknown', break_ins: 0, attackers: 0 });
    // Attacked there, entered elsewhere.
    const elsewhere = acceptedPassword({ second: 5 * HOUR, address: ATTACKER, user: 'db' }).replace(
      ' web-1 ',
      ' vault ',
    );
    appendFileSync(join(folder(), 'auth.log'), `${elsewhere}\n`);
    await service.scan();
    expect(await verdict(4 * HOUR, 6 * HOUR, '&host=vault')).toMatchObject({
      kind: 'got_in',
      logins: [{ host: 'vault' }],
    });
    expect(await verdict(4 * HOUR, 6 * HOUR, '&host=web-1')).toMatchObject({ break_ins: 0 });
    expect(await verdict(-9 * DAY, -8 * DAY)).toMatchObject({ kind: 'unknown' });
  });

  it('follows people: what they resolve counts no longer, and a false positive is no break-in', async () => {
    await start(...bruteForce(12, { address: ATTACKER }), acceptedPassword({ second: 60, address: ATTACKER }));
    const resolve = (resolution: string) =>
      service.http
        .patch(`/alerts?attacker=${ATTACKER}`)
        .send({ status: 'resolved', resolution, expected_count: 1 })
        .expect(200);
    await resolve('true_positive');
    expect(await verdict(0, DAY)).toMatchObject({ kind: 'quiet', break_ins: 1, open_incidents: 0, incidents: 1 });
    await service.http.patch(`/alerts?attacker=${ATTACKER}`).send({ status: 'open', expected_count: 1 }).expect(200);
    await resolve('false_positive');
    expect(await verdict(0, DAY)).toMatchObject({ kind: 'quiet', break_ins: 0 });
  });

  it('says that an attack goes on only of a range that reaches up to now', async () => {
    await start(failedPassword({ second: 0 }));
    const second = 2 * DAY - 200;
    appendFileSync(join(folder(), 'auth.log'), `${bruteForce(12, { second, address: ATTACKER }).join('\n')}\n`);
    await service.scan();
    expect(await verdict(DAY, 2 * DAY + 1)).toMatchObject({ kind: 'under_attack', ongoing: 1, attackers: 1 });
    expect(await verdict(DAY, 2 * DAY - 150)).toMatchObject({ kind: 'attacked', ongoing: 0 });
    const usual = (await service.http.get('/stats/summary?since=24h').expect(200)).body;
    expect(usual.verdict).toMatchObject({ kind: 'under_attack', ongoing: 1 });
  });

  it('says of no attack that it goes on when nobody has been seen for ten minutes, however long its rule waits', async () => {
    // One failed login now and then: a rule that looks at a whole day.
    await start(...Array.from({ length: 100 }, (_, turn) => failedPassword({ second: turn * 800, address: ATTACKER })));
    now = Math.max(...(await alerts()).map((each) => Date.parse(each.last_seen))) + 600_000;
    expect(await verdict(0, DAY)).toMatchObject({ kind: 'under_attack', ongoing: 1 });
    now += 1;
    expect((await alerts()).map(({ activity }) => activity)).toContain('quiet');
    expect(await verdict(0, DAY)).toMatchObject({ kind: 'attacked', ongoing: 0 });
  });
});
