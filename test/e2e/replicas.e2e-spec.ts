import { once } from 'node:events';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { seededRandom } from '../../bench/seeded-random.js';
import { HttpStandIn } from '../channels/http-stand-in.js';
import { bruteForce } from '../factories/log-lines.js';
import { eventRuleText } from '../factories/sigma-rules.js';
import { expectOneAttack } from '../support/one-attack.js';
import { ServiceProcess } from '../support/service-process.js';
import { storedDigest, storedNumber } from '../support/stored-rows.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { databaseUrl, describeOn } from '../support/test-database.js';

/** `npm run soak -- replicas` disturbs them for ten minutes. */
const SECONDS = Number(process.env['SOAK_REPLICA_SECONDS'] ?? 5);
const SEED = Number(process.env['SOAK_SEED'] ?? 1);
const REPLICAS = 3;

/** Longer than the server keeps the connection of an instance that says nothing. */
const PAUSE_MS = 12_000;
const PATIENCE_MS = 240_000;

/** What is stored, all columns of it. */
const STORED = ['SELECT * FROM log_entries ORDER BY id', 'SELECT * FROM alerts ORDER BY id'];

describeOn('postgres')('several instances on one database', () => {
  const folder = temporaryFolder();
  let running: (ServiceProcess | null)[] = [];
  let hook: HttpStandIn;

  beforeEach(async () => {
    hook = await HttpStandIn.start();
    running = Array.from({ length: REPLICAS }, () => null);
  });

  afterEach(async () => {
    for (const service of running) await service?.stop('SIGKILL');
    await hook.stop();
  });

  const database = (): string => databaseUrl(folder(), 'shared');
  const start = async (replica: number, environment: Record<string, string> = {}): Promise<ServiceProcess> => {
    const service = await ServiceProcess.start(folder(), {
      DATABASE_URL: database(),
      WEBHOOK_URL: `http://127.0.0.1:${hook.port}/hook`,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      NOTIFY_RATE_LIMIT: '1000',
      NOTIFY_TIMEOUT_SECONDS: '2',
      ...environment,
    });
    running[replica] = service;
    return service;
  };
  it('store what one alone stores, ids included, and tell of each alert once, whoever is killed or stopped', async () => {
    const random = seededRandom(SEED);
    const log = join(folder(), 'auth.log');
    appendFileSync(log, '');
    for (let replica = 0; replica < REPLICAS; replica++) await start(replica);
    const stopped = new Set<number>();
    const faults: string[] = [];
    let attacks = 0;
    let lines = 0;
    let asked = 0;
    const over = new AbortController();

    const write = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const base = new Date(Date.now() - 15_000);
        const attack = bruteForce(12, { address: attackFrom(attacks++), user: 'root' });
        const noise = bruteForce(100, { address: `203.0.113.${1 + (attacks % 200)}`, user: `user${attacks}` });
        const text = [...attack, ...noise].map((line, n) => restamped(line, new Date(base.getTime() + n * 10)));
        appendFileSync(log, text.map((line) => `${line}\n`).join(''));
        lines += text.length;
        await pause(400);
      }
    };
    const ask = async (): Promise<void> => {
      while (!over.signal.aborted) {
        for (const [replica, service] of running.entries()) {
          if (service === null || stopped.has(replica)) continue;
          const status = await fetch(`${service.url}/alerts?limit=5`, { signal: AbortSignal.timeout(10_000) }).then(
            ({ status: given }) => given,
            (error: Error) => error.message,
          );
          asked++;
          // One that was disturbed while it was asked is no living one.
          if (status !== 200 && running[replica] === service && !stopped.has(replica)) faults.push(String(status));
        }
        await pause(50);
      }
    };
    const disturb = async (): Promise<void> => {
      const end = Date.now() + SECONDS * 1000;
      while (Date.now() < end) {
        await pause(1000 + random() * 3000);
        const replica = Math.floor(random() * REPLICAS);
        const service = running[replica]!;
        if (random() < 0.6) {
          running[replica] = null;
          service.child.kill('SIGKILL');
          await once(service.child, 'exit');
          await start(replica);
        } else {
          stopped.add(replica);
          service.child.kill('SIGSTOP');
          await pause(PAUSE_MS);
          service.child.kill('SIGCONT');
          stopped.delete(replica);
        }
      }
      over.abort();
    };
    await Promise.all([write(), ask(), disturb()]);

    await until('all lines are stored', async () => {
      return (await storedNumber(database(), 'SELECT count(*) FROM log_entries')) === lines;
    });
    const pending = `SELECT (SELECT count(*) FROM notifications WHERE state = 'pending') +
      (SELECT count(*) FROM alert_changes WHERE pending)`;
    await until('everything is told', async () => (await storedNumber(database(), pending)) === 0);
    expect(faults).toEqual([]);

    const alone = databaseUrl(folder(), 'alone');
    const single = await ServiceProcess.start(folder(), { DATABASE_URL: alone });
    await until('one alone has stored them', async () => {
      return (await storedNumber(alone, 'SELECT count(*) FROM log_entries')) === lines;
    });
    expect(await single.stop()).toBe(0);
    expect(await storedDigest(database(), STORED)).toBe(await storedDigest(alone, STORED));

    const ids = new Set<string>();
    const idsOf = new Map<string, Set<string>>();
    for (const { body, headers } of hook.requests) {
      const id = String(headers['webhook-id']);
      ids.add(id);
      const { type, data } = JSON.parse(body) as { type: string; data: { id?: string } };
      if (type !== 'alert.first') continue;
      idsOf.set(data.id!, (idsOf.get(data.id!) ?? new Set()).add(id));
    }
    expect([...idsOf].filter(([, of]) => of.size > 1)).toEqual([]);
    expect(idsOf.size).toBeGreaterThan(0);
    const notified = await storedNumber(database(), `SELECT count(*) FROM notifications WHERE state = 'delivered'`);
    expect(ids.size).toBe(notified);
    process.stdout.write(
      `${SECONDS} s: ${lines} lines, ${attacks} attacks, ${asked} requests answered, ` +
        `${hook.requests.length} posts for ${ids.size} messages\n`,
    );
  }, 3_600_000);

  it('add up an attack that is spread over the hosts which push to them', async () => {
    appendFileSync(join(folder(), 'auth.log'), '');
    const services = await Promise.all(running.map((_, replica) => start(replica)));
    const attack = bruteForce(12, { address: '203.0.113.7' });
    await Promise.all(
      services.map(async ({ url }, replica) => {
        const own = attack.filter((_, n) => n % REPLICAS === replica);
        for (let repeat = 0; repeat < 2; repeat++) {
          const answer = await fetch(`${url}/ingest?source=web-${replica}`, {
            method: 'POST',
            headers: { 'Content-Type': 'text/plain', 'Idempotency-Key': 'the attack' },
            body: own.map((line) => `${line}\n`).join(''),
          });
          expect(answer.status).toBe(202);
        }
      }),
    );
    for (const service of services) {
      await expectOneAttack(service, { ip_address: '203.0.113.7', attempts: 12 });
    }
  });

  it('take other rules wherever somebody asks for them, and only the one that detects scans', async () => {
    const rules = join(folder(), 'rules');
    mkdirSync(rules);
    writeFileSync(join(rules, 'quiet.yml'), eventRuleText('quiet', 's: { username: nobody }\ncondition: s'));
    appendFileSync(join(folder(), 'auth.log'), '');
    const slow = { SCAN_INTERVAL_SECONDS: '3600', RULES_DIR: rules };
    const detecting = await start(0, slow);
    await detecting.says('This instance detects');
    const standby = await start(1, slow);
    await standby.says('Another instance detects');
    const askFor = () => fetch(`${standby.url}/rules/reload`, { method: 'POST' });

    writeFileSync(join(rules, 'honey.yml'), eventRuleText('honey', 's: { username: honey }\ncondition: s'));
    expect((await askFor()).status).toBe(200);
    await detecting.until<{ name: string }[]>('/rules', (found) => found.some(({ name }) => name === 'honey'));
    appendFileSync(join(folder(), 'auth.log'), bruteForce(3, { user: 'honey' }).join('\n') + '\n');
    await detecting.until<unknown[]>('/alerts?rule=honey', ({ length }) => length > 0);

    writeFileSync(join(rules, 'broken.yml'), 'title: broken');
    expect((await askFor()).status).toBe(409);
    expect(await namesOf(detecting)).toContain('honey');
    const metrics = await (await fetch(`${standby.url}/metrics`)).text();
    expect(metrics).toContain('log_analyzer_scan_duration_seconds_count 0');
  }, 60_000);

  it('hear at once of syslog messages that another one has taken', async () => {
    appendFileSync(join(folder(), 'auth.log'), '');
    const slow = { SCAN_INTERVAL_SECONDS: '3600' };
    const detecting = await start(0, slow);
    await detecting.says('This instance detects');
    const taking = await start(1, { ...slow, SYSLOG_LISTEN: 'tcp://127.0.0.1:0' });
    await taking.says(/Taking syslog messages at tcp:\/\/127\.0\.0\.1:\d+/);
    const port = Number(/syslog messages at tcp:\/\/127\.0\.0\.1:(\d+)/.exec(taking.log)![1]);
    const socket = connect(port, '127.0.0.1');
    socket.end(
      bruteForce(12)
        .map((line) => `<86>${line}\n`)
        .join(''),
    );
    await detecting.until<unknown[]>('/alerts?rule=ssh_brute_force', ({ length }) => length === 1);
  });

  it('lose nothing in a rolling upgrade, which changes the schema under those of before, and hear of each other', async () => {
    const log = join(folder(), 'auth.log');
    appendFileSync(log, '');
    mkdirSync(join(folder(), 'logs'));
    for (let replica = 0; replica < REPLICAS; replica++) await start(replica);
    for (let replica = 0; replica < REPLICAS; replica++) {
      const lines = bruteForce(10, { address: `203.0.113.${replica + 1}`, second: replica * 60 });
      appendFileSync(log, lines.map((line) => `${line}\n`).join(''));
      expect(await running[replica]!.stop()).toBe(0);
      // As the first instance of a newer version does: migrations only add.
      if (replica === 0) await execute(database(), NEWER_SCHEMA);
      await start(replica);
    }
    for (const service of running) {
      await service!.until<unknown[]>('/alerts?rule=ssh_brute_force', (alerts) => alerts.length === REPLICAS);
      expect(await service!.get<unknown[]>('/logs')).toHaveLength(10 * REPLICAS);
    }
  });
});

/** What a newer version may bring, with a word of it for the older ones. */
const NEWER_SCHEMA = `
  ALTER TABLE log_entries ADD later text;
  ALTER TABLE alerts ADD later bigint;
  ALTER TABLE ingest_batches ADD later bigint;
  ALTER TABLE log_sources ADD later text;
  CREATE TABLE later (id bigint PRIMARY KEY);
  INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`;

async function namesOf(service: ServiceProcess): Promise<string[]> {
  return (await service.get<{ name: string }[]>('/rules')).map(({ name }) => name);
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** The line as if it had been written at another moment. */
function restamped(line: string, at: Date): string {
  return line.replace(/^\S+/, at.toISOString());
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await pause(200);
  }
}

function attackFrom(number: number): string {
  return `198.51.${100 + Math.floor(number / 200)}.${1 + (number % 200)}`;
}
