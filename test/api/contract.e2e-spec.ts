import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpAnswer } from '../support/http-client.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { cases } from './cases.js';
import type { Case } from './cases.js';
import { Contract } from './contract.js';
import type { ApiDocument, ApiOperation } from './contract.js';
import { FurnishedService, KEYS } from './furnished-service.js';

/** No request brings these about. */
const UNPROVOKED = ['408', '500', '503'];

/** They never say the same twice. */
const CHANGING = ['GET /health', 'GET /health/ready', 'GET /metrics'];

/** A method that no path knows. */
const OTHER_METHOD = 'PUT';

describe('the OpenAPI document is true', () => {
  const folder = sharedFolder();
  let furnished: FurnishedService;
  let contract: Contract;
  let calls: ReturnType<typeof cases>;
  /** What each operation has answered: the status, and the media type where there was one. */
  const answered = new Map<string, Set<string>>();

  beforeAll(async () => {
    furnished = await FurnishedService.start(folder());
    calls = cases(await furnished.furnish());
    contract = new Contract(JSON.parse((await furnished.send({ path: '/openapi.json' })).text) as ApiDocument);
  });

  afterAll(() => furnished?.stop());

  const note = (route: string, { status, headers }: HttpAnswer): void => {
    const seen = answered.get(route) ?? new Set();
    answered.set(route, seen.add(String(status)).add(`${status} ${headers['content-type']?.split(';')[0]}`));
  };

  /** Holds an answer of every operation against the document. */
  const everyOperation = async (
    expected: number,
    ask: (route: string, path: string, operation: ApiOperation) => Promise<HttpAnswer | null> | null,
  ): Promise<void> => {
    const faults: string[] = [];
    for (const [route, operation] of contract.operations) {
      const answer = await ask(route, calls[route]![0]!.path, operation);
      if (answer === null) continue;
      note(route, answer);
      if (answer.status !== expected) faults.push(`${route}: ${answer.status} ${answer.text.slice(0, 200)}`);
      faults.push(...contract.faults(route, answer).map((fault) => `${route}: ${fault}`));
    }
    expect(faults).toEqual([]);
  };
  const body = (route: string) => payload(calls[route]![0]!);

  it('there is a case for every operation', () => {
    expect(Object.keys(calls).sort()).toEqual([...contract.operations.keys()].sort());
  });

  it('every answer is as documented, down to the last member', async () => {
    const faults: string[] = [];
    for (const [route, list] of Object.entries(calls)) {
      for (const each of list) {
        const { status, path, headers = {}, body: sent, isPartial } = each;
        const where = `${route} (${path} ${JSON.stringify(sent)?.slice(0, 80)})`;
        const answer = await furnished.send({
          method: method(route),
          path,
          headers,
          ...payload(each),
        });
        note(route, answer);
        if (answer.status !== status) faults.push(`${where}: ${answer.status} ${answer.text.slice(0, 200)}`);
        faults.push(...contract.faults(route, answer, isPartial).map((fault) => `${where}: ${fault}`));
        if (status < 300) faults.push(...requestFaults(route, path, sent).map((fault) => `${where}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });

  /** What is wrong with a request that was granted: it has something that is not documented. */
  function requestFaults(route: string, path: string, sent: unknown): string[] {
    const { parameters = [], requestBody } = contract.operations.get(route)!;
    const known = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
    const unknown = [...new URL(path, 'http://x').searchParams.keys()].filter((name) => !known.includes(name));
    const faults = unknown.map((name) => `the parameter ${name} is not documented`);
    if (sent === undefined) return faults;
    if (requestBody === undefined) return [...faults, 'the body is not documented'];
    return [...faults, ...contract.bodyFaults(requestBody.content['application/json']!.schema, sent)];
  }

  it('rules that are broken are refused as documented', async () => {
    const file = join(furnished.rulesFolder, 'broken.yml');
    writeFileSync(file, 'title: broken\n');
    const answer = await furnished.send({ method: 'POST', path: '/rules/reload' });
    rmSync(file);
    expect(answer.status).toBe(409);
    expect(contract.faults('POST /rules/reload', answer)).toEqual([]);
    note('POST /rules/reload', answer);
  });

  it('whoever has the answer already is told so', async () => {
    await everyOperation(304, async (route, path, { responses }) => {
      if (!('304' in responses) || CHANGING.includes(route)) return null;
      const { headers } = await furnished.send({ path });
      return furnished.send({ path, headers: { 'If-None-Match': headers.etag ?? '' } });
    });
  });

  it('without a key, and with a wrong one', async () => {
    await everyOperation(401, (route, path, { security }) => {
      const headers = { Authorization: '' };
      return security.length === 0 ? null : furnished.send({ method: method(route), path, headers, ...body(route) });
    });
    const wrong = await furnished.send({ path: '/logs', headers: { Authorization: 'Bearer wrong' } });
    expect(wrong.status).toBe(401);
    expect(contract.faults('GET /logs', wrong)).toEqual([]);
  });

  it('with a key of another scope, and from a page elsewhere', async () => {
    await everyOperation(403, (route, path, { responses, 'x-required-scope': scope }) => {
      if (!('403' in responses)) return null;
      const lacking = scope === 'admin' ? KEYS.write : scope === 'read' ? KEYS.ingest : KEYS.read;
      const headers = { Authorization: `Bearer ${lacking}` };
      return furnished.send({ method: method(route), path, headers, ...body(route) });
    });
    await everyOperation(403, (route, path) => {
      const headers = { Origin: 'https://evil.example' };
      return method(route) === 'GET' ? null : furnished.send({ method: method(route), path, headers, ...body(route) });
    });
  });

  it('with bodies that are broken, of another type, or too large', async () => {
    await everyOperation(400, (route, path, operation) =>
      takesText(operation) ? null : furnished.send({ method: method(route), path, body: '{"' }),
    );
    await everyOperation(415, (route, path, operation) => {
      const headers = { 'Content-Type': 'text/plain' };
      return operation.requestBody === undefined || takesText(operation)
        ? null
        : furnished.send({ method: method(route), path, headers, body: '{}' });
    });
    await everyOperation(413, (route, path, operation) =>
      operation.requestBody === undefined || takesText(operation)
        ? null
        : furnished.send({ method: method(route), path, body: `{"note":"${'x'.repeat(200_000)}"}` }),
    );
  });

  it('for another host, and by a method that nobody knows', async () => {
    await everyOperation(421, (route, path) =>
      furnished.send({ method: method(route), path, headers: { Host: 'evil.example' }, ...body(route) }),
    );
    for (const { path } of Object.values(calls).map((list) => list[0]!)) {
      const answer = await furnished.send({ method: OTHER_METHOD, path });
      expect({ path, status: answer.status }).toEqual({ path, status: 405 });
      expect(contract.problemFaults(answer)).toEqual([]);
    }
    const nowhere = await furnished.send({ path: '/nowhere' });
    expect(nowhere.status).toBe(404);
    expect(contract.problemFaults(nowhere)).toEqual([]);
  });

  it('too often', async () => {
    const otherFolder = join(folder(), 'limited');
    mkdirSync(otherFolder);
    const limited = await FurnishedService.start(otherFolder, { RATE_LIMIT_PER_MINUTE: '1' });
    await limited.send({ path: '/version' });
    await everyOperation(429, (route, path, { responses }) =>
      '429' in responses ? limited.send({ method: method(route), path, ...body(route) }) : null,
    );
    await limited.stop();
  });

  it('everything that is documented was answered, but what no request brings about', () => {
    const missing = [...contract.operations].flatMap(([route, { responses }]) => {
      const documented = Object.entries(responses).flatMap(([status, { content }]) => [
        status,
        ...Object.keys(content ?? {}).map((type) => `${status} ${type}`),
      ]);
      return documented
        .filter((each) => !UNPROVOKED.some((status) => each.startsWith(status)) && !answered.get(route)!.has(each))
        .filter((each) => each !== '304' || !CHANGING.includes(route))
        .map((each) => `${route}: ${each}`);
    });
    expect(missing).toEqual([]);
  });
});

/** The body of a call, if it has one. */
function payload({ body, text }: Case): { body?: string; type?: string } {
  if (text !== undefined) return { body: text, type: 'text/plain' };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

/** Operations whose bodies are no JSON have cases of their own for what is wrong with them. */
function takesText({ requestBody }: ApiOperation): boolean {
  return requestBody !== undefined && !('application/json' in requestBody.content);
}

function method(route: string): string {
  return route.split(' ')[0]!;
}
