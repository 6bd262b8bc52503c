import { BodyRoom, FairQueue } from './body-room.js';
import type { HeldBody } from './body-room.js';

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

describe('BodyRoom', () => {
  const refused: string[] = [];
  const enter = (room: BodyRoom, owner: string, name = owner): HeldBody => {
    const body: HeldBody = { owner, size: 0, refuse: () => void refused.push(name) };
    expect(room.enter(body)).toBe(true);
    return body;
  };

  beforeEach(() => refused.splice(0));

  it('gives a sender a quarter of the room', () => {
    const room = new BodyRoom(100, 10);
    const [first, second] = [enter(room, 'a'), enter(room, 'a')];
    expect([room.take(first, 20), room.take(second, 5), room.take(second, 1)]).toEqual([true, true, false]);
    room.leave(first);
    expect(room.take(second, 20)).toBe(true);
  });

  it('lets whoever holds most make way for one who holds less', () => {
    const room = new BodyRoom(100, 10);
    const held = ['a', 'b', 'c', 'd'].map((owner) => enter(room, owner));
    for (const body of held) expect(room.take(body, 25 - held.indexOf(body))).toBe(true);
    expect([room.take(enter(room, 'e'), 10), refused]).toEqual([true, ['a']]);
    expect([room.take(enter(room, 'f'), 25), refused]).toEqual([false, ['a']]);
  });

  it('lets no body make way that has been received', () => {
    const room = new BodyRoom(100, 10);
    for (const owner of ['a', 'b', 'c', 'd']) {
      const body = enter(room, owner);
      expect(room.take(body, 25)).toBe(true);
      body.refuse = null;
    }
    expect([room.take(enter(room, 'e'), 1), refused]).toEqual([false, []]);
  });

  it('bounds the bodies of a sender', () => {
    const room = new BodyRoom(100, 1);
    const body = enter(room, 'a');
    expect(room.enter({ owner: 'a', size: 0, refuse: null })).toBe(false);
    enter(room, 'b');
    room.leave(body);
    enter(room, 'a');
  });
});
