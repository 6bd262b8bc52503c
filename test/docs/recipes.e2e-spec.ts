import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { HttpStandIn } from '../channels/http-stand-in.js';
import { channelOf } from '../channels/channel-under-test.js';
import { ecsFaults } from '../ecs/ecs-fields.js';
import { acceptedPassword, bruteForce } from '../factories/log-lines.js';
import { notificationMessage, storedAlert, withLogin } from '../factories/notification-message.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PAGE = readFileSync('docs/recipes.md', 'utf8');

/** The first block of a language below a heading. */
function block(heading: string, language: string): string {
  const section = PAGE.split(/^## /m).find((each) => each.startsWith(`${heading}\n`))!;
  return section.split(`\n\`\`\`${language}\n`)[1]!.split('\n```')[0]!;
}

const hasTools = ['jq', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0);
if (!hasTools) console.warn('The scripts of docs/recipes.md are not run: there is no jq or no curl here.');
const withTools = hasTools ? it : it.skip;

const KEY = '0123456789abcdef0123456789abcdef';

describe('the recipes that send', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let sink: HttpStandIn;

  beforeEach(async () => {
    const lines = [...bruteForce(12), acceptedPassword({ address: '203.0.113.7', user: 'oracle', second: 20 })];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    for (const name of ['read-key', 'elastic-key', 'opensearch-password'])
      writeFileSync(join(folder(), name), `${KEY}\n`);
    service = await startService(folder(), { API_KEYS: `recipes:read:${KEY}` });
    sink = await HttpStandIn.start();
  });

  afterEach(async () => {
    await service.stop();
    await sink.stop();
  });

  async function run(script: string, since: string): Promise<{ code: number | null; said: string }> {
    const to = `http://127.0.0.1:${sink.port}`;
    const env = {
      PATH: process.env['PATH'],
      SERVICE: service.url,
      ELASTIC: to,
      LOKI: to,
      KEYS: folder(),
      SINCE: since,
    };
    const child = spawn('sh', ['-c', script], { env });
    const [said, code] = await Promise.all([
      textOf(child.stderr),
      new Promise<number | null>((ended) => child.on('close', ended)),
    ]);
    return { code, said };
  }

  withTools.each([
    ['Elasticsearch', (script: string) => script, `ApiKey ${KEY}`],
    [
      'OpenSearch',
      (script: string) =>
        script.replace(
          '-H "Authorization: ApiKey $(cat "$KEYS/elastic-key")"',
          '-u "log-analyzer:$(cat "$KEYS/opensearch-password")"',
        ),
      `Basic ${Buffer.from(`log-analyzer:${KEY}`).toString('base64')}`,
    ],
  ])('%s takes alerts and entries as documents of ECS, each under its id', async (_name, changed, authorization) => {
    const script = changed(block('Elasticsearch', 'sh'));
    sink.behaviour = { status: 200, body: '{"errors":false}' };
    expect(await run(script, '7d')).toEqual({ code: 0, said: '' });
    expect(sink.requests.map(({ url }) => url)).toEqual(['/_bulk', '/_bulk']);
    for (const [index, { headers, body }] of sink.requests.entries()) {
      expect(headers).toMatchObject({ authorization, 'content-type': 'application/x-ndjson' });
      expect(body.endsWith('\n')).toBe(true);
      const lines = body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { event: { id: string } });
      const documents = lines.filter((_, at) => at % 2 === 1);
      const name = ['log-analyzer-alerts', 'log-analyzer-logs'][index];
      expect(lines.filter((_, at) => at % 2 === 0)).toEqual(
        documents.map(({ event }) => ({ index: { _index: name, _id: event.id } })),
      );
      expect(documents.flatMap(ecsFaults)).toEqual([]);
      expect(documents.length).toBeGreaterThan(0);
    }
    // Nothing new is no request, and what is refused is a failure.
    expect(await run(script, '1m')).toEqual({ code: 0, said: '' });
    expect(sink.requests).toHaveLength(2);
    sink.behaviour = { status: 200, body: '{"errors":true}' };
    expect((await run(script, '7d')).code).not.toBe(0);
  });

  withTools('Loki takes alerts as lines with few labels', async () => {
    sink.behaviour = { status: 204 };
    expect(await run(block('Loki', 'sh'), '7d')).toEqual({ code: 0, said: '' });
    // Nothing new is no request.
    expect(await run(block('Loki', 'sh'), '1m')).toEqual({ code: 0, said: '' });
    expect(sink.requests).toHaveLength(1);
    const [{ url, headers, body }] = sink.requests as [(typeof sink.requests)[0]];
    expect([url, headers['content-type']]).toEqual(['/loki/api/v1/push', 'application/json']);
    const { streams } = JSON.parse(body) as { streams: { stream: object; values: [string, string][] }[] };
    const alerts = (await service.http.get('/alerts').set('Authorization', `Bearer ${KEY}`)).body as {
      last_seen: string;
    }[];
    expect(streams).toHaveLength(alerts.length);
    for (const [index, { stream, values }] of streams.entries()) {
      expect(Object.keys(stream)).toEqual(['job', 'severity', 'outcome']);
      const [[time, line]] = values as [[string, string]];
      expect(time).toMatch(/^\d{19}$/);
      expect(Number(time.slice(0, 10))).toBe(Math.floor(Date.parse(alerts[index]!.last_seen) / 1000));
      expect(JSON.parse(line)).toMatchObject({ last_seen: alerts[index]!.last_seen });
    }
  });

  it('Homepage finds every field that it shows', async () => {
    const [{ Security }] = parse(block('Homepage', 'yaml homepage'));
    const { url, mappings, type } = Security[0]['Log analyzer'].widget;
    expect(type).toBe('customapi');
    const { pathname, search } = new URL(url);
    const { body } = await service.http
      .get(pathname + search)
      .set('Authorization', `Bearer ${KEY}`)
      .expect(200);
    for (const { field, format } of mappings) {
      const value = (field as string)
        .split('.')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], body);
      expect([field, typeof value]).toEqual([field, format]);
    }
  });
});

