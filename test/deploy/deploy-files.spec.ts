import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadSettings } from '../../src/config/load-settings.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectConsistent, expectRestricted, ofKind, unknownVariables } from './kubernetes-objects.js';

const KUBERNETES = 'deploy/kubernetes';
const SYSTEMD_UNIT = 'deploy/systemd/log-analyzer.service';

interface ComposeService {
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly secrets?: readonly string[];
  readonly image: string;
  readonly [option: string]: unknown;
}

interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

describe.each(['compose.yaml', 'compose.postgres.yaml'])('%s', (file) => {
  const { services, secrets } = parse(readFileSync(file, 'utf8'), { merge: true }) as Compose;
  const ours = Object.values(services).filter(({ image }) => image.startsWith('log-analyzer'));

  it('sets variables that exist, and shows secrets that it names', () => {
    expect(ours.length).toBeGreaterThan(0);
    for (const { environment = {}, secrets: shown = [] } of ours) {
      expect(unknownVariables(Object.keys(environment))).toEqual([]);
      const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));
      expect(files.map(([, path]) => path)).toEqual(expect.arrayContaining(['/run/secrets/api_keys']));
      for (const [, path] of files) expect(shown).toContain(path!.replace('/run/secrets/', ''));
      for (const name of shown) expect(secrets[name]?.file).toBe(`./secrets/${name}`);
    }
  });

  it('gives no container a right or a place to write that it does not need', () => {
    for (const service of Object.values(services)) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    }
    for (const { ports, volumes, group_add: groups } of ours) {
      for (const port of ports as string[]) expect(port).toMatch(/^127\.0\.0\.1:/);
      expect((volumes as string[]).filter((each) => each.includes('/var/log'))).toEqual([
        expect.stringMatching(/:\/var\/log:ro$/),
      ]);
      expect(groups).toEqual(['${LOG_GROUP:-4}']);
    }
  });
});

describe('Dockerfile', () => {
  const text = readFileSync('Dockerfile', 'utf8');

  it('says the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(text).toContain(`ARG VERSION=${version}\n`);
    expect(readFileSync(join(KUBERNETES, 'kustomization.yaml'), 'utf8')).toContain(`newTag: ${version}\n`);
  });

  it('builds and runs on the same image, as a user', () => {
    const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(bases).size).toBe(1);
    expect(text.slice(text.lastIndexOf('FROM'))).toContain('\nUSER node\n');
  });
});

interface Bake {
  readonly variable: Readonly<Record<string, unknown>>;
  readonly target: {
    readonly image: Readonly<Record<'args', Record<string, string>> & Record<'tags' | 'platforms', string[]>>;
  };
}

describe('docker-bake.json', () => {
  const text = readFileSync('docker-bake.json', 'utf8');
  const { variable, target } = JSON.parse(text) as Bake;
  const { args, tags, platforms } = target.image;

  it('builds the version of the package, for two kinds of machines', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(args['VERSION']).toBe(version);
    expect(tags).toEqual([`\${IMAGE}:${version}`, '${IMAGE}:latest']);
    expect(platforms).toEqual(['linux/amd64', 'linux/arm64']);
  });

  it('names what the Dockerfile takes, and variables that it has', () => {
    const taken = [...readFileSync('Dockerfile', 'utf8').matchAll(/^ARG (\w+)/gm)].map(([, name]) => name);
    expect(Object.keys(args).sort()).toEqual(taken.sort());
    for (const [, name] of text.matchAll(/\$\{(\w+)\}/g)) expect(Object.keys(variable)).toContain(name);
  });
});

describe(KUBERNETES, () => {
  const objects = readdirSync(KUBERNETES).map((file) => parse(readFileSync(join(KUBERNETES, file), 'utf8')));

  it('lists every file', () => {
    const files = readdirSync(KUBERNETES).filter((file) => file !== 'kustomization.yaml');
    expect([...ofKind(objects, 'Kustomization').resources].sort()).toEqual(files.sort());
  });

  it('runs what pod security calls restricted', () => expectRestricted(objects));

  it('hangs together: labels, ports, volumes, variables', () => expectConsistent(objects));
});

const INSTALL_PAGE = readFileSync('docs/install.md', 'utf8');
const API_KEYS_DROP_IN = INSTALL_PAGE.split("/log-analyzer.service.d/api-keys.conf <<'END'\n")[1]!.split('END\n')[0]!;

/** From systemd 250 on it judges a unit that is not installed. */
const judgesFiles = spawnSync('systemd-analyze', ['security', '--help'], { encoding: 'utf8' }).stdout?.includes(
  '--offline',
);
const withSystemd = judgesFiles === true ? it : it.skip;
if (judgesFiles !== true) console.warn('The systemd unit is not verified: there is no systemd-analyze here that can.');

describe(SYSTEMD_UNIT, () => {
  const folder = sharedFolder();

  withSystemd('is one that systemd takes, and finds well confined', () => {
    const file = join(folder(), 'log-analyzer.service');
    // The program is not where it will be.
    writeFileSync(file, readFileSync(SYSTEMD_UNIT, 'utf8').replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true'));
    const verified = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    const complaints = verified.stderr.split('\n').filter((line) => line.includes('log-analyzer'));
    expect({ status: verified.status, complaints }).toEqual({ status: 0, complaints: [] });
    const judged = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', '--threshold=20', file]);
    expect({ status: judged.status, output: String(judged.stderr) }).toEqual({ status: 0, output: '' });
  });

  it('has the settings of docs/install.md read alike by systemd and a shell', () => {
    expect(readFileSync(SYSTEMD_UNIT, 'utf8')).toContain('\nEnvironmentFile=-/etc/log-analyzer/settings\n');
    const settings = INSTALL_PAGE.split('```ini settings\n')[1]!.split('```')[0]!;
    writeFileSync(join(folder(), 'settings'), settings);
    // As docs/command-line.md loads them; systemd takes the same quotes.
    const command = `set -a; . ${join(folder(), 'settings')}; set +a; env -0`;
    const { stdout } = spawnSync('env', ['-i', '/bin/sh', '-c', command], { encoding: 'utf8' });
    const loaded = new Map(stdout.split('\0').map((row) => row.split(/=(.*)/s, 2) as [string, string]));
    const written = [...settings.matchAll(/^(\w+)=(?:'(.*)'|(\S*))$/gm)].map(([, name, quoted, bare]) => [
      name!,
      quoted ?? bare!,
    ]);
    expect(written).toHaveLength(settings.trim().split('\n').length);
    expect(written.map(([name]) => [name, loaded.get(name!)])).toEqual(written);
    expect(() => loadSettings({ environment: Object.fromEntries(written), readFile: () => '' })).not.toThrow();
  });

  withSystemd('is taken with the drop-in of docs/install.md', () => {
    const file = join(folder(), 'log-analyzer.service');
    writeFileSync(file, readFileSync(SYSTEMD_UNIT, 'utf8').replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true'));
    mkdirSync(`${file}.d`, { recursive: true });
    writeFileSync(join(`${file}.d`, 'api-keys.conf'), API_KEYS_DROP_IN);
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    const complaints = stderr.split('\n').filter((line) => line.includes('log-analyzer'));
    expect({ status, complaints }).toEqual({ status: 0, complaints: [] });
  });

  it('sets variables that exist', () => {
    const text = readFileSync(SYSTEMD_UNIT, 'utf8');
    const names = [...text.matchAll(/^Environment=(\w+)=/gm)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(2);
    expect(unknownVariables(names)).toEqual([]);
  });
});
