import { Alert } from '../../src/alerts/alert.entity.js';
import { Fault } from '../../src/faults/fault.entity.js';
import type { NotificationMessage } from '../../src/notification/alert-text.js';
import type {
  DeliveryOutcome,
  RepeatedState,
  RepeatingChannel,
} from '../../src/notification/channels/notification-channel.js';
import { CANDIDATES, MAX_REPEATED } from '../../src/notification/repeating/repeated-alerts.js';
import { detectedAlert, withLogin } from '../factories/detected-alert.js';
import { itOn } from '../support/test-database.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { HOUR, MINUTE, OutboxUnderTest } from './outbox-under-test.js';
import { RecordingChannel } from './recording-channel.js';

/** Writes down what it is sent again, and when. */
class ForgetfulChannel extends RecordingChannel implements RepeatingChannel {
  readonly repeatMs = MINUTE;
  readonly repeated: { readonly at: number; readonly states: readonly RepeatedState[] }[] = [];
  outcome: DeliveryOutcome = { kind: 'delivered' };

  repeat(states: readonly RepeatedState[], _signal: AbortSignal, now: number): Promise<DeliveryOutcome> {
    this.repeated.push({ at: now, states });
    return Promise.resolve(this.outcome);
  }

  get ids(): string[][] {
    return this.repeated.map(({ states }) => states.map(({ alert }) => alert.id));
  }
}

const address = (index: number): string => `203.0.${Math.floor(index / 250)}.${1 + (index % 250)}`;
const reasons = (messages: readonly NotificationMessage[]): string[] => messages.map(({ reason }) => reason);

