import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../bench/seeded-random.js';
import { acceptedPassword, failedPassword, timeOf } from '../factories/log-lines.js';
import { randomLog } from '../sequences/random-log.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

interface Cell {
  readonly attempts: number;
  readonly login: boolean;
}
interface Matrix extends Pick<Cell, 'attempts'> {
  readonly uncounted: number;
  readonly usernames: readonly (Cell & { readonly username: string | null })[];
  readonly ip_addresses: readonly (Cell & { readonly ip_address: string | null; readonly cells: readonly Cell[] })[];
  readonly complete: boolean;
}

const sum = (cells: readonly Cell[]): number => cells.reduce((total, { attempts }) => total + attempts, 0);

describe('who tried which name in an attack', () => {
  const folder = sharedFolder();
  let service: RunningService;

  afterEach(() => service.stop());

  const get = async (path: string) => (await service.http.get(path).expect(200)).body;

  async function startWith(lines: readonly string[]): Promise<void> {
    const own = mkdtempSync(join(folder(), 'log-'));
    writeFileSync(join(own, 'auth.log'), `${lines.join('\n')}\n`);
    service = await startService(own, { RATE_LIMIT_PER_MINUTE: '1000000' });
  }

  it('adds up to what the alert and the incident count, with the login marked', async () => {
    const lines: string[] = [];
    for (let host = 1; host <= 24; host++) {
      for (const [at, user] of ['root', 'admin', 'deploy'].entries()) {
        lines.push(failedPassword({ address: `45.9.148.${host}`, user, second: host * 20 + at }));
      }
    }
    lines.push(acceptedPassword({ address: '45.9.148.5', user: 'deploy', second: 600 }));
    await startWith(lines);
    const [alert] = await get('/alerts?rule=ssh_subnet_brute_force');
    const matrix = (await get(`/alerts/${alert.id}/matrix?most=4`)) as Matrix;
    expect(matrix).toMatchObject({ attempts: 72, uncounted: 0, complete: true, since: timeOf(20) });
    expect(matrix.usernames.map(({ username, attempts, login }) => [username, attempts, login])).toEqual([
      ['deploy', 24, true],
      ['admin', 24, false],
      ['root', 24, false],
      [null, 0, false],
    ]);
    expect(matrix.ip_addresses).toHaveLength(5);
    expect(matrix.ip_addresses[0]).toMatchObject({
      ip_address: '45.9.148.5',
      attempts: 3,
      login: true,
      cells: [{ attempts: 1, login: true }, { attempts: 1 }, { attempts: 1 }, { attempts: 0 }],
    });
    expect(matrix.ip_addresses.at(-1)).toMatchObject({ ip_address: null, attempts: 60 });
    const [incident] = await get('/incidents');
    const whole = (await get(`/incidents/${incident.id}/matrix`)) as Matrix;
    expect(whole.attempts).toBe(incident.attempts);
    expect(sum(whole.ip_addresses)).toBe(incident.attempts);
    expect(whole.ip_addresses[0]).toMatchObject({ ip_address: '45.9.148.5', login: true });
    await service.http.get('/alerts/x/matrix').expect(404);
    const named: (string | null)[] = [];
    for (const skip of [0, 10, 20, 30]) {
      const part = (await get(`/incidents/${incident.id}/matrix?most=2&addresses=10&skip=${skip}`)) as Matrix;
      expect(sum(part.ip_addresses)).toBe(incident.attempts);
      expect(part).toMatchObject({ ip_address_count: 24, ip_address_count_is_least: false });
      named.push(...part.ip_addresses.map(({ ip_address }) => ip_address));
    }
    expect(named.filter((each) => each === null)).toHaveLength(4);
    expect(new Set(named).size).toBe(25);
  });

  it('adds up whatever the log, by rows and by columns', async () => {
    await startWith(randomLog(seededRandom(7)));
    const alerts = (await get('/alerts?limit=1000')) as { id: string; attempts: number }[];
    const incidents = (await get('/incidents?limit=1000')) as { id: string; attempts: number }[];
    const all = [
      ...alerts.map((each) => ({ ...each, path: `/alerts/${each.id}` })),
      ...incidents.map((each) => ({ ...each, path: `/incidents/${each.id}` })),
    ];
    expect(all.length).toBeGreaterThan(5);
    for (const { path, attempts } of all) {
      const matrix = (await get(`${path}/matrix?most=2`)) as Matrix;
      const found = {
        path,
        total: matrix.attempts,
        rows: sum(matrix.ip_addresses),
        columns: sum(matrix.usernames),
        cells: sum(matrix.ip_addresses.flatMap(({ cells }) => cells)),
      };
      expect(found).toEqual({ path, total: attempts, rows: attempts, columns: attempts, cells: attempts });
    }
  });

  it('says that there may be more addresses where it has not looked at all entries', async () => {
    const lines = Array.from({ length: 10_100 }, (_, at) =>
      failedPassword({ address: `45.9.148.${at % 101}`, user: 'root', second: Math.floor(at / 5), pid: 10_000 + at }),
    );
    await startWith(lines);
    const [incident] = await get('/incidents?sort=-last_seen');
    const matrix = await get(`/incidents/${incident.id}/matrix`);
    expect(matrix).toMatchObject({
      complete: false,
      ip_address_count_is_least: true,
      username_count_is_least: true,
    });
    expect(incident).toMatchObject({ attempts_is_least: true });
  });
});
