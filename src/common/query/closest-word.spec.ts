import { closestWord } from './closest-word.js';

const WORDS = ['username', 'ip_address', 'host', 'since', 'until'];

describe('the closest word', () => {
  it.each([
    ['usrename', 'username'],
    ['user', 'username'],
    ['IP_ADRESS', 'ip_address'],
    ['hots', 'host'],
    ['hosts', 'host'],
    ['colour', null],
    ['x', null],
    ['', null],
    ['s'.repeat(61), null],
  ])('to %j is %j', (typed, expected) => {
    expect(closestWord(typed, WORDS)).toBe(expected);
  });

  it('is the first of those that are equally near', () => {
    expect(closestWord('bat', ['cat', 'hat'])).toBe('cat');
  });
});
