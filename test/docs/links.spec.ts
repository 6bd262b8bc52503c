import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Every page that people read, from the root of the project. */
const PAGES = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'packages/client/README.md',
  ...['docs', 'docs/decisions'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];

/** The text of a page without its examples, which may look like links. */
function prose(page: string): string {
  return readFileSync(page, 'utf8')
    .replace(/^```[^]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]]/g, ''));
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchors(page: string): Set<string> {
  const headings = readFileSync(page, 'utf8')
    .replace(/^```[^]*?^```/gm, '')
    .matchAll(/^#{1,6} (.*)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );
}

/** The links and pictures of a page that lead to files of this project. */
function linksOf(page: string): string[] {
  const text = prose(page);
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/(?:src|href)="([^"]+)"/g)];
  return links.map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}

/** What of this project a page names between backticks: tests and sources, by their paths. */
function pathsOf(page: string): string[] {
  const named = [...readFileSync(page, 'utf8').matchAll(/`((?:test|src)\/[^\s`*…]*)`/g)].map(([, path = '']) => path);
  return named.filter((path) => !/[A-Z]{4}/.test(path));
}

describe('the links of the documentation', () => {
  it.each(PAGES)('%s leads to what there is', (page) => {
    const dead = linksOf(page).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : normalize(join(dirname(page), path));
      if (!existsSync(target)) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchors(target).has(anchor);
    });
    expect(dead).toEqual([]);
  });

  it.each(PAGES)('%s names tests and sources that exist', (page) => {
    expect(pathsOf(page).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('reach every page of docs/ from the README', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) {
      if (!page.endsWith('.md')) continue;
      for (const link of linksOf(page)) {
        const target = normalize(join(dirname(page), link.split('#')[0] ?? ''));
        if (existsSync(target)) reached.add(target);
      }
    }
    expect(
      PAGES.filter((page) => page.startsWith('docs/') && !page.includes('decisions') && !reached.has(page)),
    ).toEqual([]);
  });
});

/** Figures of thousands as pages write them. */
const inThousands = (figure: number): string => `${Math.round(figure / 1000)} 000`;

/** All figures of a kind that a page states. */
function stated(page: string, pattern: RegExp): string[] {
  return [...readFileSync(page, 'utf8').replace(/\s+/g, ' ').matchAll(pattern)].map(([, figure = '']) => figure);
}

describe('the figures of the documentation', () => {
  const benchmarks = readFileSync('docs/benchmarks.md', 'utf8');

  /** A figure of docs/benchmarks.md. */
  function measured(pattern: RegExp): number {
    const [, figure] = pattern.exec(benchmarks) ?? [];
    if (figure === undefined) throw new Error(`docs/benchmarks.md has no ${pattern.source}`);
    return Number(figure);
  }

  it.each([
    ['docs/comparison.md', 1],
    ['docs/scaling.md', 2],
  ])('%s states the backfill as it was measured', (page, times) => {
    const rate = inThousands(measured(/\| backfill +\| (\d+) lines\/s/));
    expect(stated(page, /(\d+ 000) (?:lines )?a second/g)).toEqual(Array(times).fill(rate));
  });

  it('docs/comparison.md states the memory and the detection as they were measured', () => {
    const memory = measured(/\| peak memory +\| (\d+) MB/);
    expect(stated('docs/comparison.md', /a million lines, (\d+) MB/g)).toEqual([String(memory)]);
    const detection = inThousands(measured(/^100 rules: (\d+) events\/s/m));
    expect(stated('docs/comparison.md', /(\d+ 000) entries a second/g)).toEqual([detection]);
  });
});

describe('the versions of Node.js', () => {
  it.each(['README.md', 'CONTRIBUTING.md', 'docs/install.md'])('are in %s those of package.json', (page) => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    const versions = engines.node.split(' || ').map((range) => {
      const [major, minor] = range.slice(1).split('.');
      return minor === undefined ? major : `${major} (${major}.${minor} or later)`;
    });
    const text = readFileSync(page, 'utf8').replace(/\s+/g, ' ');
    expect(text).toContain(`Node.js ${versions.slice(0, -1).join(', ')} or ${versions.at(-1)}`);
  });
});
