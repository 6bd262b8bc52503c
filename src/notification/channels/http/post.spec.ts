import { httpTarget } from './http-target.js';
import { obstacleOf, retryAfterMs } from './post.js';

const NOW = Date.UTC(2026, 10, 20, 12);

describe('Retry-After', () => {
  it.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['soon', undefined],
    ['-5', undefined],
    ['0', 0],
    [' 120 ', 120_000],
    ['0.65', 650],
    ['9999999999', 86_400_000],
    ['Fri, 20 Nov 2026 12:00:30 GMT', 30_000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['Fri, 20 Nov 2099 11:00:00 GMT', 86_400_000],
  ])('%j asks for %s ms', (header, milliseconds) => {
    expect(retryAfterMs(header, NOW)).toBe(milliseconds);
  });
});

const obstacle = (href: string, allowPrivate = false) => obstacleOf(httpTarget(href, allowPrivate, []));

describe('what can be said of a target before anything is posted', () => {
  it.each([
    'http://127.0.0.1:9/hook',
    'https://[::1]/x',
    'http://10.0.0.7/',
    'http://localhost:8080/',
    'http://a.localhost/',
  ])('%s leads to this machine or a private network', (href) => {
    expect(obstacle(href)).toMatch(/private network; WEBHOOK_ALLOW_PRIVATE/);
    expect(obstacle(href, true)).toBeNull();
  });

  it.each(['https://203.0.114.7/hook', 'https://localhost.example.org/', 'https://hooks.example.org/'])(
    'nothing speaks against %s',
    (href) => {
      expect(obstacle(href)).toBeNull();
    },
  );
});
