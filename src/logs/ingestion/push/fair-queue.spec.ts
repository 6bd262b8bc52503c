import { FairQueue } from './body-room.js';

/** Work that ends when it is told to. */
function work(name: string, started: string[]): { run: () => Promise<string>; end: () => void } {
  let end!: () => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run = async (): Promise<string> => {
    started.push(name);
    await ended;
    return name;
  };
  return { run, end };
}

describe('FairQueue', () => {
  it('runs work of several owners by turns, and a few pieces of one at once', async () => {
    const started: string[] = [];
    const queue = new FairQueue(3, 2);
    const works = ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2'].map((name) => work(name, started));
    const results = works.map(({ run }, index) => queue.run('aaaabcb'[index]!, run));
    await Promise.resolve();
    expect(started).toEqual(['a1', 'a2', 'b1']);
    for (const index of [4, 0, 1, 5, 2, 3, 6]) {
      works[index]!.end();
      await results[index];
    }
    expect(started).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('goes on behind work that fails', async () => {
    const queue = new FairQueue(1, 1);
    await expect(queue.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(queue.run('a', () => Promise.resolve(1))).resolves.toBe(1);
  });
});
