import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

/** All that a browser loads for the page. */
const MAX_GZIPPED_BYTES = 200_000;

const BUILT = 'dist/web';

describe('the files of the dashboard', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    // Keys are required: the files are for everybody all the same.
    service = await startService(folder(), { BASE_PATH: '/ssh', API_KEYS: 'key-0123456789abcdefghij' });
  });

  afterAll(() => service.stop());

  it('are small', () => {
    const files = [
      join(BUILT, 'index.html'),
      ...readdirSync(join(BUILT, 'dashboard'))
        .filter((name) => !name.endsWith('.gz'))
        .map((name) => join(BUILT, 'dashboard', name)),
    ];
    const sizes = files.map((file) => gzipSync(readFileSync(file)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_GZIPPED_BYTES);
  });

  it('are served under a policy without anything inline', async () => {
    const [style] = readdirSync(join(BUILT, 'dashboard')).filter(
      (name) => name.endsWith('.css') && name !== 'welcome.css',
    );
    for (const path of ['/dashboard', '/ssh/dashboard', `/dashboard/${style}`, '/dashboard/icon.svg']) {
      const { headers } = await service.http.get(path).set('Accept', 'text/html').expect(200);
      const policy = headers['content-security-policy']!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("style-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|data:|\*|https?:/);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    }
  });

  it('have nothing inline, and name nothing elsewhere', () => {
    const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<style|style=|<script(?![^>]* src=)|\son\w+=|https?:/);
    const css = readdirSync(join(BUILT, 'dashboard')).filter((name) => name.endsWith('.css'));
    for (const name of css) expect(readFileSync(join(BUILT, 'dashboard', name), 'utf8')).not.toMatch(/url\(|@import/);
  });

  it('are sent compressed to whoever takes that, and are the same', async () => {
    const names = readdirSync(join(BUILT, 'dashboard')).filter((name) => !name.endsWith('.gz'));
    expect(names.length).toBeGreaterThanOrEqual(4);
    for (const path of ['/dashboard', ...names.map((name) => `/dashboard/${name}`)]) {
      const plain = await service.http.get(path).set('Accept-Encoding', 'identity').buffer(true).expect(200);
      const packed = await service.http.get(path).set('Accept-Encoding', 'gzip, br').buffer(true).expect(200);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(packed.headers['content-encoding']).toBe('gzip');
      expect(Number(packed.headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']));
      expect(packed.headers['content-type']).toBe(plain.headers['content-type']);
      expect(packed.text ?? String(packed.body)).toBe(plain.text ?? String(plain.body));
      for (const { headers } of [plain, packed]) expect(headers['vary']).toContain('Accept-Encoding');
    }
  });

  it('with a hash in their name are kept for ever, the page itself is looked at anew each time', async () => {
    const { text, headers } = await service.http.get('/dashboard').expect(200);
    expect(headers['cache-control']).toBe('no-cache');
    const [script] = /dashboard\/index-[\w-]+\.js/.exec(text)!;
    const answer = await service.http.get(`/${script}`).expect(200);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    await service.http.get('/dashboard').set('If-None-Match', headers['etag']!).expect(304);
    await service.http.head('/dashboard').expect(200);
  });

  it.each(['nothing.js', '..%2findex.html', '%2e%2e/index.html', '..%5c..%5cpackage.json', '%00', 'index.html'])(
    'are these and no others: %s',
    async (name) => {
      await service.http.get(`/dashboard/${name}`).expect(404);
    },
  );

  it('one address of the page is the right one, under whatever path it is shown', async () => {
    const { headers } = await service.http.get('/ssh/dashboard/').expect(302);
    expect(headers['location']).toBe('/ssh/dashboard');
  });

  it('/ answers a browser with a page, and everybody else with JSON', async () => {
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    const page = await service.http
      .get('/')
      .set('Accept', browser)
      .expect(200)
      .expect('Content-Type', /text\/html/);
    for (const link of ['/ssh/dashboard', '/ssh/docs', '/ssh/openapi.json'])
      expect(page.text).toContain(`href="${link}"`);
    expect(page.headers['vary']).toContain('Accept');
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    for (const accept of ['*/*', 'application/json', 'text/*;q=0.5, application/json']) {
      const answer = await service.http.get('/').set('Accept', accept).expect(200);
      expect(answer.body.links.dashboard).toBe('/dashboard');
    }
  });
});
