import { Alert } from '../../src/alerts/alert.entity.js';
import { Fault } from '../../src/faults/fault.entity.js';
import type { DetectedAlert } from '../../src/alerts/lifecycle/detected-alert.js';
import type { NotificationMessage } from '../../src/notification/alert-text.js';
import { detectedAlert, withLogin } from '../factories/detected-alert.js';
import { failing } from '../support/failing-statement.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { HOUR, MINUTE, OutboxUnderTest } from './outbox-under-test.js';
import { RecordingChannel } from './recording-channel.js';

const address = (index: number): string => `203.0.${Math.floor(index / 250)}.${1 + (index % 250)}`;
const said = (messages: readonly NotificationMessage[]): string[] =>
  messages.map(
    ({ reason, receiver, alerts }) => `${reason} to ${receiver}: ${alerts.map((a) => a.ipAddress).join(' ')}`,
  );

describe('the outbox', () => {
  const folder = temporaryFolder();
  let outbox: OutboxUnderTest;
  let channel: RecordingChannel;

  beforeEach(async () => {
    outbox = await OutboxUnderTest.open(folder(), { NOTIFY_TIMEOUT_SECONDS: '1', NOTIFY_DEADLINE_HOURS: '2' });
    channel = new RecordingChannel();
  });

  afterEach(() => outbox.close());

  it('tells every receiver once of a new alert, and again when they got in', async () => {
    channel = new RecordingChannel('mail', ['a@example.org', 'b@example.org']);
    const { round } = await outbox.process([channel]);
    const alert = detectedAlert('203.0.113.7', outbox.now);
    await outbox.store('created', alert);
    await round();
    await round();
    await outbox.store('updated', { ...alert, attempts: 20 });
    await round();
    await outbox.store('login_found', withLogin(alert));
    await round();
    expect(said(channel.delivered)).toEqual([
      'first to a@example.org: 203.0.113.7',
      'first to b@example.org: 203.0.113.7',
      'login_succeeded to a@example.org: 203.0.113.7',
      'login_succeeded to b@example.org: 203.0.113.7',
    ]);
    expect(channel.delivered[2]!.earlier).toEqual([channel.delivered[0]!.id]);
    expect(new Set(channel.delivered.map(({ id }) => id)).size).toBe(4);
  });

  it('says one thing of an attack that several rules see in one scan', async () => {
    const { round } = await outbox.process([channel]);
    const first = detectedAlert('203.0.113.7', outbox.now, { severity: 'medium' });
    const second = detectedAlert('203.0.113.7', outbox.now, { rule: 'ssh_root_brute_force', severity: 'medium' });
    const graver = detectedAlert('203.0.113.7', outbox.now, { rule: 'ssh_spray', severity: 'high' });
    await outbox.store('created', first, second, graver);
    await round();
    expect(channel.delivered.map(({ reason }) => reason)).toEqual(['first', 'graver']);
    const [begun, followed] = channel.delivered;
    expect(followed!.earlier).toEqual([begun!.id]);
    expect([begun!.incidentId, followed!.incidentId]).toEqual([followed!.incidentId, expect.any(String)]);
  });

  it('refers to the first message about an incident and the latest, and to none of another', async () => {
    const { round } = await outbox.process([channel], { limit: 100 });
    const alerts = Array.from({ length: 25 }, (_, index) =>
      detectedAlert('203.0.113.7', outbox.now, { rule: `rule_${index}`, severity: 'medium' }),
    );
    await outbox.store('created', ...alerts, detectedAlert('198.51.100.1', outbox.now));
    await round();
    for (const alert of alerts) {
      outbox.now += MINUTE;
      await outbox.store('login_found', withLogin(alert, 1_000 + alerts.indexOf(alert)));
      await round();
    }
    const ofIncident = channel.delivered.filter(({ alerts: [alert] }) => alert!.ipAddress === '203.0.113.7');
    expect(ofIncident.length).toBeGreaterThan(21);
    const sent = ofIncident.map(({ id }) => id);
    const { earlier } = ofIncident.at(-1)!;
    expect(earlier).toEqual([sent[0], ...sent.slice(-20, -1)]);
    expect(new Set(ofIncident.map(({ incidentId }) => incidentId)).size).toBe(1);
    const other = channel.delivered.find(({ alerts: [alert] }) => alert!.ipAddress === '198.51.100.1')!;
    expect(other.earlier).toEqual([]);
    expect(other.incidentId).not.toBe(ofIncident[0]!.incidentId);
  });

  it('sets aside, for one channel, what cannot be decided about; the rest goes on, and it is notified later', async () => {
    const broken = new RecordingChannel('broken');
    const { round } = await outbox.process([broken, channel]);
    const [poison, other] = [7, 8].map((index) => detectedAlert(address(index), outbox.now));
    const row = `NEW.channel = 'broken' AND NEW.alert_id = '${poison!.id}'`;
    const mend = await failing(outbox.database, 'INSERT', 'told_alerts', row);
    await outbox.store('created', poison!, other!);
    await round();
    expect(said(channel.delivered)).toHaveLength(2);
    expect(said(broken.delivered)).toEqual([`first to one: ${address(8)}`]);
    const faults = await outbox.database.manager.find(Fault);
    expect(faults).toMatchObject([{ kind: 'channel', subject: 'broken', payload: [poison!.id] }]);
    await round();
    expect(channel.delivered).toHaveLength(2);

    await mend();
    outbox.now += HOUR;
    await round();
    expect(said(broken.delivered).toSorted()).toEqual([`first to one: ${address(7)}`, `first to one: ${address(8)}`]);
    expect(channel.delivered).toHaveLength(2);
    expect(await outbox.database.manager.count(Fault)).toBe(0);
  });

  it('tells on the other channels where nothing can be written down for one', async () => {
    const broken = new RecordingChannel('broken');
    const { round } = await outbox.process([broken, channel]);
    const mend = await failing(outbox.database, 'INSERT', 'notifications', `NEW.channel = 'broken'`);
    await outbox.store('created', detectedAlert(address(7), outbox.now));
    await round();
    expect([broken.delivered.length, channel.delivered.length]).toEqual([0, 1]);
    await mend();
    outbox.now += HOUR;
    await round();
    expect([broken.delivered.length, channel.delivered.length]).toEqual([1, 1]);
  });

  it('tries again what could not be delivered, with growing pauses, and tells of the alert as it stands then', async () => {
    const { round } = await outbox.process([channel]);
    channel.answer = () => ({ kind: 'retry', reason: '421 try later' });
    const alert = detectedAlert('203.0.113.7', outbox.now);
    await outbox.store('created', alert);
    await round();
    await round();
    expect(channel.tried).toHaveLength(1);
    for (let minutes = 0; minutes < 30; minutes++) {
      outbox.now += MINUTE;
      await round();
    }
    expect(channel.tried.length).toBeGreaterThan(5);
    expect(channel.tried.length).toBeLessThan(12);
    const [waiting] = await outbox.notifications();
    expect(waiting).toMatchObject({ state: 'pending', tries: channel.tried.length, lastError: '421 try later' });
    channel.answer = () => ({ kind: 'delivered' });
    await outbox.store('updated', { ...alert, attempts: 99 });
    outbox.now += HOUR / 2;
    await round();
    expect(channel.delivered).toMatchObject([{ id: channel.tried[0]!.id, alerts: [{ attempts: 99 }] }]);
    expect(await outbox.notifications()).toMatchObject([{ state: 'delivered', lastError: null }]);
  });

  it('waits as long as the other side asks for', async () => {
    const { round } = await outbox.process([channel]);
    channel.answer = () => ({ kind: 'retry', reason: '429', afterMs: HOUR });
    await outbox.store('created', detectedAlert('203.0.113.7', outbox.now));
    await round();
    outbox.now += HOUR - 1;
    await round();
    expect(channel.tried).toHaveLength(1);
    outbox.now += 1;
    await round();
    expect(channel.tried).toHaveLength(2);
  });

  it('gives up what is refused for good, and what is not delivered in time, and says why', async () => {
    const { round } = await outbox.process([channel]);
    channel.answer = () => ({ kind: 'give-up', reason: '550 no such user' });
    await outbox.store('created', detectedAlert('203.0.113.7', outbox.now));
    await round();
    channel.answer = () => ({ kind: 'retry', reason: '450 later' });
    await outbox.store('created', detectedAlert('203.0.113.8', outbox.now));
    for (let minutes = 0; minutes < 130; minutes += 5) {
      await round();
      outbox.now += 5 * MINUTE;
    }
    expect(await outbox.notifications()).toMatchObject([
      { state: 'failed', lastError: '550 no such user', tries: 1 },
      { state: 'failed', lastError: 'Not delivered in time; at last: 450 later' },
    ]);
    const tries = channel.tried.length;
    outbox.now += 24 * HOUR;
    await round();
    expect(channel.tried).toHaveLength(tries);
  });

  it('a channel that hangs, or throws, is tried again, and holds up no other', async () => {
    const other = new RecordingChannel('other');
    const { round } = await outbox.process([channel, other]);
    channel.answer = () => new Promise(() => undefined);
    await outbox.store('created', detectedAlert('203.0.113.7', outbox.now));
    await round();
    expect(other.delivered).toHaveLength(1);
    expect(await outbox.notifications()).toMatchObject([
      { channel: 'recorder', state: 'pending', lastError: 'No answer within 1 s.' },
      { channel: 'other', state: 'delivered' },
    ]);
    channel.answer = () => Promise.reject(new Error('a defect'));
    outbox.now += MINUTE;
    await round();
    expect((await outbox.notifications())[0]).toMatchObject({ state: 'pending', tries: 2 });
  });

  it('two processes on one database never both decide, and never both send', async () => {
    const channels = [new RecordingChannel(), new RecordingChannel()];
    const [one, two] = [await outbox.process([channels[0]!]), await outbox.process([channels[1]!])];
    for (let index = 0; index < 20; index++) {
      outbox.now += 10 * MINUTE;
      await outbox.store('created', detectedAlert(address(index), outbox.now));
      await Promise.all([one.round(), two.round()]);
    }
    const ids = channels.flatMap(({ delivered }) => delivered.map(({ id }) => id));
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
  });

  it('what a process had claimed when it died is sent by another, under the same id, when the claim has run out', async () => {
    const dying = new RecordingChannel();
    const { round: dies } = await outbox.process([dying]);
    dying.answer = () => new Promise(() => undefined);
    await outbox.store('created', detectedAlert('203.0.113.7', outbox.now));
    void dies();
    while (dying.tried.length === 0) await new Promise((turn) => setImmediate(turn));
    const { round } = await outbox.process([channel]);
    await round();
    expect(channel.tried).toHaveLength(0);
    outbox.now += 10_000;
    await round();
    expect(channel.delivered.map(({ id }) => id)).toEqual([dying.tried[0]!.id]);
    const [notification] = await outbox.notifications();
    expect(notification!.attempts.map(({ outcome }) => outcome)).toEqual(['interrupted', 'delivered']);
  });

  it('old attacks are notified in one digest, when the backfill is over', async () => {
    const { round } = await outbox.process([channel]);
    for (let index = 0; index < 500; index += 100) {
      const old = Array.from({ length: 100 }, (_, each) => {
        const alert = detectedAlert(address(index + each), outbox.now - (30 + index + each) * HOUR);
        return index + each === 250 ? withLogin(alert) : alert;
      });
      await outbox.store('created', ...old);
      await round();
      outbox.now += MINUTE / 2;
      await round();
    }
    expect(channel.delivered).toHaveLength(0);
    outbox.now += MINUTE;
    await round();
    expect(channel.delivered).toHaveLength(1);
    const [digest] = channel.delivered;
    expect(digest).toMatchObject({ reason: 'digest', causes: ['backfill'], further: 0 });
    expect(new Set(digest!.alerts.map(({ id }) => id)).size).toBe(500);
    expect(digest!.alerts[0]).toMatchObject({ ipAddress: address(250), severity: 'critical' });
    outbox.now += 7 * HOUR;
    await round();
    expect(channel.delivered).toHaveLength(1);
  });

  it('of a burst, the first are notified at once, the others in digests, every one once', async () => {
    const { round } = await outbox.process([channel]);
    for (let second = 0; second < 60; second++) {
      outbox.now += 1000;
      await outbox.store(
        'created',
        ...Array.from({ length: 9 }, (_, n) => detectedAlert(address(second * 9 + n), outbox.now)),
      );
      await round();
    }
    expect(channel.delivered.map(({ reason }) => reason)).toEqual(Array.from({ length: 5 }, () => 'first'));
    for (let minutes = 0; minutes < 60; minutes++) {
      outbox.now += MINUTE;
      await round();
    }
    expect(channel.delivered.slice(5)).toMatchObject([{ reason: 'digest', causes: ['rate_limit'], further: 35 }]);
    const named = channel.delivered.flatMap(({ alerts }) => alerts.map(({ id }) => id));
    expect(named).toHaveLength(505);
    expect(new Set(named).size).toBe(505);
  });

  it('a login breaks through a burst', async () => {
    const { round } = await outbox.process([channel]);
    const alerts = Array.from({ length: 20 }, (_, n) => detectedAlert(address(n), outbox.now));
    await outbox.store('created', ...alerts);
    await round();
    await outbox.store('login_found', withLogin(alerts[19]!));
    await round();
    expect(channel.delivered.at(-1)).toMatchObject({ reason: 'login_succeeded', alerts: [{ id: alerts[19]!.id }] });
    outbox.now += 11 * MINUTE;
    await round();
    expect(channel.delivered.at(-1)!.alerts.map(({ id }) => id)).not.toContain(alerts[19]!.id);
  });

  it('in quiet time only what is critical is notified; the rest waits for the morning', async () => {
    outbox.now = Date.UTC(2026, 10, 21, 23);
    const { round } = await outbox.process([channel], { quiet: { from: 22 * 60, to: 7 * 60, timeZone: 'UTC' } });
    const mild = detectedAlert('203.0.113.7', outbox.now);
    await outbox.store('created', mild, withLogin(detectedAlert('203.0.113.8', outbox.now), 12));
    await round();
    expect(said(channel.delivered)).toEqual(['login_succeeded to one: 203.0.113.8']);
    outbox.now += 7 * HOUR;
    await round();
    expect(channel.delivered).toHaveLength(1);
    outbox.now += HOUR;
    await round();
    expect(channel.delivered.slice(1)).toMatchObject([
      { reason: 'digest', causes: ['quiet'], alerts: [{ id: mild.id }] },
    ]);
  });

  it('reminds of what goes on, unless somebody has taken care of it, and tells of its end where that is wanted', async () => {
    const { round } = await outbox.process([channel], { notifiesEnd: true });
    const alert = detectedAlert('203.0.113.7', outbox.now, { endsAt: outbox.now + 20 * HOUR });
    const known = detectedAlert('203.0.113.8', outbox.now, { endsAt: outbox.now + 20 * HOUR });
    const silent = detectedAlert('203.0.113.9', outbox.now, { endsAt: outbox.now + 20 * HOUR });
    await outbox.store('created', alert, known, silent);
    await round();
    await outbox.database.manager.update(Alert, { id: known.id }, { acknowledgedAt: outbox.now });
    for (let hours = 0; hours < 30; hours++) {
      outbox.now += HOUR;
      // Of the third nothing more is seen: it may go on, but nobody can say that it does.
      if (hours < 19) await outbox.database.manager.update(Alert, [alert.id, known.id], { lastSeen: outbox.now });
      await round();
    }
    expect(said(channel.delivered)).toEqual([
      'first to one: 203.0.113.7',
      'first to one: 203.0.113.8',
      'first to one: 203.0.113.9',
      'still_going_on to one: 203.0.113.7',
      'still_going_on to one: 203.0.113.7',
      'still_going_on to one: 203.0.113.7',
      'ended to one: 203.0.113.9',
      'ended to one: 203.0.113.7',
    ]);
  });

  it('resolves what a receiver keeps open: any severity, when it is over or somebody resolves it, whatever the limit', async () => {
    const { round } = await outbox.process([channel], { notifiesEnd: true, resolves: true, limit: 4 });
    const endsAt = outbox.now + 20 * HOUR;
    const [mild, resolved, broken, known] = [7, 8, 9, 10].map((last) =>
      detectedAlert(`203.0.113.${last}`, outbox.now, {
        severity: last === 7 ? 'low' : 'high',
        endsAt: last === 8 ? endsAt : outbox.now + MINUTE,
      }),
    ) as [DetectedAlert, DetectedAlert, DetectedAlert, DetectedAlert];
    await outbox.store('created', mild, resolved, withLogin(broken), known);
    await round();
    expect(channel.delivered).toHaveLength(4);
    const update = (id: string, moments: object) => outbox.database.manager.update(Alert, { id }, moments);
    await update(resolved.id, { resolvedAt: outbox.now, resolution: 'true_positive' });
    await update(known.id, { acknowledgedAt: outbox.now });
    await round();
    expect(said(channel.delivered.slice(4))).toEqual(['ended to one: 203.0.113.8']);
    outbox.now += 4 * MINUTE;
    await round();
    expect(said(channel.delivered.slice(5)).toSorted()).toEqual([
      'ended to one: 203.0.113.10',
      'ended to one: 203.0.113.7',
    ]);
    // None of these three counts: there is room again as soon as the first four are old enough.
    outbox.now += 7 * MINUTE;
    await outbox.store('created', ...[1, 2, 3, 4].map((last) => detectedAlert(`198.51.100.${last}`, outbox.now)));
    await round();
    expect(channel.delivered.slice(7).map(({ reason }) => reason)).toEqual(['first', 'first', 'first', 'first']);
    outbox.now += 22 * HOUR;
    await round();
    const ended = (): string[] => said(channel.delivered.filter(({ reason }) => reason === 'ended'));
    expect(ended()).not.toContain('ended to one: 203.0.113.9');
    outbox.now += 3 * HOUR;
    await round();
    expect(ended().filter((each) => each === 'ended to one: 203.0.113.9')).toHaveLength(1);
  });

  it('keeps still about what is too mild for a channel', async () => {
    const { round } = await outbox.process([channel], { minSeverity: 'critical' });
    await outbox.store('created', detectedAlert('203.0.113.7', outbox.now));
    await round();
    expect(await outbox.notifications()).toEqual([]);
  });

  it('gives up what belongs to a channel that is no longer configured, when its time is over', async () => {
    const { planner } = await outbox.process([channel]);
    await outbox.store('created', detectedAlert('203.0.113.7', outbox.now));
    await planner.plan();
    const { round } = await outbox.process([new RecordingChannel('other')]);
    outbox.now += 3 * HOUR;
    await round();
    expect(await outbox.notifications()).toMatchObject([
      { state: 'failed', lastError: 'Not tried in time; is the channel still configured?' },
    ]);
  });
});
