import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { SyslogIntake } from './syslog-intake.js';
import type { SealedBatch } from './syslog-intake.js';

const limits = { pendingBytes: 40, flushBytes: 20, flushMs: 500, retryMs: 1000 };

function intake() {
  const stored: string[] = [];
  const keys: string[] = [];
  let faults = 0;
  let sealed = 0;
  let rooms = 0;
  const subject = new SyslogIntake({
    limits,
    seal: (batches) => batches.map((batch) => ({ ...batch, key: `key ${++sealed}`, receivedAt: 0 })),
    store: async (batches: readonly SealedBatch[]) => {
      keys.push(...batches.map(({ key }) => key));
      await Promise.resolve();
      if (faults-- > 0) throw new Error('no room');
      stored.push(...batches.map(({ source, text }) => `${source}: ${text.toString()}`));
    },
    roomAgain: () => rooms++,
  });
  const add = (source: string, text: string): void => subject.add(source, Buffer.from(`${text}\n`));
  return { subject, stored, keys, add, fail: (times: number) => (faults = times), rooms: () => rooms };
}

async function pass(milliseconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(milliseconds);
}

describe('the intake', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    Logger.overrideLogger(false);
  });
  afterEach(() => jest.useRealTimers());

  it('stores what came within a moment together, by source', async () => {
    const { add, stored } = intake();
    add('a', '1');
    add('b', '2');
    add('a', '3');
    await pass(499);
    expect(stored).toEqual([]);
    await pass(1);
    expect(stored).toEqual(['a: 1\n3\n', 'b: 2\n']);
  });

  it('does not wait when there is much', async () => {
    const { add, stored } = intake();
    add('a', 'x'.repeat(20));
    await pass(0);
    expect(stored).toHaveLength(1);
  });

  it('tries again under the same keys, takes lines until it is full, and says when there is room', async () => {
    const { subject, add, stored, keys, fail, rooms } = intake();
    fail(2);
    add('a', 'x'.repeat(20));
    await pass(0);
    expect(subject.failure).toBe('no room');
    add('a', 'y'.repeat(10));
    expect(subject.isFull).toBe(false);
    add('a', 'z'.repeat(10));
    expect(subject.isFull).toBe(true);
    await pass(1999);
    expect(stored).toEqual([]);
    await pass(1);
    expect(rooms()).toBeGreaterThan(0);
    expect(subject.failure).toBeNull();
    expect(stored).toEqual([`a: ${'x'.repeat(20)}\n`, `a: ${'y'.repeat(10)}\n${'z'.repeat(10)}\n`]);
    expect(keys).toEqual(['key 1', 'key 1', 'key 1', 'key 2']);
  });

  it('stores what is left when it stops', async () => {
    const { subject, add, stored } = intake();
    add('a', '1');
    const stopped = subject.stop(3000);
    add('a', '2');
    await pass(1000);
    expect(await stopped).toBe(0);
    expect(stored).toEqual(['a: 1\n', 'a: 2\n']);
  });

  it('says how much is lost when it cannot', async () => {
    const { subject, add, fail } = intake();
    fail(100);
    add('a', '1');
    const stopped = subject.stop(3000);
    await pass(3000);
    await turn();
    expect(await stopped).toBe(2);
  });
});
