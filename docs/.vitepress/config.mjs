// The documentation as a site: `npm run docs:site` writes it to site/. Links are checked while it is built.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { defineConfig } from 'vitepress';

const ROOT = join(import.meta.dirname, '../..');

/** Where the repository is on the web, for links to what is not on the site. Without it they are shown as plain text. */
const REPOSITORY = process.env.DOCS_REPOSITORY;

/** The pages in the order in which a newcomer needs them. */
const SECTIONS = {
  Start: {
    Overview: 'README.md',
    Installation: 'docs/install.md',
    Configuration: 'docs/configuration.md',
    'Command line': 'docs/command-line.md',
    'Compared with others': 'docs/comparison.md',
  },
  Use: {
    Dashboard: 'docs/dashboard.md',
    Sessions: 'docs/sessions.md',
    Notifications: 'docs/notifications.md',
    Recipes: 'docs/recipes.md',
    Blocking: 'docs/blocking.md',
  },
  'Send logs': {
    Syslog: 'docs/syslog.md',
    'POST /ingest': 'docs/ingest.md',
    'Log lines that are understood': 'docs/log-forms.md',
  },
  Rules: {
    'Detection rules': 'docs/rules.md',
    'Sigma support': 'docs/sigma-support.md',
    'Filters of fail2ban': 'docs/fail2ban-filters.md',
  },
  Programs: {
    'REST API': 'docs/api.md',
    Errors: 'docs/errors.md',
    'TypeScript client': 'packages/client/README.md',
    'MCP server': 'docs/mcp.md',
  },
  Operate: {
    Operation: 'docs/operate.md',
    Monitoring: 'docs/monitoring.md',
    PostgreSQL: 'docs/postgresql.md',
    Scaling: 'docs/scaling.md',
    Benchmarks: 'docs/benchmarks.md',
    Troubleshooting: 'docs/troubleshoot.md',
    'Threat model': 'docs/security.md',
    'Report a vulnerability': 'SECURITY.md',
  },
  Project: {
    Changelog: 'CHANGELOG.md',
    Contributing: 'CONTRIBUTING.md',
    Architecture: 'docs/architecture.md',
    Decisions: 'docs/decisions/README.md',
    'Third-party packages': 'THIRD-PARTY.md',
  },
};

const IN_SIDEBAR = new Set(Object.values(SECTIONS).flatMap((pages) => Object.values(pages)));

/** Folders without pages of the site. */
const ELSEWHERE = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'docs' && entry.name !== 'packages')
  .map((folder) => `${folder.name}/**`);

/** Pages of a folder's name: their README is what a browser finds there. */
const REWRITES = Object.fromEntries(
  ['README.md', 'docs/decisions/README.md', 'packages/client/README.md'].map((page) => [
    page,
    page.replace('README', 'index'),
  ]),
);

const ICON = `data:image/svg+xml,${encodeURIComponent(readFileSync(join(ROOT, 'web/public/dashboard/icon.svg'), 'utf8'))}`;

const title = (page) => /^# (.*)$/m.exec(readFileSync(join(ROOT, page), 'utf8'))[1].replaceAll('`', '');

/** As GitHub makes them, so that a link with an anchor works in both places. */
const slugify = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const anchorsByPage = new Map();
const links = [];

/** What a link of a page leads to: a page of the site, or a file that only the repository has. */
function targetOf(href, page) {
  const [relative, anchor] = href.split('#');
  let path = relative === '' ? page : posix.join(posix.dirname(page), relative);
  links.push({ page, path, anchor });
  if (existsSync(join(ROOT, path, 'README.md'))) path = posix.join(path, 'README.md');
  if (!IN_SIDEBAR.has(path) && !/^docs\/.*\.md$/.test(path)) return { isPage: false, path };
  const link = posix.relative(posix.dirname(page), REWRITES[path] ?? path);
  return { isPage: true, path, link: anchor === undefined ? link : `${link}#${anchor}` };
}

function isDeadAnchor(path, anchor) {
  return anchor !== undefined && anchorsByPage.get(path)?.includes(anchor) !== true;
}

/** Notes the links of a page, to be checked, and turns them into those of the site. */
function rewriteLinks(md) {
  md.core.ruler.push('links_of_the_repository', ({ tokens, env }) => {
    const page = env.relativePath.replace(/index\.md$/, 'README.md');
    anchorsByPage.set(
      page,
      tokens.filter(({ type }) => type === 'heading_open').map((heading) => heading.attrGet('id')),
    );
    for (const inline of tokens.filter(({ type }) => type === 'inline')) rewriteLinksOf(inline, page);
  });
}

function rewriteLinksOf(inline, page) {
  let isUnlinked = false;
  inline.children = inline.children.filter((token, index, all) => {
    // Pictures in HTML are found as those in Markdown are, when their path begins with a dot.
    if (token.type === 'html_inline') token.content = token.content.replace(/src="(?=\w+\/)/, 'src="./');
    if (token.type === 'link_close' && isUnlinked) return (isUnlinked = false);
    const href = token.type === 'link_open' ? token.attrGet('href') : null;
    if (href === null || /^[a-z]+:/.test(href) || token.attrGet('class') === 'header-anchor') return true;
    const target = targetOf(href, page);
    if (target.isPage) {
      token.attrSet('href', target.link);
      if (all[index + 1].content.endsWith('.md') && existsSync(join(ROOT, target.path)))
        all[index + 1].content = title(target.path);
      return true;
    }
    token.attrSet('href', `${REPOSITORY}/blob/HEAD/${target.path}`);
    isUnlinked = REPOSITORY === undefined;
    return !isUnlinked;
  });
}

export default defineConfig({
  title: 'Log Analyzer',
  description: 'Reads authentication logs and says who attacks, whether they got in, and what they did then.',
  // Relative to each page, so that the folder can be served from any path.
  base: './',
  srcDir: '..',
  srcExclude: [...ELSEWHERE, 'packages/!(client)/**', 'packages/client/node_modules/**'],
  outDir: '../site',
  additionalConfig: {},
  // Checked at the end of the build instead, with anchors and files of the repository, all at once.
  ignoreDeadLinks: true,
  rewrites: REWRITES,
  head: [['link', { rel: 'icon', href: ICON }]],
  markdown: {
    anchor: { slugify },
    languageAlias: { rsyslog: 'txt', 'syslog-ng': 'txt' },
    config: rewriteLinks,
  },
  vite: { publicDir: false, logLevel: 'warn' },
  themeConfig: {
    logo: ICON,
    // One letter of ten may differ: with VitePress's one of five, 'retention' finds 'detection' first.
    search: { provider: 'local', options: { miniSearch: { searchOptions: { fuzzy: 0.1 } } } },
    outline: [2, 3],
    sidebarMenuLabel: 'Pages',
    sidebar: Object.entries(SECTIONS).map(([section, pages]) => ({
      text: section,
      items: Object.entries(pages).map(([text, page]) => ({ text, link: `/${REWRITES[page] ?? page}` })),
    })),
    ...(REPOSITORY === undefined ? {} : { socialLinks: [{ icon: 'github', link: REPOSITORY }] }),
  },
  buildEnd() {
    const dead = links
      .filter(({ path, anchor }) => !existsSync(join(ROOT, path)) || isDeadAnchor(path, anchor))
      .map(
        ({ page, path, anchor }) =>
          `${page} links to ${anchor === undefined ? path : `${path}#${anchor}`}, which does not exist`,
      );
    if (dead.length > 0) throw new Error([...new Set(dead)].join('\n'));
  },
});
