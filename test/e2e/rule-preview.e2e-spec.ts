import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { seededRandom } from '../../bench/seeded-random.js';
import { PREVIEWER } from '../../src/analysis/preview/previewer.js';
import type { Previewer } from '../../src/analysis/preview/previewer.js';
import { PreviewStoppedError } from '../../src/analysis/preview/preview-run.js';
import { bruteForce, timeOf } from '../factories/log-lines.js';
import { randomLog } from '../sequences/random-log.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { ENGINE } from '../support/test-database.js';

const LOGS = Number(process.env['SOAK_LOGS'] ?? 1);
const SEED = Number(process.env['SOAK_SEED'] ?? 20);
const GOLDEN = join(__dirname, '..', '..', 'rules', 'tests');

function ruleOf(name: string): string {
  const detection = `{selection: {username: ${name}}, condition: selection}`;
  return `title: ${name}\nlogsource: {product: linux, service: sshd}\ndetection: ${detection}\nlevel: low\n`;
}

/** Of every type of correlation. */
const SOME_RULES = [
  'ssh_brute_force',
  'ssh_slow_brute_force',
  'ssh_distributed_brute_force',
  'ssh_subnet_brute_force',
  'ssh_login_after_failures',
  'ssh_scanning',
];

interface Preview {
  readonly counts: { readonly appear: number; readonly vanish: number; readonly stay: number };
  readonly appear: readonly { readonly id: string; readonly ip_address: string | null }[];
  readonly stay: readonly { readonly id: string; readonly previewed: { readonly id: string } }[];
  readonly complete: boolean;
}

