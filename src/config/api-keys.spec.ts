import { parseApiKeys } from './api-keys.js';
import { parseBasePath, parseOrigins, parseTrustedProxies } from './http-settings.js';

const ONE = 'a'.repeat(24);
const TWO = 'b'.repeat(24);

describe('API_KEYS', () => {
  it('holds keys alone, and keys with a name and a scope', () => {
    expect(parseApiKeys('')).toEqual([]);
    expect(parseApiKeys(`${ONE}, grafana:read:${TWO}\n`)).toEqual([
      { name: 'key-1', scope: 'admin', key: ONE },
      { name: 'grafana', scope: 'read', key: TWO },
    ]);
  });

  it.each([
    ['short', 'must have 24 to 256 visible characters'],
    [`grafana:all:${ONE}`, 'none of ingest, bouncer, read, write, admin'],
    [`grafana:${ONE}`, 'neither KEY nor NAME:SCOPE:KEY'],
    [`a:read:${ONE},a:read:${TWO}`, "two keys of the name 'a'"],
    [`a:read:${ONE},b:read:${ONE}`, 'key 2 twice'],
    [`:read:${ONE}`, 'has a name'],
  ])('refuses %s without repeating the key', (text, fault) => {
    const refused = JSON.stringify(parseApiKeys(text));
    expect(refused).toContain(fault);
    expect(refused).not.toContain(ONE);
  });
});

describe('settings of HTTP', () => {
  it('reads proxies, origins and a base path', () => {
    expect(parseTrustedProxies('loopback, 10.0.0.0/8,2001:db8::1')).toEqual(['loopback', '10.0.0.0/8', '2001:db8::1']);
    expect(parseTrustedProxies('everybody')).toHaveProperty('fault');
    expect(parseOrigins('https://a.example, http://b.example:8080')).toEqual([
      'https://a.example',
      'http://b.example:8080',
    ]);
    expect(parseOrigins('https://a.example/path')).toHaveProperty('fault');
    expect(parseOrigins('*')).toHaveProperty('fault');
    expect(parseBasePath('/ssh/')).toBe('/ssh');
    expect(parseBasePath('/')).toBe('');
    expect(parseBasePath('ssh')).toHaveProperty('fault');
    expect(parseBasePath('//evil.example')).toHaveProperty('fault');
  });
});
