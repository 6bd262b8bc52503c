/** User names as attackers choose them: each would do harm somewhere if it were not escaped. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<img src=x onerror=alert(1)>\r\nBcc: x@example.org',
  '\u202Etxt.exe\u2066\u200B\u0000\u001B[31m',
  '<!channel> <@U123> <https://evil.example|click>',
  '@everyone @here <@&1>',
  '[click](https://evil.example) **bold** `code` ``',
  '{{id}} {{{html}}} ${7*7} %0d%0aBcc:x',
  '"><script>alert(1)</script>',
  `name ${'x'.repeat(10_000)}`,
  '\u200B'.repeat(10_000),
  '\uD800 lone',
];