describe('the recipes that are webhooks', () => {
  it.each(['Splunk', 'Home Assistant'])('%s is posted an alert', async (heading) => {
    const sink = await HttpStandIn.start();
    const environment = parseEnv(block(heading, 'sh')) as Record<string, string>;
    const url = new URL(environment['WEBHOOK_URL']!);
    const { pathname, search, username, password } = url;
    Object.assign(url, { protocol: 'http:', hostname: '127.0.0.1', port: String(sink.port) });
    const channel = channelOf({ ...environment, WEBHOOK_URL: url.href, WEBHOOK_ALLOW_PRIVATE: 'true' });
    const message = notificationMessage({
      reason: 'login_succeeded',
      alerts: [storedAlert(withLogin())],
      sentAt: Date.now(),
    });
    expect(await channel.deliver(message, new AbortController().signal)).toEqual({ kind: 'delivered' });
    channel.close();
    await sink.stop();
    const [request] = sink.requests;
    expect(request!.url).toBe(pathname + search);
    const basic = Buffer.from(`${username}:${password}`).toString('base64');
    expect(request!.headers.authorization).toBe(password === '' ? undefined : `Basic ${basic}`);
    const body = JSON.parse(request!.body) as { type: string; data: Record<string, unknown> };
    expect(body.type).toBe('alert.login_succeeded');
    if (heading === 'Home Assistant') {
      const yaml = block(heading, 'yaml home-assistant');
      expect(parse(yaml).automation[0].triggers[0].webhook_id).toBe(pathname.split('/').at(-1));
      expect(yaml).toContain(body.type);
      const used = [...yaml.matchAll(/trigger\.json\.data\.(\w+)/g)].map(([, name]) => name!);
      for (const name of used) expect([name, name in body.data]).toEqual([name, true]);
    }
  });

  it('has templates that are JSON', () => {
    for (const [heading, language] of [
      ['Elasticsearch', 'json elastic-template'],
      ['OpenSearch', 'json opensearch-template'],
    ] as const)
      expect(JSON.parse(block(heading, language))).toMatchObject({ index_patterns: ['log-analyzer-*'] });
  });
});
