import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../bench/seeded-random.js';
import { acceptedPassword, bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { randomLog } from '../sequences/random-log.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { ENGINE } from '../support/test-database.js';

/** How many random logs are tried. */
const LOGS = Number(process.env['SOAK_LOGS'] ?? (ENGINE === 'sqlite' ? 3 : 1));
const SEED = Number(process.env['SOAK_SEED'] ?? 20);

interface Distance {
  readonly rule: string;
  readonly wants: { readonly threshold: number } | null;
  readonly best: { readonly seen: number } | null;
  readonly stopped_by: string | null;
  readonly alert_count: number;
}

describe('why there is an alert, and why not', () => {
  const folder = sharedFolder();
  let service: RunningService;

  const get = async (path: string) => (await service.http.get(path).expect(200)).body;

  afterEach(() => service.stop());

  async function startWith(lines: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const own = mkdtempSync(join(folder(), 'log-'));
    writeFileSync(join(own, 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(own, { RATE_LIMIT_PER_MINUTE: '1000000', ...environment });
  }

  it('says what the rule asks for, what was seen as it fired, and what at the peak', async () => {
    await startWith(bruteForce(26, { address: '203.0.113.7', user: 'root' }));
    const [alert] = await get('/alerts?rule=ssh_brute_force');
    const why = await get(`/alerts/${alert.id}/why`);
    expect(why).toMatchObject({
      rule: 'ssh_brute_force',
      rule_state: 'current',
      wants: {
        type: 'value_sum',
        threshold: 10,
        timespan_seconds: 300,
        unit: 'failed attempts',
        words: '10 failed attempts from one address within 5 minutes',
      },
      fired: { seen: 10, since: alert.first_seen, at: alert.fired_at },
      peak: { seen: 26, at: alert.last_seen },
      examined: { complete: true },
    });
    expect(why.sentence).toMatch(
      /^10 failed attempts in \d+ s: the rule asks for 10 failed attempts from one address within 5 minutes\. At its peak there were 26 within 5 minutes\.$/,
    );
    await service.http.get('/alerts/00000000-0000-4000-8000-000000000000/why').expect(404);
  });

  it('says how near an address and a user came, and what was missing', async () => {
    await startWith([
      ...bruteForce(6, { address: '203.0.113.7', user: 'root' }),
      acceptedPassword({ second: 4_000, address: '198.51.100.9', user: 'deploy' }),
    ]);
    const { rules, entries, examined } = await get('/ips/203.0.113.7/rules');
    expect({ entries, examined }).toEqual({ entries: 6, examined: { since: null, complete: true } });
    const near = rules.find(({ rule }: Distance) => rule === 'ssh_brute_force');
    expect(near).toMatchObject({
      title: 'SSH brute force',
      best: { seen: 6, since: timeOf(0) },
      with_allowlisted: null,
      stopped_by: 'threshold',
      sentence: '6 of 10 failed attempts within 5 minutes: below the threshold.',
      alert_count: 0,
      alerts: [],
    });
    const shares = rules.map(({ best, wants }: Distance) => (best?.seen ?? 0) / (wants?.threshold ?? 1));
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    const root = await get('/users/root/rules');
    expect(root.rules.map(({ rule }: Distance) => rule)).toContain('ssh_distributed_brute_force');
    expect((await get('/ips/192.0.2.200/rules')).rules[0]).toMatchObject({ best: null, stopped_by: 'nothing_seen' });
    expect((await get('/ips/203.0.113.7/rules?until=2026-11-20')).entries).toBe(0);
    await service.http.get('/ips/x/rules').expect(400);
  });

  it('names the entry of the allowlist without which there would be an alert', async () => {
    await startWith(bruteForce(12, { address: '203.0.113.7', user: 'root' }), { ALLOWLIST: '203.0.113.0/24' });
    const { rules } = await get('/ips/203.0.113.7/rules');
    expect(rules[0]).toMatchObject({
      best: null,
      with_allowlisted: { seen: 12 },
      stopped_by: 'allowlist',
      covered_by: { range: '203.0.113.0/24', note: null },
    });
    const near = rules.find(({ rule }: Distance) => rule === 'ssh_brute_force');
    expect(near.sentence).toBe(
      '0 of 10 failed attempts within 5 minutes: the allowlist covers the rest, with which it would be 12 (203.0.113.0/24).',
    );
  });

  it('says of a rule that is gone what it raised, and no more', async () => {
    const own = mkdtempSync(join(folder(), 'log-'));
    writeFileSync(join(own, 'auth.log'), `${bruteForce(12, { address: '203.0.113.7', user: 'root' }).join('\n')}\n`);
    service = await startService(own);
    await service.stop();
    service = await startService(own, { SHIPPED_RULES: 'false' });
    const { rules } = await get('/ips/203.0.113.7/rules');
    const gone = rules.find(({ rule }: Distance) => rule === 'ssh_brute_force');
    expect(gone).toMatchObject({ wants: null, best: null, stopped_by: 'not_loaded', alert_count: 1 });
    expect(await get(`/alerts/${gone.alerts[0].id}/why`)).toMatchObject({ rule_state: 'not_loaded', fired: null });
  });

  it('reaches the threshold exactly where there is an alert, whatever the log', async () => {
    const wrong: object[] = [];
    let [reached, missed] = [0, 0];
    for (let seed = SEED; seed < SEED + LOGS; seed++) {
      if (seed > SEED) await service.stop();
      await startWith(randomLog(seededRandom(seed)));
      const entries = (await get('/logs?limit=1000')) as { ip_address: string | null; username: string | null }[];
      const addresses = new Set(entries.flatMap(({ ip_address: address }) => address ?? []));
      const users = new Set(entries.flatMap(({ username }) => username ?? []));
      for (const path of [
        ...[...addresses].map((each) => `ips/${each}`),
        ...[...users].map((each) => `users/${each}`),
      ]) {
        for (const { rule, wants, best, stopped_by, alert_count } of (await get(`/${path}/rules`))
          .rules as Distance[]) {
          const isReached = (best?.seen ?? 0) >= wants!.threshold;
          const isRaised = alert_count > 0;
          if (isReached !== isRaised || (stopped_by === null) !== isRaised) wrong.push({ seed, path, rule, best });
          if (isReached) reached++;
          else missed++;
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(reached).toBeGreaterThan(0);
    expect(missed).toBeGreaterThan(0);
  });

  it('counts the fullest window of a long record, not the record', async () => {
    const lines = Array.from({ length: 400 }, (_, index) =>
      failedPassword({ second: index * 40, address: '203.0.113.7', user: `name${index % 7}` }),
    );
    await startWith(lines);
    const { rules, entries } = await get('/ips/203.0.113.7/rules');
    expect(entries).toBe(400);
    expect(rules.find(({ rule }: Distance) => rule === 'ssh_brute_force')).toMatchObject({
      best: { seen: 8 },
      stopped_by: 'threshold',
    });
  });
});
