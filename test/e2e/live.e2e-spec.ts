import { appendFileSync } from 'node:fs';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { getDefaultHighWaterMark } from 'node:stream';
import { LiveFeed } from '../../src/live/live-feed.js';
import { bruteForce } from '../factories/log-lines.js';
import { EventStream } from '../support/event-stream.js';
import type { ReceivedEvent } from '../support/event-stream.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { itOn } from '../support/test-database.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const alertsOf = (
  events: readonly ReceivedEvent[],
): { change: string; alert: { ip_address: string; attempts: number } }[] =>
  events.filter(({ event }) => event === 'alert').map(({ data }) => data as never);
const entriesOf = (events: readonly ReceivedEvent[]): number[] =>
  events.filter(({ event }) => event === 'entry').map(({ data }) => (data as { id: number }).id);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** `npm run soak -- live` has a thousand of them. */
const CLIENTS = Number(process.env['SOAK_CLIENTS'] ?? 60);

describe('the live stream', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  const streams: EventStream[] = [];

  const append = async (...lines: string[]): Promise<void> => {
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
    await service.scan();
  };
  const listen = async (query = '', lastEventId?: string): Promise<EventStream> => {
    const stream = await EventStream.open(`${service.url}/events${query}`, lastEventId);
    streams.push(stream);
    return stream;
  };

  beforeEach(async () => {
    service = await startService(folder());
  });

  afterEach(async () => {
    for (const stream of streams.splice(0)) stream.close();
    await service.stop();
  });

  it('tells of alerts as they come and change, and of what people do with them', async () => {
    await append(...bruteForce(10));
    const stream = await listen();
    await append(...bruteForce(10, { second: 20 }));
    await stream.until((events) => alertsOf(events).length === 1);
    await append(...bruteForce(10, { second: 2000, address: '203.0.113.8' }));
    await stream.until((events) => alertsOf(events).length === 2);
    const [alert] = (await service.http.get('/alerts?limit=1')).body as [{ id: string }];
    await service.http.patch(`/alerts/${alert.id}`).send({ status: 'acknowledged' }).expect(200);
    await stream.until((events) => alertsOf(events).length === 3);
    expect(alertsOf(stream.events)).toMatchObject([
      { change: 'updated', alert: { ip_address: '203.0.113.7', attempts: 20 } },
      { change: 'created', alert: { ip_address: '203.0.113.8' } },
      { change: 'handled', alert: { ip_address: '203.0.113.8', status: 'acknowledged' } },
    ]);
    expect(stream.events.some(({ event }) => event === 'sources')).toBe(true);
    expect(stream.events.some(({ event }) => event === 'entry')).toBe(false);
  });

  it('a client that drops and comes back misses nothing', async () => {
    const first = await listen('?types=alerts,entries');
    await append(...bruteForce(12));
    await first.until((events) => entriesOf(events).length >= 5);
    first.close();
    const seen = first.events;
    await append(...bruteForce(900, { second: 100, address: '203.0.113.8' }));
    await append(...bruteForce(900, { second: 1100, address: '203.0.113.9' }));
    const second = await listen('?types=alerts,entries', seen.at(-1)!.id);
    await second.until((events) => entriesOf([...seen, ...events]).length >= 1812);
    const all = [...seen, ...second.events];
    expect(entriesOf(all)).toEqual(upTo(1812));
    const addresses = alertsOf(all).map(({ alert }) => alert.ip_address);
    for (const address of ['203.0.113.7', '203.0.113.8', '203.0.113.9']) expect(addresses).toContain(address);
  });

  it('goes on after a restart of the service', async () => {
    const first = await listen('?types=entries');
    await append(...bruteForce(5));
    await first.until((events) => entriesOf(events).length === 5);
    await service.stop();
    appendFileSync(
      join(folder(), 'auth.log'),
      bruteForce(5, { second: 50 })
        .map((line) => `${line}\n`)
        .join(''),
    );
    service = await startService(folder());
    const second = await listen(`?types=entries&last_event_id=${first.lastId}`);
    await second.until((events) => entriesOf(events).length === 5);
    expect(entriesOf(second.events)).toEqual([6, 7, 8, 9, 10]);
  });

  itOn('sqlite')('clients that never read hold up nobody, and cost bounded memory', async () => {
    const silent = await Promise.all(
      upTo(CLIENTS).map(
        () =>
          new Promise<IncomingMessage>((resolve, reject) => {
            // The answer is never read: what is sent fills the buffers in between, and no more.
            get(`${service.url}/events?types=entries,alerts`, { agent: false }, resolve).on('error', reject);
          }),
      ),
    );
    const reader = await listen('?types=entries');
    for (let round = 0; round < 10; round++) await append(...bruteForce(1000, { second: round * 1000 }));
    await reader.until((events) => entriesOf(events).length === 10_000);
    const feed = service.app.get(LiveFeed);
    expect(feed.size).toBe(CLIENTS + 1);
    // 10 000 entries are 5 MB for each client; of what none of them reads, this process holds a write or two.
    expect(feed.unsentBytes).toBeLessThan(CLIENTS * Math.max(64_000, 2 * getDefaultHighWaterMark(false)));
    expect(feed.unsentBytes).toBeGreaterThan(0);
    for (const response of silent) response.destroy();
    await new Promise((turn) => setImmediate(turn));
  });

  it('tells a client to start over that is too far behind, and goes on with what happens next', async () => {
    appendFileSync(join(folder(), 'auth.log'), `${bruteForce(20_100).join('\n')}\n`);
    await service.scan();
    const stream = await listen('?types=alerts,entries&last_event_id=0-0');
    await append(...bruteForce(3, { second: 30_000 }));
    await stream.until((events) => entriesOf(events).length === 3);
    const resets = stream.events.filter(({ event }) => event === 'reset');
    expect(resets).toMatchObject([{ data: { types: ['entries'] }, id: expect.stringMatching(/-20100$/) }]);
    expect(entriesOf(stream.events)).toEqual([20_101, 20_102, 20_103]);
    expect(alertsOf(stream.events).length).toBeGreaterThan(0);
  });

  it('refuses what it does not know', async () => {
    await service.http.get('/events?types=weather').expect(400);
    await service.http.get('/events?last_event_id=1').expect(400);
  });
});
