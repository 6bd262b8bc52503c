import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ecsFaults } from '../ecs/ecs-fields.js';
import { acceptedPassword, bruteForce } from '../factories/log-lines.js';
import { EventStream } from '../support/event-stream.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Shown {
  readonly event: { readonly id: string };
}

const faultsOf = (documents: readonly unknown[]): string[] => documents.flatMap(ecsFaults);

describe('what is answered as ECS', () => {
  const folder = temporaryFolder();
  let service: RunningService;

  beforeEach(async () => {
    const lines = [...bruteForce(12), acceptedPassword({ address: '203.0.113.7', user: 'oracle', second: 20 })];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder());
  });

  afterEach(() => service.stop());

  it('is every entry and every alert of a list, with its filters', async () => {
    for (const list of ['logs', 'alerts']) {
      const { body } = await service.http.get(`/${list}?format=ecs`).expect(200);
      const { body: items } = await service.http.get(`/${list}?fields=id`).expect(200);
      expect(faultsOf(body as unknown[])).toEqual([]);
      expect((body as Shown[]).map(({ event }) => event.id)).toEqual(
        (items as { id: number }[]).map(({ id }) => String(id)),
      );
      expect((items as unknown[]).length).toBeGreaterThan(0);
    }
    expect((await service.http.get('/alerts?format=ecs&severity=informational')).body).toEqual([]);
    const csv = await service.http.get('/logs?format=ecs').set('Accept', 'text/csv').expect(200);
    expect(csv.text).toMatch(/^'@timestamp,message,event,.*\n2026-11-20T09:00:00\.000Z,/);
    await service.http.get('/logs?format=ecs&fields=id').expect(400);
  });

  it('is what happens, as it happens', async () => {
    const stream = await EventStream.open(`${service.url}/events?types=alerts,entries&format=ecs`);
    const lines = bruteForce(10, { address: '198.51.100.9', second: 4000 });
    appendFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    await service.scan();
    await stream.until((events) => events.some(({ event }) => event === 'alert'));
    await stream.until((events) => events.filter(({ event }) => event === 'entry').length >= 10);
    stream.close();
    const sent = stream.events.filter(({ event }) => event === 'alert' || event === 'entry');
    expect(faultsOf(sent.map(({ data }) => data))).toEqual([]);
    const [alert] = sent.filter(({ event }) => event === 'alert');
    expect(alert!.data).toMatchObject({ event: { kind: 'alert', action: 'created' }, source: { ip: '198.51.100.9' } });
  });
});
