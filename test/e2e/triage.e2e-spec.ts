import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { bruteForce } from '../factories/log-lines.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe("an alert's life", () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let ids: string[];

  const patch = (path: string, body: object) => service.http.patch(path).send(body);

  beforeEach(async () => {
    service = await startService(folder());
    const lines = [7, 8, 9].flatMap((n) => bruteForce(12, { address: `203.0.113.${n}`, second: n * 1000 }));
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
    await service.scan();
    ids = ((await service.http.get('/alerts')).body as { id: string }[]).map(({ id }) => id);
  });

  afterEach(() => service.stop());

  it('is acknowledged, resolved and reopened, with a history of who did what and why', async () => {
    const [id] = ids;
    const acknowledged = await patch(`/alerts/${id}`, { status: 'acknowledged', who: 'alice', note: 'mine' }).expect(
      200,
    );
    expect(acknowledged.body).toMatchObject({ status: 'acknowledged', acknowledged_at: new Date(NOW).toISOString() });
    await patch(`/alerts/${id}`, { resolution: 'false_positive', who: 'bob' }).expect(200);
    const { body: alerts } = await service.http.get('/alerts?status=resolved').expect(200);
    expect(alerts).toMatchObject([{ id, status: 'resolved', resolution: 'false_positive' }]);
    await patch(`/alerts/${id}`, { status: 'open' }).expect(200);
    const { body: history } = await service.http.get(`/alerts/${id}/history`).expect(200);
    expect(history).toMatchObject([
      { action: 'acknowledge', who: 'alice', note: 'mine' },
      { action: 'resolve', who: 'bob', resolution: 'false_positive' },
      { action: 'reopen', who: null },
    ]);
  });

  it('keeps what people did while the attack goes on', async () => {
    const [id] = ids;
    await patch(`/alerts/${id}`, { status: 'acknowledged' }).expect(200);
    const more = bruteForce(12, { address: '203.0.113.9', second: 9020 });
    appendFileSync(join(folder(), 'auth.log'), more.map((line) => `${line}\n`).join(''));
    await service.scan();
    const { body } = await service.http.get('/alerts?ip_address=203.0.113.9').expect(200);
    expect(body).toMatchObject([{ id, status: 'acknowledged', attempts: 24 }]);
  });

  it('refuses moves that make no sense with 409, and says why', async () => {
    const [id] = ids;
    await patch(`/alerts/${id}`, { resolution: 'true_positive' }).expect(200);
    const { body } = await patch(`/alerts/${id}`, { status: 'acknowledged' }).expect(409);
    expect(body).toMatchObject({
      code: 'ALERT_MOVE_REFUSED',
      detail: 'A resolved alert cannot become acknowledged; reopen it first.',
    });
    const missing = await patch(`/alerts/${ids[1]}`, { status: 'resolved' }).expect(400);
    expect(missing.body).toMatchObject({ code: 'ALERT_RESOLUTION_MISSING' });
    await patch('/alerts/unknown', { status: 'acknowledged' }).expect(404);
    await patch(`/alerts/${id}`, {}).expect(400);
    await patch(`/alerts/${id}`, { status: 'gone' }).expect(400);
    await patch(`/alerts/${id}`, { snooze_until: 'tomorrow' }).expect(400);
    expect((await service.http.get(`/alerts/${ids[1]}/history`)).body).toEqual([]);
  });

  it('many are handled at once, once their number is known', async () => {
    const dry = await patch('/alerts?severity=high', { status: 'acknowledged', dry_run: true }).expect(200);
    expect(dry.body).toEqual({ dry_run: true, matched: 3, changed: 0, refused: [], before: [] });
    const missing = await patch('/alerts?severity=high', { status: 'resolved', dry_run: true }).expect(400);
    expect(missing.body).toMatchObject({ code: 'ALERT_RESOLUTION_MISSING' });
    const unasked = await patch('/alerts?severity=high', { status: 'acknowledged' }).expect(400);
    expect(unasked.body).toMatchObject({ code: 'ALERT_COUNT_MISSING' });
    const changed = await patch('/alerts?severity=high', { status: 'acknowledged', expected_count: 2 }).expect(409);
    expect(changed.body).toMatchObject({ code: 'ALERT_COUNT_CHANGED' });
    await patch(`/alerts/${ids[0]}`, { status: 'acknowledged' }).expect(200);
    const tried = await patch('/alerts?severity=high', { status: 'acknowledged', dry_run: true }).expect(200);
    expect(tried.body).toMatchObject({ matched: 3, changed: 0, refused: [{ id: ids[0] }] });
    const done = await patch('/alerts?severity=high', { status: 'acknowledged', expected_count: 3 }).expect(200);
    expect(done.body).toMatchObject({ matched: 3, changed: 2, refused: [{ id: ids[0], code: 'ALERT_MOVE_REFUSED' }] });
    expect((await service.http.get('/alerts?status=acknowledged')).body).toHaveLength(3);
    await patch('/alerts?colour=red', { dry_run: true }).expect(400);
  });

  it('finds alerts by their ids, and does something with these alone', async () => {
    const [first, second, third] = ids;
    const nobody = '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11';
    const { body: found } = await service.http.get(`/alerts?id=${third},${first},${nobody}`).expect(200);
    expect(found.map(({ id }: { id: string }) => id)).toEqual([first, third]);
    const { body: one } = await service.http.get(`/alerts?id=${first},${second}&ip_address=203.0.113.8`).expect(200);
    expect(one.map(({ id }: { id: string }) => id)).toEqual([second]);
    await patch(`/alerts?id=${first},${second}`, { status: 'acknowledged', expected_count: 2 }).expect(200);
    const { body: open } = await service.http.get('/alerts?status=open').expect(200);
    expect(open.map(({ id }: { id: string }) => id)).toEqual([third]);
    await service.http.get(`/alerts?id=${Array(101).fill(first).join(',')}`).expect(400);
  });

  it('does something with all alerts of the incidents that match', async () => {
    const path = '/incidents?rule=ssh_brute_force&active_since=2026-11-20';
    const order = { status: 'resolved', resolution: 'true_positive' };
    const { body: asked } = await patch(path, { ...order, dry_run: true }).expect(200);
    expect(asked).toMatchObject({ dry_run: true, incidents: 3, matched: 3, changed: 0 });
    await patch(path, { ...order, expected_count: 2 }).expect(409);
    await patch(path, order).expect(400);
    const { body: done } = await patch(`${path}&attacker=203.0.113.7`, { ...order, expected_count: 1 }).expect(200);
    expect(done).toMatchObject({ dry_run: false, incidents: 1, matched: 1, changed: 1, refused: [] });
    expect(done.before).toEqual([{ id: ids[2], status: 'open', resolution: null, snoozed_until: null }]);
    const { body: left } = await service.http.get('/incidents?status=open').expect(200);
    expect(left).toHaveLength(2);
  });
});
