import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OriginsService } from '../../src/origin/origins.service.js';
import { bruteForce } from '../factories/log-lines.js';
import { mmdbFile } from '../support/mmdb.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

const COUNTRIES = {
  '203.0.113.0/24': { country: { iso_code: 'NL' } },
  '198.51.100.0/25': { country_code: 'DE' },
  '192.0.2.0/24': { country: 'not a code' },
  '2001:db8::/32': { registered_country: { iso_code: 'FR' } },
};

const NETWORKS = {
  '203.0.113.0/24': { autonomous_system_number: 64_496, autonomous_system_organization: 'EXAMPLE\u202e-NET' },
  '198.51.100.0/24': { asn: 'AS64497', as_name: 'Other Net' },
  '2001:db8::/32': { autonomous_system_number: 64_498 },
};

const RANGES = '# a comment\n3405803776,3405804031,NL\n3405804032,3405804287,??\n';

describe('where addresses are from', () => {
  const folder = sharedFolder();
  const country = () => join(folder(), 'country.mmdb');
  const asn = () => join(folder(), 'asn.mmdb');
  let service: RunningService;

  beforeAll(async () => {
    const lines = [
      ...bruteForce(12, { address: '203.0.113.7' }),
      ...bruteForce(11, { second: 100, address: '198.51.100.1', user: 'admin' }),
      ...bruteForce(10, { second: 90_000, address: '2001:db8::1', user: 'root' }),
      ...bruteForce(3, { second: 2 * 90_000, address: '203.0.113.9', user: 'root' }),
      ...bruteForce(2, { second: 2 * 90_000 + 60, address: '192.0.2.1', user: 'root' }),
    ];
    writeFileSync(join(folder(), 'auth.log'), `${lines.join('\n')}\n`);
    writeFileSync(country(), mmdbFile('Test-Country', COUNTRIES));
    writeFileSync(asn(), mmdbFile('Test-ASN', NETWORKS));
    service = await startService(folder(), { GEOIP_COUNTRY: country(), GEOIP_ASN: asn() });
    await service.app.get(OriginsService).refresh();
  });

  afterAll(() => service.stop());

  const body = async (path: string) => (await service.http.get(path).expect(200)).body;

  it('is told of addresses and alerts, null where no file says it', async () => {
    const { files, addresses } = await body('/origins?ip_address=203.0.113.7,198.51.100.200,192.0.2.1,2001:DB8::5');
    expect(files).toEqual([
      { setting: 'GEOIP_COUNTRY', path: country(), kind: 'Test-Country', built_at: expect.any(String), error: null },
      { setting: 'GEOIP_ASN', path: asn(), kind: 'Test-ASN', built_at: expect.any(String), error: null },
    ]);
    expect(addresses).toEqual([
      { ip_address: '203.0.113.7', country: 'NL', asn: 64_496, network_name: String.raw`EXAMPLE\u202e-NET` },
      { ip_address: '198.51.100.200', country: null, asn: 64_497, network_name: 'Other Net' },
      { ip_address: '192.0.2.1', country: null, asn: null, network_name: null },
      { ip_address: '2001:db8::5', country: 'FR', asn: 64_498, network_name: null },
    ]);
    expect(await body('/ips/198.51.100.1')).toMatchObject({ country: 'DE', asn: 64_497, network_name: 'Other Net' });
    const [alert] = await body('/alerts?rule=ssh_brute_force&ip_address=203.0.113.7');
    expect(alert).toMatchObject({ country: 'NL', asn: 64_496 });
    for (const wrong of ['203.0.113.0/24', 'x', '']) {
      await service.http.get(`/origins?ip_address=${wrong}`).expect(400);
    }
  });

  it('is counted, by roll-ups and by entries alike', async () => {
    for (const filter of ['', '&since=2026-11-20T00:00:01Z', '&host=web-1']) {
      const byCountry = await body(`/logs/count?by=country${filter}`);
      expect(byCountry).toMatchObject({ values: 3, without: { entries: 2 }, entries: 38, exact: true });
      const found = byCountry.counts.map((each: { value: string; entries: number }) => [each.value, each.entries]);
      expect(found).toEqual([
        ['NL', 15],
        ['DE', 11],
        ['FR', 10],
      ]);
      const dutch = await body(`/logs/count?by=ip_address&country=NL,BE${filter}`);
      expect(dutch.counts.map(({ value }: { value: string }) => value)).toEqual(['203.0.113.7', '203.0.113.9']);
      expect(dutch).toMatchObject({ entries: 15, without: { entries: 0 } });
      expect((await body(`/logs/count?by=user&country=NL${filter}`)).values).toBe(2);
      expect((await body(`/logs/count?country=FR${filter}`)).entries).toBe(10);
      const networks = await body(`/logs/count?by=asn&sort=attempts&limit=1${filter}`);
      expect(networks.counts).toEqual([expect.objectContaining({ value: 'AS64496', attempts: 15 })]);
    }
  });

  it('is read again when a file has changed, and goes by what was read before when that is damaged', async () => {
    const origins = service.app.get(OriginsService);
    const change = async (bytes: string | Buffer, second: number): Promise<void> => {
      writeFileSync(`${country()}.new`, bytes);
      utimesSync(`${country()}.new`, second, second);
      renameSync(`${country()}.new`, country());
      await origins.refresh();
    };
    await change('no ranges at all', 1);
    expect(origins.of('203.0.113.7').country).toBe('NL');
    expect((await body('/origins')).files[0]).toMatchObject({ error: 'line 1 is no range of addresses' });
    await change(mmdbFile('Test-Country', COUNTRIES).subarray(0, -40), 2);
    expect(origins.of('203.0.113.7').country).toBe('NL');
    expect((await body('/origins')).files[0].error).not.toBeNull();
    await change(RANGES, 3);
    expect(origins.of('198.51.100.1').country).toBeNull();
    expect(origins.of('203.0.113.255').country).toBe('NL');
    expect((await body('/origins')).files[0]).toMatchObject({ kind: 'ranges of addresses', error: null });
    await change(mmdbFile('Test-Country', { '203.0.113.0/24': { country: { iso_code: 'BE' } } }), 4);
    expect(origins.of('203.0.113.7').country).toBe('BE');
  });
});

describe('where addresses are from, without a file', () => {
  const folder = sharedFolder();

  it('is null, and a file that is not there stops nothing', async () => {
    writeFileSync(join(folder(), 'auth.log'), `${bruteForce(12).join('\n')}\n`);
    const service = await startService(folder(), { GEOIP_COUNTRY: join(folder(), 'missing.mmdb') });
    await service.app.get(OriginsService).refresh();
    const { body } = await service.http.get('/origins?ip_address=203.0.113.7').expect(200);
    expect(body.files[0]).toMatchObject({ kind: null, error: expect.stringContaining('ENOENT') });
    expect(body.addresses[0]).toMatchObject({ country: null, asn: null, network_name: null });
    await service.stop();
  });
});