describe('what repeats alerts', () => {
  const folder = temporaryFolder();
  let outbox: OutboxUnderTest;
  let channel: ForgetfulChannel;

  /** Rounds as they come, every five seconds. */
  const roundsFor = async (milliseconds: number, ...rounds: (() => Promise<void>)[]): Promise<void> => {
    for (const end = outbox.now + milliseconds; outbox.now < end; outbox.now += 5_000)
      await Promise.all(rounds.map((round) => round()));
  };

  const faults = (): Promise<Fault[]> => outbox.database.manager.find(Fault);

  beforeEach(async () => {
    outbox = await OutboxUnderTest.open(folder(), { NOTIFY_TIMEOUT_SECONDS: '1', NOTIFY_DEADLINE_HOURS: '2' });
    channel = new ForgetfulChannel();
  });

  afterEach(() => outbox.close());

  it('tells of an alert through the outbox, then every minute while it stands, and for five more', async () => {
    const { round } = await outbox.process([channel]);
    const alert = detectedAlert('203.0.113.7', outbox.now);
    const began = outbox.now;
    await outbox.store('created', alert);
    await roundsFor(20 * MINUTE, round);
    expect(reasons(channel.delivered)).toEqual(['first']);
    const minutes = channel.repeated.map(({ at }) => (at - began) / MINUTE);
    expect(minutes).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(new Set(channel.ids.flat())).toEqual(new Set([alert.id]));
  });

  it('tells of every alert, also of those that people on other channels hear of by a related one', async () => {
    const people = new RecordingChannel('people');
    const { round } = await outbox.process([channel, people]);
    const alerts = ['one', 'two'].map((rule) => detectedAlert('203.0.113.7', outbox.now, { rule }));
    await outbox.store('created', ...alerts);
    await round();
    expect(people.delivered).toHaveLength(1);
    expect(channel.delivered.map(({ alerts: [alert] }) => alert!.id).toSorted()).toEqual(
      alerts.map(({ id }) => id).toSorted(),
    );
  });

  it('tells of a login at once, and goes on with the attack at the severity that it had', async () => {
    const { round } = await outbox.process([channel]);
    const alert = detectedAlert('203.0.113.7', outbox.now, { endsAt: outbox.now + HOUR });
    await outbox.store('created', alert);
    await roundsFor(10_000, round);
    await outbox.store('login_found', withLogin(alert));
    await round();
    expect(reasons(channel.delivered)).toEqual(['first', 'login_succeeded']);
    await roundsFor(5 * MINUTE, round);
    expect(channel.delivered).toHaveLength(2);
    expect(channel.repeated.length).toBeGreaterThanOrEqual(5);
    for (const { states } of channel.repeated)
      expect(states).toMatchObject([{ first: 'high', alert: { severity: 'critical' } }]);
  });

  it('says at once that an alert was resolved', async () => {
    const { round } = await outbox.process([channel]);
    const alert = detectedAlert('203.0.113.7', outbox.now, { endsAt: outbox.now + 20 * HOUR });
    await outbox.store('created', alert);
    await roundsFor(3 * MINUTE + 5_000, round);
    const before = channel.repeated.length;
    const resolvedAt = outbox.now;
    await outbox.database.manager.update(Alert, { id: alert.id }, { resolvedAt, resolution: 'true_positive' });
    await round();
    expect(channel.repeated).toHaveLength(before + 1);
    await roundsFor(HOUR, round);
    const after = channel.repeated.slice(before);
    expect(after.map(({ at }) => (at - resolvedAt) / MINUTE)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('goes on after a restart where it was, and leaves out what ended meanwhile', async () => {
    const alert = detectedAlert('203.0.113.7', outbox.now, { endsAt: outbox.now + 20 * HOUR });
    const short = detectedAlert('203.0.113.8', outbox.now);
    await outbox.store('created', alert, short);
    const first = await outbox.process([channel]);
    await first.round();
    outbox.now += 30_000;
    const restarted = new ForgetfulChannel();
    const { round } = await outbox.process([restarted]);
    await round();
    expect([restarted.delivered.length, restarted.repeated.length]).toEqual([0, 0]);
    outbox.now += 30 * MINUTE;
    await round();
    expect(restarted.ids).toEqual([[alert.id]]);
  });

  it('two processes send together as often as one', async () => {
    const other = new ForgetfulChannel();
    const [one, two] = [await outbox.process([channel]), await outbox.process([other])];
    await outbox.store(
      'created',
      ...Array.from({ length: 30 }, (_, index) =>
        detectedAlert(address(index), outbox.now, { endsAt: outbox.now + HOUR }),
      ),
    );
    await roundsFor(5 * MINUTE, one.round, two.round);
    const told = [...channel.delivered, ...other.delivered].flatMap(({ alerts }) => alerts.map(({ id }) => id));
    expect([told.length, new Set(told).size]).toEqual([30, 30]);
    const repeated = [...channel.ids, ...other.ids].flat();
    expect(repeated).toHaveLength(30 * 4);
  });

  it('tries again soon what could not be repeated, and then goes on', async () => {
    const { round } = await outbox.process([channel]);
    const began = outbox.now;
    await outbox.store('created', detectedAlert('203.0.113.7', outbox.now, { endsAt: outbox.now + HOUR }));
    await roundsFor(MINUTE, round);
    channel.outcome = { kind: 'retry', reason: 'it is down' };
    await roundsFor(30_000, round);
    expect(channel.repeated.map(({ at }) => (at - began) / 1000)).toEqual([60, 70, 80]);
    const reason = 'Alerts that stand could not be sent again: it is down';
    const since = began + MINUTE;
    expect(await faults()).toMatchObject([
      { kind: 'channel', subject: 'recorder', reason, since, tries: 3, nextTryAt: began + 90_000 },
    ]);
    channel.outcome = { kind: 'delivered' };
    await roundsFor(2 * MINUTE, round);
    expect(channel.repeated.map(({ at }) => (at - began) / 1000)).toEqual([60, 70, 80, 90, 150]);
    expect(await faults()).toEqual([]);
  });

  it('no longer shows what could not be repeated, when nothing stands any more', async () => {
    const { round } = await outbox.process([channel]);
    await outbox.store('created', detectedAlert('203.0.113.7', outbox.now));
    channel.outcome = { kind: 'retry', reason: 'it is down' };
    await roundsFor(2 * MINUTE, round);
    expect(await faults()).toHaveLength(1);
    await roundsFor(20 * MINUTE, round);
    expect(await faults()).toEqual([]);
  });

  it('keeps still about what is too mild, what is old, and in no quiet time', async () => {
    const { round } = await outbox.process([channel], {
      minSeverity: 'high',
      quiet: { from: 0, to: 0, timeZone: 'UTC' },
    });
    const alert = detectedAlert('203.0.113.7', outbox.now);
    const mild = detectedAlert('203.0.113.8', outbox.now, { severity: 'medium' });
    const old = detectedAlert('203.0.113.9', outbox.now - 30 * HOUR);
    await outbox.store('created', alert, mild, old);
    await roundsFor(2 * MINUTE, round);
    expect(channel.delivered.map(({ alerts: [each] }) => each!.id)).toEqual([alert.id]);
    expect(channel.ids).toEqual([[alert.id]]);
  });

  itOn('sqlite')('finds what stands along indexes, however many alerts there have been', async () => {
    const plan = await outbox.database.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${CANDIDATES}`, [
      0,
      0,
      0,
      'x',
      0,
    ]);
    const steps = plan.map(({ detail }) => detail);
    expect(steps).toContainEqual(expect.stringContaining('SEARCH a USING INDEX alerts_lane_ends_at'));
    expect(steps).toContainEqual(expect.stringContaining('SEARCH a USING INDEX alerts_last_seen_id'));
    expect(steps.filter((step) => /^SCAN (?:a|alerts)\b/.test(step))).toEqual([]);
  });

  it('keeps a bounded number of alerts alive, the most severe and newest, some hundred in a request', async () => {
    const { round } = await outbox.process([channel]);
    const endsAt = outbox.now + HOUR;
    const flood = Array.from({ length: MAX_REPEATED + 5 }, (_, index) =>
      detectedAlert(address(index), outbox.now - index, { endsAt, severity: index % 2 === 0 ? 'low' : 'high' }),
    );
    await outbox.store('created', ...flood);
    await roundsFor(MINUTE + 5_000, round);
    expect(channel.delivered.map(({ reason, alerts }) => [reason, alerts.length])).toEqual(
      Array.from({ length: MAX_REPEATED / 500 }, () => ['digest', 500]),
    );
    expect(channel.ids.map(({ length }) => length)).toEqual([500, 500, 500, 500]);
    const left = flood.filter(({ id }) => !channel.ids.flat().includes(id));
    expect(left.map(({ severity }) => severity)).toEqual(Array.from({ length: 5 }, () => 'low'));
  });
});
