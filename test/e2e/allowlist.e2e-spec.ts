import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bruteForce, timeOf } from '../factories/log-lines.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A character more than a note may have. */
const TOO_LONG = 'x'.repeat(1001);

describe('the allowlist', () => {
  const folder = temporaryFolder();
  let service: RunningService;

  const list = async () => (await service.http.get('/allowlist').expect(200)).body;
  const add = (body: object) => service.http.post('/allowlist').send(body);
  const restart = async (environment: Record<string, string>) => {
    await service.stop();
    service = await startService(folder(), environment);
  };
  const configure = (text: string): Record<string, string> => {
    writeFileSync(join(folder(), 'allow.txt'), text);
    return { ALLOWLIST_PATH: join(folder(), 'allow.txt') };
  };
  const append = (lines: readonly string[]) =>
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));
  const alerts = async () => (await service.http.get('/alerts').expect(200)).body;
  const marks = async (): Promise<boolean[]> =>
    (await service.http.get('/logs?limit=1000').expect(200)).body.map(
      ({ allowlisted }: { allowlisted: boolean }) => allowlisted,
    );

  beforeEach(async () => {
    service = await startService(folder());
  });

  afterEach(() => service.stop());

  it('is empty at first', async () => {
    expect(await list()).toEqual([]);
  });

  it('takes a range with who, why and until when', async () => {
    const { body } = await add({
      range: '192.0.2.7/24',
      note: 'Our monitoring',
      author: 'alice',
      expires_at: '2026-12-01T01:00:00+01:00',
    })
      .expect(201)
      .expect('Content-Type', /^application\/json/);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      range: '192.0.2.0/24',
      note: 'Our monitoring',
      author: 'alice',
      origin: 'api',
      created_at: new Date(NOW).toISOString(),
      expires_at: '2026-12-01T00:00:00.000Z',
      expired: false,
      hits: 0,
      last_hit_at: null,
    });
    expect(await list()).toEqual([body]);
    await restart({});
    expect(await list()).toEqual([body]);
  });

  it('takes a bare address, and says when an entry has expired', async () => {
    const { body } = await add({ range: '2001:DB8::1', note: null, expires_at: '2026-11-21T12:00:00Z' }).expect(201);
    expect(body).toMatchObject({ range: '2001:db8::1', note: null, author: null, expired: true });
  });

  it('answers in pages', async () => {
    for (const range of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) await add({ range }).expect(201);
    const { headers, body } = await service.http.get('/allowlist?limit=2').expect(200);
    expect(body).toHaveLength(2);
    expect(headers['x-total-count']).toBe('3');
  });

  it.each([
    ['range', 'range must be a string', {}],
    ['range', 'range must be a string', { range: 7 }],
    ['range', 'range is neither an address nor a range', { range: 'example.org' }],
    ['range', 'from 0 to 32', { range: '192.0.2.0/33' }],
    ['range', 'has a zone', { range: 'fe80::1%eth0' }],
    ['note', '1000', { range: '192.0.2.1', note: TOO_LONG }],
    ['author', 'author must be a string', { range: '192.0.2.1', author: ['x'] }],
    ['expires_at', 'with an offset', { range: '192.0.2.1', expires_at: '2026-12-01' }],
    ['expires_at', 'with an offset', { range: '192.0.2.1', expires_at: '2026-12-01T00:00:00' }],
    ['expires_at', 'ISO 8601', { range: '192.0.2.1', expires_at: '2026-02-30T00:00:00Z' }],
    ['expires_at', 'expires_at must be', { range: '192.0.2.1', expires_at: 1 }],
    ['force', 'boolean', { range: '192.0.2.1', force: 'true' }],
    ['hits', 'should not exist', { range: '192.0.2.1', hits: 5 }],
  ])('refuses %s: %s', async (pointer, detail, entry) => {
    const { body } = await add(entry)
      .expect(400)
      .expect('Content-Type', /^application\/problem\+json/);
    expect(body).toMatchObject({ status: 400, code: 'REQUEST_INVALID', instance: '/allowlist' });
    expect(body.errors).toEqual([{ pointer, detail: expect.stringContaining(detail) }]);
    expect(await list()).toEqual([]);
  });

  it.each(['0.0.0.0/0', '128.0.0.0/7', '::/0', '2000::/3'])('takes %s only by force', async (range) => {
    const { body } = await add({ range }).expect(400);
    expect(body).toMatchObject({ code: 'ALLOWLIST_TOO_WIDE', errors: [{ pointer: 'range' }] });
    expect(await list()).toEqual([]);
    await add({ range, force: true }).expect(201);
    expect(await list()).toMatchObject([{ range }]);
  });

  it('takes a range once, however it is written and however many ask at once', async () => {
    const answers = await Promise.all([add({ range: '192.0.2.0/24' }), add({ range: '192.0.2.9/24' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { body } = await add({ range: '::ffff:192.0.2.0/120' }).expect(409);
    expect(body).toMatchObject({ status: 409, title: 'Conflict', code: 'ALLOWLIST_ENTRY_EXISTS' });
    expect(await list()).toHaveLength(1);
  });

  it('lets an entry go', async () => {
    const { body } = await add({ range: '192.0.2.1' });
    await service.http.delete(`/allowlist/${body.id}`).expect(204, '');
    expect(await list()).toEqual([]);
    const again = await service.http.delete(`/allowlist/${body.id}`).expect(404);
    expect(again.body).toMatchObject({ code: 'ALLOWLIST_ENTRY_NOT_FOUND', instance: `/allowlist/${body.id}` });
    await service.http.delete('/allowlist/nonsense').expect(404);
  });

  it('refuses a form, which any web page could have sent', async () => {
    const { body } = await service.http.post('/allowlist').type('form').send('range=203.0.113.0/24').expect(415);
    expect(body).toMatchObject({ status: 415, code: 'MEDIA_TYPE_UNSUPPORTED', instance: '/allowlist' });
    await service.http.post('/allowlist').type('text/plain').send('{"range":"203.0.113.7"}').expect(415);
    await service.http.post('/allowlist').expect(400);
    expect(await list()).toEqual([]);
  });

  it('documents every code that its routes answer', async () => {
    const { paths } = (await service.http.get('/openapi.json').expect(200)).body;
    const documented = JSON.stringify([paths['/allowlist'], paths['/allowlist/{id}']]);
    for (const code of [
      'REQUEST_INVALID',
      'ALLOWLIST_TOO_WIDE',
      'ALLOWLIST_ENTRY_EXISTS',
      'ALLOWLIST_ENTRY_NOT_FOUND',
      'ALLOWLIST_ENTRY_CONFIGURED',
      'MEDIA_TYPE_UNSUPPORTED',
    ]) {
      expect(documented).toContain(`"code":"${code}"`);
    }
  });

  describe('applied', () => {
    it('keeps an address from raising alerts, stores its log entries and counts them', async () => {
      await add({ range: '203.0.113.0/24' });
      append([...bruteForce(12), ...bruteForce(10, { second: 20, address: '198.51.100.7' })]);
      await service.scan();
      expect(await alerts()).toMatchObject([{ ip_address: '198.51.100.7', attempts: 10 }]);
      expect(await marks()).toEqual([...Array(12).fill(true), ...Array(10).fill(false)]);
      expect(await list()).toMatchObject([{ hits: 12, last_hit_at: timeOf(11) }]);
      append(bruteForce(3, { second: 40 }));
      await service.scan();
      expect(await list()).toMatchObject([{ hits: 15, last_hit_at: timeOf(42) }]);
    });

    it.each(['at once', 'after a restart'])('lets the next attack alert when the entry is gone, %s', async (when) => {
      const { body } = await add({ range: '203.0.113.7' });
      append(bruteForce(9));
      await service.scan();
      await service.http.delete(`/allowlist/${body.id}`).expect(204);
      if (when === 'after a restart') await restart({});
      // One that is under way goes by the list as it was when it began.
      await service.scan();
      append(bruteForce(9, { second: 20 }));
      await service.scan();
      expect(await alerts()).toEqual([]);
      append(bruteForce(1, { second: 30 }));
      await service.scan();
      expect(await alerts()).toMatchObject([{ attempts: 10, first_seen: timeOf(20) }]);
    });

    it('goes by the times in the log', async () => {
      await add({ range: '203.0.113.7', expires_at: timeOf(10) });
      append(bruteForce(25));
      await service.scan();
      expect(await marks()).toEqual([...Array(10).fill(true), ...Array(15).fill(false)]);
      expect(await alerts()).toMatchObject([{ attempts: 15, first_seen: timeOf(10) }]);
    });

    it('counts for the narrowest range', async () => {
      await add({ range: '203.0.113.0/24' });
      await add({ range: '203.0.113.7' });
      append(bruteForce(2));
      await service.scan();
      const hits = (await list()).map(({ range, hits: count }: { range: string; hits: number }) => [range, count]);
      expect(new Map(hits)).toEqual(
        new Map([
          ['203.0.113.0/24', 0],
          ['203.0.113.7', 2],
        ]),
      );
    });
  });

  describe('of the configuration', () => {
    it('holds what the environment and the file say, under the same ids at every start', async () => {
      const environment = {
        ...configure('192.0.2.7 # backup\n198.51.100.0/24 # office'),
        ALLOWLIST: '192.0.2.7,::/0!',
      };
      await restart(environment);
      const first = await list();
      expect(first).toHaveLength(3);
      expect(first).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ range: '192.0.2.7', origin: 'environment', note: 'backup', expires_at: null }),
          expect.objectContaining({ range: '198.51.100.0/24', origin: 'file', note: 'office', author: null }),
          expect.objectContaining({ range: '::/0', origin: 'environment', note: null }),
        ]),
      );
      await restart(environment);
      expect(await list()).toEqual(first);
      await restart({});
      expect(await list()).toEqual([]);
      await restart(environment);
      expect(await list()).toEqual(first);
    });

    it('follows the configuration, and leaves the entries of the API alone', async () => {
      const { body: added } = await add({ range: '203.0.113.1', note: 'by hand' });
      await restart(configure('192.0.2.7 # old'));
      await restart(configure('192.0.2.7 # new\n192.0.2.8'));
      const entries = await list();
      expect(entries).toHaveLength(3);
      expect(entries).toEqual(
        expect.arrayContaining([
          added,
          expect.objectContaining({ range: '192.0.2.7', note: 'new' }),
          expect.objectContaining({ range: '192.0.2.8' }),
        ]),
      );
    });

    it('takes over an entry of the API whose range it names', async () => {
      const { body: added } = await add({ range: '192.0.2.7', author: 'alice', expires_at: '2026-01-01T00:00:00Z' });
      await restart({ ALLOWLIST: '192.0.2.7' });
      const [entry, ...others] = await list();
      expect(others).toEqual([]);
      expect(entry).toMatchObject({ range: '192.0.2.7', origin: 'environment', expires_at: null, expired: false });
      expect(entry).toMatchObject({ author: null, created_at: added.created_at });
    });

    it.each([
      [{ ALLOWLIST: '192.0.2.7' }, 'remove it from ALLOWLIST instead'],
      ['192.0.2.7', 'remove it from the file that ALLOWLIST_PATH names instead'],
    ])('cannot be removed by the API: %j', async (settings, detail) => {
      await restart(typeof settings === 'string' ? configure(settings) : settings);
      const before = await list();
      const { body } = await service.http.delete(`/allowlist/${before[0].id}`).expect(409);
      expect(body).toMatchObject({ code: 'ALLOWLIST_ENTRY_CONFIGURED', detail: expect.stringContaining(detail) });
      expect(await list()).toEqual(before);
      await add({ range: '192.0.2.7' }).expect(409);
    });
  });
});
