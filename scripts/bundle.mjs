/**
 * Puts what `nest build` compiled, and the packages that it uses, into the few files of `dist`: reading several thousand
 * takes a service longer than everything else that it does at its start. Stack traces lead to the sources by the maps
 * beside the files (`node --enable-source-maps`).
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { build } from 'rolldown';

const ROOT = join(import.meta.dirname, '..');
const COMPILED = join(ROOT, 'build') + sep;

/** The program, its command line, and its threads, which are started by these names. */
const ENTRIES = {
  main: 'build/main.js',
  cli: 'build/cli.js',
  'scan-worker': 'build/analysis/scan/scan-worker.js',
  'store-worker': 'build/analysis/scan/store-worker.js',
  'preview-worker': 'build/analysis/preview/preview-worker.js',
  'retention-worker': 'build/retention/retention-worker.js',
  'body-worker': 'build/logs/ingestion/push/body-worker.js',
  // Clients of the service, started by the command line.
  client: 'packages/client/src/index.ts',
  mcp: 'packages/mcp/src/main.ts',
};

/** What has files of its own beside its code, and what other people's packages would load if it were installed. */
const EXTERNAL = [
  'better-sqlite3',
  'swagger-ui-dist',
  /^@nestjs\/(?:axios|microservices|mongoose|sequelize|websockets)/,
  /^@fastify\//,
  /^@mikro-orm\//,
];

/** Compiled files come with the maps that the compiler wrote. */
const compiledMaps = {
  name: 'compiled-maps',
  load(id) {
    if (!id.startsWith(COMPILED) || !existsSync(`${id}.map`)) return null;
    return { code: readFileSync(id, 'utf8'), map: readFileSync(`${id}.map`, 'utf8') };
  },
};

/**
 * Packages that ask by `createRequire` for others that we use, too. A bundler does not see that: they would load them a
 * second time, from node_modules, and two copies of a package do not know each other's classes.
 */
const ASKED_FOR = {
  '@nestjs/typeorm/dist/common/typeorm-compat.js': ['typeorm'],
  '@nestjs/mapped-types/dist/type-helpers.utils.js': [
    'class-validator',
    'class-transformer',
    'class-transformer/cjs/storage',
  ],
  '@nestjs/terminus/dist/health-check/health-check.decorator.js': ['@nestjs/swagger'],
};

const REQUIRE = 'const require = createRequire(import.meta.url);';

const oneCopyEach = {
  name: 'one-copy-each',
  transform(code, id) {
    const file = Object.keys(ASKED_FOR).find((each) => id.replaceAll(sep, '/').endsWith(`/node_modules/${each}`));
    if (file === undefined) return null;
    if (!code.includes(REQUIRE)) throw new Error(`${file} no longer loads packages as it did; see scripts/bundle.mjs`);
    const names = ASKED_FOR[file];
    const imports = names.map((name, index) => `import * as asked${index} from '${name}';`).join('');
    const found = names.map((name, index) => `'${name}': asked${index}`).join(', ');
    const require = `const require = (name) => ({ ${found} })[name] ?? createRequire(import.meta.url)(name);`;
    return { code: imports + code.replace(REQUIRE, require), map: null };
  },
};

const { output } = await build({
  cwd: ROOT,
  input: ENTRIES,
  platform: 'node',
  external: EXTERNAL,
  // What the compiler did not compile names its neighbours as compiled files.
  resolve: { extensionAlias: { '.js': ['.js', '.ts'] } },
  logLevel: 'warn',
  plugins: [compiledMaps, oneCopyEach],
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'esm',
    chunkFileNames: '[name].js',
    // Names of classes are names of the API's schemas, of entities and of what Nest injects.
    keepNames: true,
    // A thread keeps the text of what it has loaded: without comments, and at a byte a character, it is half as long. Names,
    // statements and lines stay as they are, for those who read them in a stack trace.
    comments: false,
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } },
    sourcemap: true,
    // The command line is a program of its own where the package is installed.
    banner: ({ name }) => (name === 'cli' ? '#!/usr/bin/env node' : ''),
  },
});

/** Those who wrote the packages ask for their notices to go with copies of them. */
function writeNotices() {
  const modules = output.flatMap((chunk) => chunk.moduleIds ?? []);
  const folders = modules.map((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll(sep, '/'))?.[0]);
  const notices = [...new Set(folders.filter((folder) => folder !== undefined))].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)/i.test(each));
    const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  writeFileSync(join(ROOT, 'dist/NOTICES.txt'), notices.join(`\n${'-'.repeat(79)}\n\n`));
}

writeNotices();
