import { setImmediate } from 'node:timers/promises';
import { Turns } from './turns.js';

/** Work that ends when it is told to. */
function held() {
  const ends: (() => void)[] = [];
  const begun: string[] = [];
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.push(() => resolve(name)));
  };
  return { work, begun, endFirst: () => ends.shift()!() };
}

const REFUSALS = { busy: () => new Error('busy'), left: () => new Error('left') };

describe('turns', () => {
  it('are taken in the order of arrival, so many at a time', async () => {
    const turns = new Turns({ atOnce: 2, mostWaiting: 5 }, REFUSALS);
    const { work, begun, endFirst } = held();
    const done = ['a', 'b', 'c', 'd'].map((name) => turns.run(work(name)));
    expect(begun).toEqual(['a', 'b']);
    endFirst();
    await setImmediate();
    expect(begun).toEqual(['a', 'b', 'c']);
    for (let left = 3; left > 0; left--) {
      endFirst();
      await setImmediate();
    }
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are refused where too many wait, and given again when these are done', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 1 }, REFUSALS);
    const { work, endFirst } = held();
    const [first, second] = [turns.run(work('a')), turns.run(work('b'))];
    await expect(turns.run(work('c'))).rejects.toThrow('busy');
    endFirst();
    await first;
    const third = turns.run(work('d'));
    endFirst();
    await second;
    await setImmediate();
    endFirst();
    expect(await third).toBe('d');
  });

  it('go on after work that failed', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 1 }, REFUSALS);
    await expect(turns.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.run(() => Promise.resolve(7))).toBe(7);
  });

  it('are given up by whoever leaves: the place is free, and the work is never begun', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 1 }, REFUSALS);
    const { work, begun, endFirst } = held();
    const [first, left] = [turns.run(work('a')), new AbortController()];
    const second = turns.run(work('b'), left.signal);
    left.abort();
    await expect(second).rejects.toThrow('left');
    const third = turns.run(work('c'), new AbortController().signal);
    endFirst();
    expect(await first).toBe('a');
    await setImmediate();
    expect(begun).toEqual(['a', 'c']);
    endFirst();
    expect(await third).toBe('c');
  });

  it('are not taken by whoever has left before, nor given up once the work has begun', async () => {
    const turns = new Turns({ atOnce: 1, mostWaiting: 1 }, REFUSALS);
    const { work, begun, endFirst } = held();
    await expect(turns.run(work('a'), AbortSignal.abort())).rejects.toThrow('left');
    const left = new AbortController();
    const [first, second] = [turns.run(work('b')), turns.run(work('c'), left.signal)];
    endFirst();
    await first;
    await setImmediate();
    left.abort();
    expect(begun).toEqual(['b', 'c']);
    endFirst();
    expect(await second).toBe('c');
  });
});
