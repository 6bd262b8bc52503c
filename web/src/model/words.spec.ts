import { count, fileSize, lengthWords, percent } from './words.js';

describe('words', () => {
  it.each([
    [count(1, 'attempt'), '1 attempt'],
    [count(1234, 'attempt'), '1,234 attempts'],
    [count(2, 'address', 'addresses'), '2 addresses'],
    [percent(0, 0), '–'],
    [percent(1, 3), '33.3 %'],
    [percent(99_999, 100_000), '99.9 %'],
    [percent(5, 5), '100 %'],
    [lengthWords(400), '0 seconds'],
    [lengthWords(65_000), '1 minute'],
    [lengthWords(49 * 3_600_000), '2 days'],
    [fileSize(0), '0 B'],
    [fileSize(65_948), '65.9 kB'],
    [fileSize(3_000_000_000_000), '3000 GB'],
  ])('%j', (said, expected) => {
    expect(said).toBe(expected);
  });
});
