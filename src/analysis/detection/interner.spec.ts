import fc from 'fast-check';
import { AddressInterner } from './interner.js';

describe('the numbers of addresses', () => {
  const address = fc.oneof(
    { weight: 5, arbitrary: fc.ipV4() },
    fc.ipV6(),
    fc.constantFrom('0.0.0.0', '255.255.255.255', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1..2.3', '', 'host'),
  );

  it('tell networks by what stands in front of the prefix length', () => {
    const interner = new AddressInterner('/24');
    const texts = ['203.0.113.0/24', '203.0.114.0/24', '2001:db8::/64', '203.0.113.0'];
    expect(texts.map((text) => interner.idOf(text))).toEqual([0, 1, 2, 3]);
    expect([0, 1, 2, 3].map((id) => interner.textOf(id))).toEqual(texts);
  });

  it('are the same for the same text, other for another, and give the text back', () => {
    fc.assert(
      fc.property(fc.array(address, { maxLength: 3000, size: 'max' }), (texts) => {
        const interner = new AddressInterner();
        const ids = new Map(texts.map((text) => [text, interner.idOf(text)]));
        expect(interner.weight).toBeGreaterThanOrEqual(ids.size);
        expect(new Set(ids.values()).size).toBe(ids.size);
        for (const [text, id] of ids) {
          expect(interner.textOf(id)).toBe(text);
          expect(interner.idOf(text)).toBe(id);
        }
      }),
      { numRuns: 30 },
    );
  });
});
