import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { sharedFolder, temporaryFolder } from '../support/temporary-folder.js';

const CONFIGURATION = 'docs/.vitepress';
const PAGES = ['docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name.replace('README.md', 'index.md').replace(/md$/, 'html')}`),
);
const AT_THE_TOP = ['index.html', 'CHANGELOG.html', 'CONTRIBUTING.html', 'SECURITY.html', 'THIRD-PARTY.html'];

/** Builds the site of a project in a folder. */
function build(project: string, ...more: string[]): { status: number | null; output: string } {
  const vitepress = resolve('node_modules/vitepress/bin/vitepress.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitepress, 'build', 'docs', ...more], {
    cwd: project,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
  });
  return { status, output: stdout + stderr };
}

/** What a page of the site refers to, as it stands there: links, styles, scripts and pictures. */
function referencesOf(html: string): string[] {
  return [...html.matchAll(/<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"]*)"/g)].map(([, to = '']) => to);
}

describe('the site of the documentation', () => {
  const folder = sharedFolder();
  const read = (page: string): string => readFileSync(join(folder(), page), 'utf8');

  beforeAll(() => {
    expect(build('.', '--outDir', folder())).toMatchObject({ status: 0 });
  });

  it('is what npm run docs:site builds', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    expect(scripts['docs:site']).toBe('NODE_ENV=production vitepress build docs');
  });

  it('has every page of docs/, and those at the top of the repository', () => {
    expect([...PAGES, ...AT_THE_TOP].filter((page) => !existsSync(join(folder(), page)))).toEqual([]);
  });

  it('lists every page in its sidebar, or on the page of decisions', () => {
    const listed = new Set([
      ...referencesOf(read('index.html')),
      ...referencesOf(read('docs/decisions/index.html')).map((link) => join('docs/decisions', link)),
    ]);
    expect([...PAGES, ...AT_THE_TOP].filter((page) => !listed.has(page) && !listed.has(`./${page}`))).toEqual([]);
  });

  it('refers to what its folder has, from wherever it is served', () => {
    const dead = [...PAGES, ...AT_THE_TOP].flatMap((page) =>
      referencesOf(read(page))
        .filter((to) => !/^(?:https?|mailto|data):/.test(to))
        .filter((to) => {
          const [path = '', anchor] = to.split('#');
          const target = path === '' ? page : normalize(join(dirname(page), path));
          if (to.startsWith('/') || !existsSync(join(folder(), target))) return true;
          return anchor !== undefined && anchor !== '' && !read(target).includes(`id="${anchor}"`);
        })
        .map((to) => `${page}: ${to}`),
    );
    expect(dead).toEqual([]);
  });

  it('loads nothing from elsewhere', () => {
    const loads = /<(?:link|script|img)\b[^>]*\s(?:href|src)="(?:https?:)?\/\//;
    expect([...PAGES, ...AT_THE_TOP].filter((page) => loads.test(read(page)))).toEqual([]);
  });

  it.each([
    ['ended_at', 'docs/api.html'],
    ['RETENTION_DAYS', 'docs/operate.html'],
    ['pagerduty', 'docs/notifications.html'],
  ])('the index of its search knows where %s is', (words, page) => {
    const chunks = join(folder(), 'assets/chunks');
    const index = readdirSync(chunks).find((name) => name.startsWith('@localSearchIndex'))!;
    const minisearch = createRequire(resolve('node_modules/vitepress/package.json')).resolve('minisearch');
    const script = `
      const { default: MiniSearch } = await import('${pathToFileURL(minisearch).href}');
      const { default: index } = await import('${pathToFileURL(join(chunks, index)).href}');
      const search = MiniSearch.loadJSON(index, { fields: ['title', 'titles', 'text'], storeFields: ['title', 'titles'] });
      console.log(JSON.stringify(search.search('${words}').slice(0, 5).map(({ id }) => id)));`;
    // The index is a module, which a test cannot load on Node 20: a process of its own does.
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    const found = (JSON.parse(stdout) as string[]).map((id) => id.replace(/^\/|#.*$/g, ''));
    expect(found).toContain(page);
  });

  describeInBrowser('in a browser', () => {
    const AT = 'http://docs.test/under/a/path/';
    let browser: Browser;
    const faults: string[] = [];

    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser.close());

    /** A phone that sees the folder under that path, and nothing else. */
    async function openPhone(options: { javaScriptEnabled: boolean }): Promise<Page> {
      const page = await browser.newPage({ ...options, viewport: { width: 390, height: 844 } });
      page.on('pageerror', (error) => faults.push(error.message));
      await page.route('**/*', (route) => {
        const url = route.request().url().split(/[?#]/)[0]!;
        const path = join(folder(), decodeURI(url.slice(AT.length)) || 'index.html');
        if (url.startsWith(AT) && existsSync(path)) return route.fulfill({ path });
        faults.push(`asked for ${url}`);
        return route.abort();
      });
      return page;
    }

    it('finds a page by its search, and opens it, asking nobody else', async () => {
      const page = await openPhone({ javaScriptEnabled: true });
      await page.goto(AT);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('searchbox').fill('pagerduty');
      await page.locator('.VPLocalSearchBox .result').first().click();
      await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor();
      expect(page.url()).toMatch(/^http:\/\/docs\.test\/under\/a\/path\/docs\/notifications\.html/);
      expect(faults).toEqual([]);
    });

    it('is not wider than a phone on any page', async () => {
      const page = await openPhone({ javaScriptEnabled: false });
      const widths: [string, unknown][] = [];
      for (const path of [...PAGES, ...AT_THE_TOP]) {
        await page.goto(AT + path);
        widths.push([path, await page.evaluate('document.documentElement.scrollWidth')]);
      }
      expect(widths.filter(([, width]) => width !== 390)).toEqual([]);
      expect(faults).toEqual([]);
    });
  });
});

describe('building the site', () => {
  const folder = temporaryFolder();

  /** A project with this page, and the configuration of this one. */
  function project(text: string): string {
    cpSync(CONFIGURATION, join(folder(), CONFIGURATION), {
      recursive: true,
      filter: (path) => !/[/]\.temp|[/]cache/.test(path),
    });
    cpSync('web/public/dashboard', join(folder(), 'web/public/dashboard'), { recursive: true });
    symlinkSync(resolve('node_modules'), join(folder(), 'node_modules'));
    mkdirSync(join(folder(), 'deploy'));
    writeFileSync(join(folder(), 'deploy/values.yaml'), '');
    writeFileSync(join(folder(), 'README.md'), '# Start\n\n## First steps\n');
    writeFileSync(join(folder(), 'docs/page.md'), `# Page\n\n${text}\n`);
    return folder();
  }

  it('fails on links to pages, headings and files that do not exist, and names each', () => {
    const { status, output } = build(
      project('[a](nowhere.md), [b](../README.md#nowhere), [c](../deploy/nowhere.yaml)'),
    );
    expect(new Set(output.match(/docs\/page\.md links to .*/g))).toEqual(
      new Set([
        'docs/page.md links to docs/nowhere.md, which does not exist',
        'docs/page.md links to README.md#nowhere, which does not exist',
        'docs/page.md links to deploy/nowhere.yaml, which does not exist',
      ]),
    );
    expect(status).toBe(1);
  });

  it('shows a link to a file that only the repository has as text, and a path as the title of its page', () => {
    const { status } = build(
      project('See [the values](../deploy/values.yaml) and [README.md](../README.md#first-steps).'),
    );
    expect(status).toBe(0);
    expect(readFileSync(join(folder(), 'site/docs/page.html'), 'utf8')).toContain(
      'See the values and <a href="./../index.html#first-steps">Start</a>.',
    );
  });
});
