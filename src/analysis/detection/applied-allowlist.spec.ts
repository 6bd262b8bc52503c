import { Allowlist, AppliedAllowlist } from './allowlist.js';

const allowing = (range: string) => new Allowlist([{ id: range, range, expiresAt: 100 }]);

describe('AppliedAllowlist', () => {
  it('counts what each range covered, until the hits are taken', () => {
    const applied = new AppliedAllowlist(allowing('192.0.2.0/24'));
    const covered = ([address, at]: [string | null, number]) => applied.covers(address, at);
    const events: [string | null, number][] = [
      ['192.0.2.1', 50],
      ['192.0.2.2', 40],
      ['192.0.3.1', 60],
      ['192.0.2.1', 100],
      [null, 50],
    ];
    expect(events.map(covered)).toEqual([true, true, false, false, false]);
    expect([...applied.takeHits()]).toEqual([['192.0.2.0/24', { hits: 2, lastHitAt: 50 }]]);
    expect([...applied.takeHits()]).toEqual([]);
  });

  it('goes by the allowlist that it was given last', () => {
    const applied = new AppliedAllowlist();
    expect(applied.covers('192.0.2.1', 0)).toBe(false);
    applied.use(allowing('192.0.2.1'));
    expect(applied.covers('192.0.2.1', 0)).toBe(true);
    applied.use(new Allowlist([]));
    expect(applied.covers('192.0.2.1', 0)).toBe(false);
    expect(applied.takeHits().size).toBe(1);
  });
});
