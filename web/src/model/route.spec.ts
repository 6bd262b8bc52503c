import { parseRoute, routeTo } from './route.js';

describe('routes', () => {
  it.each([
    ['', [], {}],
    ['#/', [], {}],
    ['#/alerts?status=open&host=web-1', ['alerts'], { status: 'open', host: 'web-1' }],
    ['#/users/a%2Fb%3Fc', ['users', 'a/b?c'], {}],
    ['#/users/%E0%A4%A', ['users', '%E0%A4%A'], {}],
  ])('reads %j', (hash, path, params) => {
    expect(parseRoute(hash)).toEqual({ path, params });
  });

  it.each(['root', '<script>', '../x', 'a/b?c#d&e=f', '\u202egnp.exe', '😀', '100%'])(
    'leads to %j and back',
    (name) => {
      expect(parseRoute(routeTo(['users', name], { q: name, empty: '', none: undefined }))).toEqual({
        path: ['users', name],
        params: { q: name },
      });
    },
  );

  it('takes a name that no address can hold', () => {
    expect(parseRoute(routeTo(['users', 'a\ud800'])).path).toEqual(['users', 'a\ufffd']);
  });
});