describe('POST /rules/preview', () => {
  const folder = sharedFolder();
  let service: RunningService;

  afterEach(() => service.stop());

  async function startWith(lines: readonly string[]): Promise<void> {
    const own = mkdtempSync(join(folder(), 'log-'));
    writeFileSync(join(own, 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(own, { RATE_LIMIT_PER_MINUTE: '1000000' });
  }

  const preview = async (body: object, query = ''): Promise<Preview> =>
    (await service.http.post(`/rules/preview${query}`).send(body).expect(200)).body;

  const refused = async (body: object, status: number) =>
    (await service.http.post('/rules/preview').send(body).expect(status)).body;

  async function raisingRules(): Promise<string[]> {
    const rules = (await service.http.get('/rules').expect(200)).body as { name: string; raises_alerts: boolean }[];
    return rules.filter((rule) => rule.raises_alerts).map(({ name }) => name);
  }

  /** What differs where every rule stays as it is. @returns how many alerts stay */
  async function expectNoChange(rules: readonly string[], query = ''): Promise<number> {
    let staying = 0;
    for (const rule of rules) {
      const { counts, stay, complete } = await preview({ rule }, query);
      expect({ rule, query, ...counts, complete }).toEqual({
        rule,
        query,
        appear: 0,
        vanish: 0,
        stay: counts.stay,
        complete: true,
      });
      for (const { id, previewed, ...facts } of stay) {
        expect(previewed.id).toBe(id);
        if (query === '') expect(previewed).toEqual({ id, ...facts });
      }
      staying += counts.stay;
    }
    return staying;
  }

  it('finds of rules as they are exactly the alerts that are stored, of the golden logs', async () => {
    // Each preview has a connection of its own, which is slow to open on PostgreSQL.
    const logs = readdirSync(GOLDEN)
      .filter((name) => name.startsWith('ssh_'))
      .slice(0, ENGINE === 'sqlite' ? undefined : 12);
    const own = mkdtempSync(join(folder(), 'golden-'));
    service = await startService(own, {
      LOG_FILES: logs.map((name) => join(GOLDEN, name)).join(','),
      RATE_LIMIT_PER_MINUTE: '1000000',
    });
    const names = new Set(await raisingRules());
    const alerts = (await service.http.get('/alerts?limit=1000').expect(200)).body as { rule: string }[];
    const raised = alerts.filter(({ rule }) => names.has(rule));
    expect(await expectNoChange([...names])).toBe(raised.length);
    expect(raised.length).toBeGreaterThan(ENGINE === 'sqlite' ? 20 : 3);
  });

  it('does so of random logs, and of parts of their time', async () => {
    let staying = 0;
    for (let seed = SEED; seed < SEED + LOGS; seed++) {
      if (seed > SEED) await service.stop();
      const random = seededRandom(seed);
      await startWith(randomLog(random));
      staying += await expectNoChange(await raisingRules());
      const since = Date.UTC(2026, 10, 10) + Math.floor(random() * 40) * 3_600_000;
      const until = since + Math.floor(random() * 30) * 3_600_000;
      await expectNoChange(
        SOME_RULES,
        `?since=${new Date(since).toISOString()}&until=${new Date(until).toISOString()}`,
      );
    }
    expect(staying).toBeGreaterThan(0);
  });

  it('says which alerts appear and vanish with another threshold, timespan or text', async () => {
    await startWith([
      ...bruteForce(12, { address: '203.0.113.7', user: 'root' }),
      ...bruteForce(7, { address: '198.51.100.9', user: 'admin', second: 9_000 }),
    ]);
    const lower = await preview({ rule: 'ssh_brute_force', threshold: 6, timespan_seconds: 600 });
    expect(lower).toMatchObject({
      rule: 'ssh_brute_force',
      wants: '6 failed attempts from one address within 10 minutes',
      counts: { appear: 1, vanish: 0, stay: 1 },
      appear: [{ ip_address: '198.51.100.9', first_seen: timeOf(9_000), fired_at: timeOf(9_005), attempts: 7 }],
      stay: [{ ip_address: '203.0.113.7', fired_at: timeOf(9), previewed: { fired_at: timeOf(5), attempts: 12 } }],
      entries: 19,
      entries_since: null,
    });
    const higher = await preview({ rule: 'ssh_brute_force', threshold: 13 });
    expect(higher.counts).toEqual({ appear: 0, vanish: 1, stay: 0 });
    const { text } = (await service.http.get('/rules/ssh_brute_force').expect(200)).body;
    const ofText = await preview({ text: String(text).replace(/gte: 10/, 'gte: 7') });
    expect(ofText.counts).toEqual({ appear: 1, vanish: 0, stay: 1 });
    const later = await preview({ rule: 'ssh_brute_force', threshold: 6 }, `?since=${timeOf(8_000)}`);
    expect(later.counts).toEqual({ appear: 1, vanish: 0, stay: 0 });
    expect((await service.http.get('/alerts?rule=ssh_brute_force').expect(200)).body).toHaveLength(1);
  });

  it('refuses what cannot be previewed, and says why', async () => {
    await startWith(bruteForce(2));
    expect(await refused({ rule: 'unknown' }, 404)).toMatchObject({ code: 'RULE_NOT_FOUND' });
    expect(await refused({}, 400)).toMatchObject({ code: 'REQUEST_INVALID', errors: [{ pointer: 'rule' }] });
    expect(await refused({ rule: 'log_tampering', threshold: 2 }, 400)).toMatchObject({
      code: 'PREVIEW_RULE_UNCHANGEABLE',
    });
    expect(await refused({ rule: 'ssh_login_after_failures', threshold: 3 }, 400)).toMatchObject({
      code: 'PREVIEW_RULE_UNCHANGEABLE',
    });
    expect(await refused({ text: 'title: [' }, 400)).toMatchObject({
      code: 'PREVIEW_RULE_INVALID',
      errors: [{ pointer: 'text:1' }],
    });
    expect(await refused({ text: `${ruleOf('one')}---\n${ruleOf('two')}` }, 400)).toMatchObject({
      code: 'PREVIEW_RULE_AMBIGUOUS',
    });
    expect(await refused({ rule: 'ssh_brute_force', timespan_seconds: 31 * 86_400 }, 400)).toMatchObject({
      code: 'REQUEST_INVALID',
    });
  });

  it('refuses more expressions than can be compiled at once', async () => {
    await startWith(bruteForce(2));
    const patterns = Array.from({ length: 400 }, (_, n) => `      - '(.?){480}[QZ]${n}'`).join('\n');
    const text = `title: T\nid: 11111111-2222-4333-8444-555555555555\nlogsource: { product: linux, service: sshd }\ndetection:\n  a:\n    raw_log|re:\n${patterns}\n  condition: a\nlevel: high\n`;
    const { body } = await service.http.post('/rules/preview').send({ text }).expect(400);
    expect(JSON.stringify(body)).toContain('one too many');
    const said = (await service.http.post('/rules/validate').send({ text }).expect(200)).body;
    expect(JSON.stringify(said)).toContain('one too many');
  });

  it('ends when its client goes away, runs one at a time, and lets only few wait', async () => {
    await startWith(bruteForce(2));
    const previewer = service.app.get<Previewer>(PREVIEWER);
    let running = 0;
    let most = 0;
    const signals: AbortSignal[] = [];
    const begun: (() => void)[] = [];
    const run = jest.spyOn(previewer, 'run').mockImplementation((_order, signal) => {
      signals.push(signal);
      most = Math.max(most, ++running);
      begun.shift()?.();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          running--;
          reject(new PreviewStoppedError());
        });
      });
    });
    const ask = () => {
      const asked = httpRequest(`${service.url}/rules/preview`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
      });
      asked.on('error', () => undefined);
      asked.end('{"rule":"ssh_brute_force"}');
      return asked;
    };
    const beginning = () => new Promise<void>((resolve) => begun.push(resolve));
    const first = beginning();
    const asked = ask();
    await first;
    const second = beginning();
    const next = ask();
    asked.destroy();
    await second;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(most).toBe(1);
    // One runs: whoever comes behind those who wait is sent away.
    const waiting = Array.from({ length: 6 }, () =>
      service.http.post('/rules/preview').send({ rule: 'ssh_brute_force' }),
    );
    const busy = await Promise.race(waiting.map(async (each) => (await each).body));
    expect(busy).toMatchObject({ status: 503, code: 'PREVIEW_BUSY' });
    run.mockRestore();
    next.destroy();
    const { statusCode } = (await Promise.all(waiting))[0]! as unknown as { statusCode: number };
    expect([200, 503]).toContain(statusCode);
  });
});
