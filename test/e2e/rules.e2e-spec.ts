import { once } from 'node:events';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertDto } from '../../src/alerts/alert.dto.js';
import { acceptedPassword, bruteForce, failedPassword } from '../factories/log-lines.js';
import { correlationText, eventRuleText } from '../factories/sigma-rules.js';
import { startService } from '../support/running-service.js';
import { ServiceProcess } from '../support/service-process.js';
import { itOn } from '../support/test-database.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const BASE = eventRuleText('base', 's: { attempts|gte: 1 }\ncondition: s');
const count = (name: string, rules: string, timespan = '5m'): string =>
  correlationText(
    name,
    `type: event_count\nrules: [${rules}]\ngroup-by: [ip_address]\ntimespan: ${timespan}\ncondition: { gte: 3 }`,
  );

/** A kind of fault: the file, and how it is told of. */
const BROKEN: readonly (readonly [what: string, text: string, line: number, reason: string])[] = [
  ['no YAML', 'title: x\n  id: y\n', 1, 'is no valid YAML: Nested mappings'],
  ['an unknown field', BASE.replace('attempts|gte', 'user'), 7, 'unknown field "user"'],
  ['an unknown modifier', BASE.replace('|gte', '|startwith'), 7, 'unknown modifier "startwith"'],
  [
    'a circle',
    `${count('ring_a', 'ring_b')}---\n${count('ring_b', 'ring_a')}`,
    18,
    'the rule "ring_a" refers back to this one',
  ],
  ['a missing rule', count('lonely', 'nobody'), 7, 'there is no rule "nobody"'],
  ['a wrong timespan', `${BASE}---\n${count('late', 'base', '5 minutes')}`, 18, 'timespan is a number and a letter'],
  ['an id twice', `${BASE}---\n${BASE.replace('name: base', 'name: base_again')}`, 11, 'is that of another rule'],
];

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

interface Rule {
  readonly name: string;
  readonly version: string;
  readonly counters: { readonly evaluated: number; readonly fired: number } | null;
}

