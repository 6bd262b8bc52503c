import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedPassword, bruteForce } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

describe('the blocklist', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    const lines = [
      ...bruteForce(12, { address: '203.0.113.7', user: 'root' }),
      acceptedPassword({ second: 20, address: '203.0.113.7', user: 'root' }),
      ...bruteForce(10, { second: 100, address: '2001:db8::1', user: 'admin' }),
      ...bruteForce(10, { second: 200, address: '192.168.1.5' }),
      ...bruteForce(10, { second: 300, address: '198.51.100.9' }),
    ];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(folder());
  });

  afterAll(() => service.stop());

  const get = async (path: string) => (await service.http.get(path).expect(200)).body;
  const blocked = async (query: string) => (await get(`/blocklist?format=json&${query}`)) as { ip_address: string }[];

  it('holds public attackers as lines of text', async () => {
    const { text } = await service.http
      .get('/blocklist?max_age_hours=48')
      .expect(200)
      .expect('Content-Type', /^text\/plain/);
    expect(text.trimEnd().split('\n').sort()).toEqual(['198.51.100.9', '2001:db8::1', '203.0.113.7']);
  });

  it('goes by age and severity', async () => {
    expect(await blocked('max_age_hours=1')).toEqual([]);
    expect(await blocked('max_age_hours=48&min_severity=critical')).toMatchObject([
      { ip_address: '203.0.113.7', severity: 'critical', rules: expect.arrayContaining(['ssh_brute_force']) },
    ]);
  });

  it('leaves out what the allowlist covers', async () => {
    const entry = (await service.http.post('/allowlist').send({ range: '198.51.100.0/24' }).expect(201)).body;
    const { text } = await service.http.get('/blocklist?max_age_hours=48');
    expect(text).not.toContain('198.51.100');
    expect(await get('/ips/198.51.100.9')).toMatchObject({ allowlisted: true });
    await service.http.delete(`/allowlist/${entry.id}`).expect(204);
  });

  it('is had for nft, ipset, and as the client likes it', async () => {
    const nft = await service.http.get('/blocklist?format=nft&max_age_hours=48').expect(200);
    expect(nft.text).toContain('add element inet blocklist ipv4 { 198.51.100.9, 203.0.113.7 }\n');
    expect(nft.text).toContain('add element inet blocklist ipv6 { 2001:db8::1 }\n');
    const ipset = await service.http.get('/blocklist?format=ipset&max_age_hours=48').expect(200);
    expect(ipset.text).toContain('add blocklist-ipv6-new 2001:db8::1\nswap blocklist-ipv6 blocklist-ipv6-new\n');
    await service.http.get('/blocklist').set('Accept', 'application/json').expect(200).expect('Content-Type', /json/);
    await service.http.get('/blocklist').set('Accept', 'image/png').expect(406);
    await service.http.get('/blocklist?format=xml').expect(400);
  });
});
