import { withoutSecrets } from './notification-channel.js';

describe('the words of somebody else', () => {
  it.each([
    ['the key is S3cret-key!', ['s3cret-key!'], 'the key is ***'],
    ['a+b.c* stays, (x) goes', ['(x)'], 'a+b.c* stays, *** goes'],
    ['{"p":"a\\"b\\\\c"} and a%22b%5Cc', ['a"b\\c'], '{"p":"***"} and ***'],
    ['longer-secret and longer', ['longer', 'longer-secret'], '*** and ***'],
    ['cut in the middle: s3cret-k', ['s3cret-key!'], 'cut in the middle: ***'],
    ['pä\u{1F600}ss', ['ä\u{1F600}s'], 'p***s'],
    ['no secrets', [''], 'no secrets'],
    ['one\u001B[31m\r\ntwo\u202E', [], 'one\\u001b[31m\\u000d\\u000atwo\\u202e'],
    [' ', [], ''],
  ])('%j without %j are %j', (words, secrets, reason) => {
    expect(withoutSecrets(words, secrets)).toBe(reason);
  });

  it('are shortened', () => {
    expect(withoutSecrets('x'.repeat(10_000), [])).toHaveLength(301);
  });
});
