import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedPassword, bruteForce } from '../factories/log-lines.js';
import { ocsfFaults } from '../ocsf/ocsf-schema.js';
import { EventStream } from '../support/event-stream.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Shown {
  readonly class_uid: number;
  readonly activity_name: string;
  readonly metadata: { readonly uid: string };
}

const faultsOf = (events: readonly unknown[]): string[] => events.flatMap(ocsfFaults);

describe('what is answered as OCSF', () => {
  const folder = temporaryFolder();
  let service: RunningService;

  const page = async (path: string): Promise<{ events: Shown[]; next: string | undefined }> => {
    const { body, headers } = await service.http.get(path).expect(200);
    const next = /<([^>]*)>; rel="next"/.exec(headers['link'] ?? '')?.[1];
    return { events: body as Shown[], next };
  };
  const ndjson = async (path: string): Promise<Shown[]> => {
    const answer = service.http.get(path).set('Accept', 'application/x-ndjson').buffer(true);
    const { text } = await answer
      .parse((response, done) => {
        let all = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (all += part));
        response.on('end', () => done(null, all));
      })
      .then(({ body }) => ({ text: body as string }));
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Shown);
  };

  beforeEach(async () => {
    const lines = [...bruteForce(12), acceptedPassword({ address: '203.0.113.7', user: 'oracle', second: 20 })];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder());
  });

  afterEach(() => service.stop());

  it('is every entry, page by page and all at once', async () => {
    const walked: Shown[] = [];
    for (let path: string | undefined = '/logs?format=ocsf&cursor=*&limit=5'; path !== undefined;) {
      const { events, next } = await page(path);
      expect(faultsOf(events)).toEqual([]);
      walked.push(...events);
      path = next;
    }
    const { body } = await service.http.get('/logs?limit=100&fields=id').expect(200);
    expect(walked.map(({ metadata }) => metadata.uid)).toEqual((body as { id: number }[]).map(({ id }) => String(id)));
    expect(await ndjson('/logs?format=ocsf')).toEqual(walked);
    expect(walked.at(-1)).toMatchObject({ class_uid: 3002, activity_name: 'Logon', status: 'Success' });
  });

  it('is every alert, with the filters of the list', async () => {
    const { events } = await page('/alerts?format=ocsf');
    expect(faultsOf(events)).toEqual([]);
    expect(events.map(({ class_uid }) => class_uid)).toContain(2004);
    const { body } = await service.http.get('/alerts').expect(200);
    expect(events.map(({ metadata }) => metadata.uid)).toEqual((body as { id: string }[]).map(({ id }) => id));
    expect(await ndjson('/alerts?format=ocsf')).toEqual(events);
    expect((await page('/alerts?format=ocsf&severity=informational')).events).toEqual([]);
    const csv = await service.http.get('/alerts?format=ocsf').set('Accept', 'text/csv').expect(200);
    expect(csv.text).toMatch(/^time,class_uid,class_name,.*\n\d{13},2004,Detection Finding,/);
  });

  it('is what happens, as it happens', async () => {
    const stream = await EventStream.open(`${service.url}/events?types=alerts,entries&format=ocsf`);
    appendFileSync(
      join(folder(), 'auth.log'),
      `${bruteForce(10, { address: '198.51.100.9', second: 4000 }).join('\n')}\n`,
    );
    await service.scan();
    await stream.until((events) => events.some(({ event }) => event === 'alert'));
    await stream.until((events) => events.filter(({ event }) => event === 'entry').length >= 10);
    stream.close();
    const sent = stream.events.filter(({ event }) => event === 'alert' || event === 'entry');
    expect(faultsOf(sent.map(({ data }) => data))).toEqual([]);
    const [alert] = sent.filter(({ event }) => event === 'alert');
    expect(alert!.data).toMatchObject({ class_uid: 2004, activity_name: 'Create' });
  });

  it('says what it is not', async () => {
    await service.http.get('/logs?format=cef').expect(400);
    const { body } = await service.http.get('/alerts?format=ocsf&fields=id').expect(400);
    expect(body).toMatchObject({ code: 'REQUEST_INVALID', errors: [{ pointer: 'fields' }] });
  });
});
