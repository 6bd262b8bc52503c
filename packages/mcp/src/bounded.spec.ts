import * as fc from 'fast-check';
import { bounded } from './bounded.js';

describe('what is too long', () => {
  it('is left as it is where it fits', () => {
    expect(bounded({ a: [1, 2] }, 100)).toEqual({ value: { a: [1, 2] }, cuts: [] });
  });

  it('keeps the beginning of its longest list, and says how much of it', () => {
    const value = { name: 'x', few: [1, 2], alerts: Array.from({ length: 100 }, (_, id) => ({ id })) };
    const { value: cut, cuts } = bounded(value, 400);
    expect(cuts).toEqual([{ member: 'alerts', shown: 25, of: 100 }]);
    expect(cut).toEqual({ ...value, alerts: value.alerts.slice(0, 25) });
  });

  it('cuts lists within lists, then texts', () => {
    const { value, cuts } = bounded([{ lines: ['x'.repeat(5_000)] }], 500);
    expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThanOrEqual(500);
    expect(cuts).toEqual([{ member: '[0].lines[0]', shown: 312, of: 5_000 }]);
  });

  it('fits, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.integer({ min: 10, max: 300 }), (value, most) => {
        expect(Buffer.byteLength(JSON.stringify(bounded(value, most).value))).toBeLessThanOrEqual(most);
      }),
    );
  });
});
