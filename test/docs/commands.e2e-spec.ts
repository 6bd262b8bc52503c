import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadSettings } from '../../src/config/load-settings.js';

/** Where people find commands. */
const PAGES = [
  'README.md',
  'SECURITY.md',
  'packages/client/README.md',
  ...readdirSync('docs')
    // Of recipes, a test of their own runs the scripts whole: test/docs/recipes.e2e-spec.ts.
    .filter((name) => name.endsWith('.md') && name !== 'recipes.md')
    .map((name) => `docs/${name}`),
];

interface Command {
  readonly page: string;
  readonly command: string;
}

/** The commands in the shell blocks of a page, each with its continued lines; output and texts of files (`<<'END'`) left out. */
function commandsOf(page: string): Command[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^```(?:sh|bash)\n([^]*?)^```/gm)].flatMap(([, block = '']) => {
    const lines = block
      .replaceAll('\\\n', ' ')
      .replace(/^(.* <<'(\w+)')\n[^]*?^\2$/gm, '$1')
      .split('\n');
    const shown = lines.some((line) => line.startsWith('$ '));
    return lines
      .filter((line) => line.trim() !== '' && !line.startsWith('#') && (!shown || line.startsWith('$ ')))
      .map((line) => ({
        page,
        command: line
          .replace(/^\$ /, '')
          .replace(/\s+# .*$/, '')
          .replace(/\s+/g, ' ')
          .trim(),
      }));
  });
}

/** Commands that a test of their own runs, as it stands on the page or piece by piece. */
const RUN_ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^npm ci && npm (?:start|test)$/, '.ci/run'],
  [/^curl .*127\.0\.0\.1:8000\/ingest|\| curl .*\/ingest/, 'test/push/ingest-page.e2e-spec.ts'],
  [/^curl .*\/allowlist/, 'test/e2e/allowlist.e2e-spec.ts'],
  [/^curl .*\/keys/, 'test/e2e/security.e2e-spec.ts'],
  [/^curl .*secrets\/api_keys/, 'test/container/compose.sh'],
  [/^curl /, 'test/api/docs-examples.e2e-spec.ts'],
  [/^(?:[A-Z_]+=(?:'[^']*'|\S+) ?)+$/, 'test/channels/notifications-page.spec.ts'],
  [/deploy\/fail2ban\//, 'test/enforcement/fail2ban.e2e-spec.ts'],
  [/^docker compose /, 'test/container/compose.sh'],
  [/^docker (?:build|run) /, 'test/container/run.sh'],
  [/^IMAGE=\S+ .*docker buildx bake/, 'test/deploy/deploy-files.spec.ts'],
  [/^helm /, 'test/deploy/helm-chart.spec.ts'],
  [/^(?:kubectl|systemctl|install|cat > \/etc\/) ?/, 'test/deploy/deploy-files.spec.ts'],
  [/^set -a; \. \/etc\/log-analyzer\/settings; set \+a$/, 'test/deploy/deploy-files.spec.ts'],
  [/migrate-store|npm run backup|cli\.js backup/, 'test/e2e/backup.e2e-spec.ts'],
  [/^npm run import-fail2ban/, 'test/e2e/import-fail2ban.e2e-spec.ts'],
  [/^npm run tail/, 'test/e2e/tail.e2e-spec.ts'],
  [/^npm run release/, 'test/deploy/release.e2e-spec.ts'],
  [/^npm run demo/, 'test/e2e/demo.e2e-spec.ts'],
  [/^npm run (?:bench|soak|test:container|sbom)\b/, 'package.json'],
  [/^(?:npm (?:install|ci|run build)|git clone|setfacl) ?/, '.ci/run'],
  [/^pg_dump|^pg_restore|^docker exec/, 'docs/postgresql.md'],
];

/** Commands that change nothing outside of a folder, and run here, in the order of their page. */
const RUN_HERE = /^(?:mkdir|chmod|openssl|printf|echo) /;
const CLI = /^(?:LOG_TIMEZONE=\S+ )?npm run (analyze|replay|report|explain|rules) -- (.*)$/;
const START = /^((?:[A-Z_]+=\S+ )+)npm start$/;

const commands = PAGES.filter((page) => existsSync(page)).flatMap(commandsOf);

describe('the commands of the documentation', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'documentation-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are many', () => {
    expect(commands.length).toBeGreaterThan(40);
  });

  it.each(commands)('$page: $command', ({ command }) => {
    const cli = CLI.exec(command);
    if (cli !== null) {
      const args = cli[2]!
        .replaceAll(/\/var\/log\/auth\.log\*?/g, resolve('logs/auth.log'))
        .replaceAll('/etc/log-analyzer/rules', resolve('rules'))
        .split(' ');
      const { status, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), cli[1]!, ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'] },
        maxBuffer: 1 << 26,
      });
      expect({ status, stderr }).toMatchObject({ status: 0 });
      return;
    }
    const start = START.exec(command.replaceAll(/\$\([^)]*\)/g, '0123456789abcdef0123456789abcdef'));
    if (start !== null) {
      expect(faultsOf(start[1]!, folder)).toEqual([]);
      return;
    }
    if (RUN_HERE.test(command)) {
      const { status, stderr } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
      expect({ status, stderr }).toMatchObject({ status: 0 });
      return;
    }
    const [, where] = RUN_ELSEWHERE.find(([pattern]) => pattern.test(command)) ?? [];
    // A new command needs a test that runs it, and an entry above that says which.
    expect({ command, where }).toEqual({ command, where: expect.any(String) });
    expect(existsSync(where!)).toBe(true);
  });
});

/** What is wrong with the settings in front of a command; files that they name are those of the page, or any. */
function faultsOf(assignments: string, folder: string): string[] {
  const environment = Object.fromEntries(
    [...assignments.matchAll(/([A-Z_]+)=('[^']*'|\S+)/g)].map(([, name, value]) => [name, value!.replaceAll("'", '')]),
  );
  try {
    loadSettings({
      environment,
      readFile: (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : 'secret'),
    });
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