describe('detection rules', () => {
  const folder = temporaryFolder();
  let service: ServiceProcess | null = null;

  const path = (name: string) => join(folder(), 'rules', name);
  const start = async () => (service = await ServiceProcess.start(folder(), { RULES_DIR: join(folder(), 'rules') }));
  const reload = () => fetch(`${service!.url}/rules/reload`, { method: 'POST' });
  const append = (...lines: string[]) =>
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
  const alerts = (accept: (found: AlertDto[]) => boolean) => service!.until<AlertDto[]>('/alerts', accept);

  beforeEach(() => {
    mkdirSync(join(folder(), 'rules'));
    writeFileSync(path('good.yml'), eventRuleText('good', 's: { username: honey }\ncondition: s'));
  });

  afterEach(async () => {
    await service?.stop('SIGKILL');
    service = null;
  });

  // What is wrong with each is tried below, without a start.
  itOn('sqlite').each([BROKEN[0]!, BROKEN.at(-1)!])(
    'stop the start where there is %s, with file, line and reason',
    async (_what, text, line, reason) => {
      writeFileSync(path('broken.yml'), text);
      const child = ServiceProcess.spawn(folder(), { RULES_DIR: join(folder(), 'rules') });
      let said = '';
      child.stderr!.on('data', (more) => (said += String(more)));
      const [exitCode] = (await once(child, 'close')) as [number];
      expect(exitCode).toBe(2);
      expect(said).toContain(`  - ${path('broken.yml')}:${line}: `);
      expect(said).toContain(reason);
      expect(said).toMatch(/^The detection rules are not valid:\n(?: {2}- .*\n)+$/);
    },
  );

  it('stay as they were when a file is broken, and the service says so and goes on', async () => {
    await start();
    const before = await service!.get<Rule[]>('/rules');
    for (const [what, text, line, reason] of BROKEN) {
      writeFileSync(path('broken.yml'), text);
      const answer = await reload();
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      const problem = (await answer.json()) as Problem;
      expect({ what, ...problem }).toMatchObject({ what, status: 409, code: 'RULES_INVALID' });
      const pointer = `${path('broken.yml')}:${line}`;
      expect(problem.errors).toContainEqual({ pointer, detail: expect.stringContaining(reason) });
    }
    service!.child.kill('SIGHUP');
    await service!.says('the rules stay as they were');
    await service!.says(/broken\.yml:11: .* is that of another rule already/);
    expect(await service!.get<Rule[]>('/rules')).toEqual(before);
    append(...bruteForce(10));
    await alerts((found) => found.length === 1);
    expect(service!.child.exitCode).toBeNull();
  });

  it.each(['POST /rules/reload', 'SIGHUP'])('are exchanged by %s', async (way) => {
    await start();
    append(...bruteForce(3));
    await service!.until<unknown[]>('/logs', (logs) => logs.length === 3);
    writeFileSync(path('good.yml'), `${BASE}---\n${count('three_of_a_kind', 'base')}`);
    if (way === 'SIGHUP') service!.child.kill('SIGHUP');
    else expect((await reload()).status).toBe(200);
    await service!.says(/rules were loaded again/);
    append(failedPassword({ second: 100, address: '192.0.2.7' }), failedPassword({ second: 200 }));
    // What happened before the rule was there counts, too.
    expect(await alerts((found) => found[0]?.attempts === 4)).toMatchObject([
      { rule: 'three_of_a_kind', attempts: 4, ip_address: '203.0.113.7' },
    ]);
    const names = (await service!.get<Rule[]>('/rules')).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['base', 'three_of_a_kind', 'ssh_brute_force']));
    expect(names).not.toContain('good');
  });

  it('are listed with what they have done, and shown with their text', async () => {
    await start();
    append(...bruteForce(12));
    await alerts((found) => found.length === 1);
    const rules = await service!.get<Rule[]>('/rules');
    expect(rules.map(({ name }) => name)).toEqual(rules.map(({ name }) => name).sort());
    expect(rules.find(({ name }) => name === 'ssh_brute_force')).toMatchObject({
      id: 'b8328d58-b539-4a6a-8d26-6ff1b26ce871',
      title: 'SSH brute force',
      level: 'high',
      raises_alerts: true,
      source: expect.stringMatching(/rules\/ssh_brute_force\.yml:\d+$/),
      counters: { evaluated: 12, matched: 12, fired: 1, last_fired_at: expect.stringMatching(/T09:00:09\.000Z$/) },
    });
    expect(rules.find(({ name }) => name === 'good')).toMatchObject({
      counters: { evaluated: 12, matched: 0, fired: 0 },
    });
    expect(rules.find(({ name }) => name === 'ssh_failed_attempt')).toMatchObject({ raises_alerts: false });
    const byName = await service!.get<object>('/rules/ssh_brute_force');
    expect(byName).toMatchObject({ text: expect.stringMatching(/^title: SSH brute force\n[^]*level: high\n$/) });
    expect(await service!.get('/rules/B8328D58-b539-4a6a-8d26-6ff1b26ce871')).toEqual(byName);
  });

  it('are checked before they are used: the files as they are now, and a text that is sent', async () => {
    await start();
    const check = async (): Promise<unknown> => service!.get('/rules/validate');
    expect(await check()).toMatchObject({ valid: true, faults: [], warnings: [], left_out: [] });
    writeFileSync(path('more.yml'), BASE.replace('attempts|gte', 'user'));
    expect(await check()).toMatchObject({
      valid: false,
      rules: 0,
      faults: [{ file: path('more.yml'), line: 7, reason: expect.stringContaining('unknown field "user"') }],
    });
    rmSync(path('good.yml'));
    rmSync(path('more.yml'));
    expect(await check()).toMatchObject({
      valid: false,
      faults: [{ line: 1, reason: expect.stringContaining('holds no rule files') }],
    });
    const send = async (text: unknown): Promise<unknown> => {
      const answer = await fetch(`${service!.url}/rules/validate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      });
      return answer.json();
    };
    // It refers to a rule in use, and takes the place of another.
    const mine = count('ssh_brute_force', 'ssh_failed_attempt');
    expect(await send(mine)).toMatchObject({ valid: true, rules: 1, raising_alerts: 1, faults: [], warnings: [] });
    expect(await send(count('mine', 'ssh_failed_attemp'))).toMatchObject({
      valid: false,
      faults: [{ file: 'text', line: 7, reason: expect.stringContaining('did you mean "ssh_failed_attempt"?') }],
    });
    expect(await send(eventRuleText('mine', 's: { port: 1 }\nt: { port: 2 }\ncondition: s'))).toMatchObject({
      valid: true,
      warnings: [{ file: 'text', reason: expect.stringContaining('does not ask for the selection "t"') }],
    });
    expect(await send('title: [')).toMatchObject({ valid: false, faults: [{ file: 'text' }] });
    expect(await send('x'.repeat(50_001))).toMatchObject({ status: 400 });
    expect(await send(['x'])).toMatchObject({ status: 400 });
    expect((await service!.get<Rule[]>('/rules')).map(({ name }) => name)).toContain('good');
  });

  it('of others that cannot be used are left out where that is asked for, and named', async () => {
    writeFileSync(path('windows.yml'), BASE.replace('product: linux', 'product: windows'));
    const child = (service = await ServiceProcess.start(folder(), {
      RULES_DIR: join(folder(), 'rules'),
      RULES_SKIP_UNSUPPORTED: 'true',
    }));
    await child.says(/windows\.yml:5: left out: the product "windows" is not what this program reads/);
    expect(await child.get('/rules/validate')).toMatchObject({
      valid: true,
      left_out: [{ file: path('windows.yml'), line: 5 }],
    });
    expect((await child.get<Rule[]>('/rules')).map(({ name }) => name)).not.toContain('base');
  });

  it('answer 404 for names and ids that they do not have', async () => {
    await start();
    for (const id of ['unknown', '00000000-0000-4000-8000-00000000ffff', 'constructor', 'SSH_BRUTE_FORCE']) {
      expect(await service!.get(`/rules/${id}`)).toMatchObject({ status: 404, code: 'RULE_NOT_FOUND' });
    }
  });
});

describe('a new rule', () => {
  const folder = temporaryFolder();

  it('sees what went on before it came: attack, other alerts, and the login that ended it', async () => {
    const rules = join(folder(), 'rules');
    mkdirSync(rules);
    writeFileSync(join(rules, 'a.yml'), eventRuleText('good', 's: { username: honey }\ncondition: s'));
    const append = (...lines: string[]) =>
      appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
    append(...bruteForce(12), acceptedPassword({ second: 600, address: '203.0.113.7' }));
    append(...bruteForce(3, { second: 700, address: '203.0.113.8' }));
    const service = await startService(folder(), { RULES_DIR: rules });
    writeFileSync(join(rules, 'a.yml'), `${BASE}---\n${count('three_of_a_kind', 'base')}`);
    await service.http.post('/rules/reload').expect(200);
    append(failedPassword({ second: 800, address: '192.0.2.7' }));
    await service.scan();
    const found = (await service.http.get('/alerts')).body as AlertDto[];
    await service.stop();
    const [, brute] = found;
    expect(found).toMatchObject([
      { rule: 'three_of_a_kind', ip_address: '203.0.113.8', attempts: 3, severity: 'low', outcome: 'none' },
      { rule: 'ssh_brute_force', outcome: 'login_succeeded' },
      { rule: 'three_of_a_kind', attempts: 12, severity: 'critical', login: brute!.login, login_count: 1 },
    ]);
  });
});
