import { countryName, networkWords } from './countries.js';

describe('where addresses are from, in words', () => {
  it.each([
    ['NL', 'Netherlands'],
    ['QQ', 'QQ'],
    ['nl', 'nl'],
    ['<b>', '<b>'],
    ['', ''],
  ])('%j is %j', (code, name) => {
    expect(countryName(code)).toBe(name);
  });

  it.each([
    [64_496, 'EXAMPLE-NET', 'AS64496 EXAMPLE-NET'],
    [64_496, null, 'AS64496'],
    [null, 'EXAMPLE-NET', 'EXAMPLE-NET'],
    [null, null, null],
  ])('%s and %s are %s', (asn, name, words) => {
    expect(networkWords(asn, name)).toBe(words);
  });
});
