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

describe('turns', () => {
  it('are taken in the order of arrival, so many at a time', async () => {
    const turns = new Turns({ atOnce: 2, mostWaiting: 5 }, () => new Error('busy'));
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
    const turns = new Turns({ atOnce: 1, mostWaiting: 1 }, () => new Error('busy'));
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
    const turns = new Turns({ atOnce: 1, mostWaiting: 1 }, () => new Error('busy'));
    await expect(turns.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.run(() => Promise.resolve(7))).toBe(7);
  });
});
