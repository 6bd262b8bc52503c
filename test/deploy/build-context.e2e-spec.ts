import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';

const rules = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** What `.dockerignore` lets through, and what it leaves out of that wherever it lies. */
const sent = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
const leftOut = rules.filter((rule) => rule.startsWith('**/')).map((rule) => rule.slice(3));

function matches(name: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name);
}

describe('what the builder of the image gets', () => {
  const folder = temporaryFolder();

  it('is said as this test reads it: nothing but what is named', () => {
    expect(rules.filter((rule) => !rule.startsWith('!') && !rule.startsWith('**/'))).toEqual(['*']);
    expect(leftOut).toContain('.env*');
  });

  it('is enough to build the service and its page', () => {
    const paths = sent.flatMap((pattern) =>
      pattern.includes('*') ? readdirSync('.').filter((name) => matches(name, pattern)) : [pattern],
    );
    for (const path of paths) {
      const filter = (each: string): boolean => !leftOut.some((pattern) => matches(basename(each), pattern));
      cpSync(path, join(folder(), path), { recursive: true, filter });
    }
    symlinkSync(resolve('node_modules'), join(folder(), 'node_modules'));
    // The page is built from two folders; of the service it is enough that the compiler finds what it starts from.
    for (const args of [
      ['npm', 'run', 'build:web'],
      ['node', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--listFilesOnly'],
    ]) {
      const { status, stdout, stderr } = spawnSync(args[0]!, args.slice(1), { cwd: folder(), encoding: 'utf8' });
      expect({ args, status, output: status === 0 ? '' : stdout + stderr }).toEqual({ args, status: 0, output: '' });
    }
    for (const file of ['nest-cli.json', 'src/main.ts', 'dist/web/index.html']) {
      expect({ file, isThere: existsSync(join(folder(), file)) }).toEqual({ file, isThere: true });
    }
    // What the last stage takes besides.
    const copied = readFileSync('Dockerfile', 'utf8').matchAll(/^COPY (?!--from)(?!\.)(\S+) /gm);
    for (const [, path = ''] of copied)
      expect({ path, isSent: existsSync(join(folder(), path)) }).toEqual({ path, isSent: true });
  });
});
