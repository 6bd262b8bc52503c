import { SingleFlight } from './single-flight.js';

/** A task that ends when it is told to; each run is numbered. */
function heldTask() {
  const ends: (() => void)[] = [];
  const flight = new SingleFlight(() => new Promise<number>((resolve) => ends.push(() => resolve(ends.length))));
  const end = async (): Promise<void> => {
    ends.at(-1)!();
    // What follows a run begins a few turns later.
    for (let turns = 0; turns < 5; turns++) await Promise.resolve();
  };
  return { flight, end, begun: () => ends.length };
}

describe('a single flight', () => {
  it('never runs twice at once; called meanwhile, it runs once more for all who called', async () => {
    const { flight, end, begun } = heldTask();
    const first = flight.run();
    const others = [flight.run(), flight.run()];
    expect(begun()).toBe(1);
    await end();
    expect(begun()).toBe(2);
    await end();
    expect(await Promise.all([first, ...others])).toEqual([2, 2, 2]);
    expect(begun()).toBe(2);
  });

  it('begins anew when the last one has ended, however it did', async () => {
    let tries = 0;
    const flight = new SingleFlight(async () => {
      if (++tries === 1) throw new Error('the first one fails');
      return tries;
    });
    await expect(flight.run()).rejects.toThrow('the first one fails');
    expect(await flight.run()).toBe(2);
  });

  it('ends with the run under way when it is stopped', async () => {
    const { flight, end, begun } = heldTask();
    const first = flight.run();
    void flight.run();
    const stopped = flight.stop();
    expect(flight.isStopped).toBe(true);
    await end();
    await stopped;
    expect(await first).toBe(1);
    expect(await flight.run()).toBeNull();
    expect(begun()).toBe(1);
  });
});
