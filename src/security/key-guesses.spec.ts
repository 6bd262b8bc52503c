import { KeyGuesses, WRONG_KEYS_PER_MINUTE } from './key-guesses.js';

describe('wrong keys', () => {
  let now = 0;
  let guesses: KeyGuesses;

  beforeEach(() => {
    now = 1_000;
    guesses = new KeyGuesses(() => now);
  });

  const guess = (address: string, times: number): void => {
    for (let n = 0; n < times; n++) guesses.wrong(address);
  };

  it('let no further key be looked at, right or wrong, until the minute is over', () => {
    guess('203.0.113.7', WRONG_KEYS_PER_MINUTE - 1);
    expect(guesses.isRefused('203.0.113.7', 'any')).toBe(false);
    guess('203.0.113.7', 1);
    expect(guesses.isRefused('203.0.113.7', 'any')).toBe(true);
    expect(guesses.isRefused('203.0.113.8', 'any')).toBe(false);
    now += 60_000;
    expect(guesses.isRefused('203.0.113.7', 'any')).toBe(false);
  });

  it('lock out no key that was right from there before', () => {
    guesses.right('203.0.113.7', 'known');
    guess('203.0.113.7', 100);
    expect(guesses.isRefused('203.0.113.7', 'known')).toBe(false);
    expect(guesses.isRefused('203.0.113.7', 'other')).toBe(true);
  });

  it('of one network of IPv6 count together', () => {
    for (let n = 0; n < WRONG_KEYS_PER_MINUTE; n++) guesses.wrong(`2001:db8::${n}`);
    expect(guesses.isRefused('2001:db8::ffff', 'any')).toBe(true);
  });

  it('from ever new addresses take bounded memory, and the latest still count', () => {
    for (let n = 0; n < 30_000; n++) guesses.wrong(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
    guess('203.0.113.7', WRONG_KEYS_PER_MINUTE);
    expect(guesses.isRefused('203.0.113.7', 'any')).toBe(true);
  });
});
