import { seededRandom } from '../../bench/seeded-random.js';
import type { HttpAnswer } from '../support/http-client.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { cases } from './cases.js';
import { Contract } from './contract.js';
import type { ApiDocument } from './contract.js';
import { FurnishedService, KEYS } from './furnished-service.js';
import { hostileRequest } from './hostile-requests.js';
import type { Target } from './hostile-requests.js';
import { sendRaw } from './raw-http.js';

/** How many requests are tried; `npm run soak -- http` tries 10 000. */
const REQUESTS = Number(process.env['SOAK_REQUESTS'] ?? 500);
const SEED = Number(process.env['SOAK_SEED'] ?? 7);

/** What an error must not show: where our code and our files lie, what asks the database. */
const LEAKS = [/\n\s+at /, /node_modules/, /file:\/\//, /SQLITE_/, /QueryFailedError/, /\.[jt]s:\d+/];

/** Refusals that say "not now". */
const DOCUMENTED_503 = ['DATABASE_BUSY', 'DATABASE_UNAVAILABLE', 'NOT_HEALTHY', 'TOO_MANY_STREAMS'];

describe('the HTTP service', () => {
  const folder = sharedFolder();
  let furnished: FurnishedService;
  let contract: Contract;
  let document: ApiDocument;
  let port: number;

  beforeAll(async () => {
    furnished = await FurnishedService.start(folder(), { RATE_LIMIT_PER_MINUTE: '0' });
    document = JSON.parse((await furnished.send({ path: '/openapi.json' })).text) as ApiDocument;
    contract = new Contract(document);
    port = Number(new URL(furnished.service.url).port);
  });

  afterAll(() => furnished?.stop());

  /** What is wrong with an answer to anything. */
  const faults = (method: string, answer: HttpAnswer | null): string[] => {
    if (answer === null) return ['the service hung up without a word'];
    const { status, text } = answer;
    if (!(status >= 200)) return [`no status, but ${text.slice(0, 200)}`];
    if (status < 400) return [];
    if (method === 'HEAD') return status < 500 ? [] : [`${status} to HEAD`];
    const wrong = contract.problemFaults(answer);
    if (wrong.length > 0) return wrong;
    const { code } = JSON.parse(text) as { code: string };
    if (status >= 500 && !(status === 503 && DOCUMENTED_503.includes(code))) return [`${status}: ${text}`];
    const leaks = [...LEAKS, folder(), process.cwd()].filter((leak) => text.search(leak) >= 0);
    return leaks.map((leak) => `shows ${String(leak)}: ${text}`);
  };

  it(
    `answers ${REQUESTS} hostile requests with a problem document or with what was asked for`,
    async () => {
      const random = seededRandom(SEED);
      const below = (limit: number): number => Math.floor(random() * limit);
      const calls = cases(await furnished.furnish());
      const targets = [...contract.operations].map(([route, operation]): Target => {
        const valid = calls[route]!.filter(({ status }) => status < 300);
        return { route, operation, valid, schemas: document.components.schemas };
      });
      const statuses = new Map<number | undefined, number>();
      for (let sent = 0; sent < REQUESTS; sent++) {
        const target = targets[sent % targets.length]!;
        const { method, bytes } = hostileRequest(target, KEYS.admin, below);
        const answer = await sendRaw(port, bytes).catch((error: Error) => error);
        const wrong = answer instanceof Error ? [answer.message] : faults(method, answer);
        const request = bytes.toString('latin1').slice(0, 600);
        if (wrong.length > 0) throw new Error(`Request ${sent} of seed ${SEED}: ${wrong.join('; ')}\n${request}`);
        const status = answer instanceof Error ? undefined : answer?.status;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
      if (REQUESTS > 5_000) console.log(Object.fromEntries(statuses));
      // Neither everything refused nor everything taken: the requests are near enough to valid ones.
      expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 20);
      expect(statuses.get(400)).toBeGreaterThan(REQUESTS / 20);
      expect((await furnished.send({ path: '/health/ready' })).status).toBe(200);
    },
    60_000 + REQUESTS * 50,
  );

  it.each([
    'nonsense\r\n\r\n',
    'GET /logs HTTP/9.9\r\n\r\n',
    'GET /logs\r\n\r\n',
    'GET http://evil.example/logs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    'GET // HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    'HEAD /events HTTP/1.1\r\nHost: localhost\r\nX-API-Key: read-key-0123456789abcdefghij\r\nConnection: close\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    'GET /logs HTTP/1.1\r\nConnection: close\r\n\r\n',
    'GET /logs\0 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    'POST /keys HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n',
    'POST /keys HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: evil\r\n\r\n',
    'POST /keys HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\nConnection: close\r\n\r\nZZ\r\n',
    'POST /keys HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n',
  ])('answers %j', async (text) => {
    expect(faults('GET', await sendRaw(port, Buffer.from(text, 'latin1')))).toEqual([]);
  });
});
