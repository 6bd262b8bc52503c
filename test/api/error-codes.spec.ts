import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { STATUS_BY_KIND } from '../../src/http/problem.filter.js';

/** A file that makes problems. */
const MAKES_PROBLEMS = /DomainError|problemDocument|ProblemDocument|TriageRefusal|'RULES_INVALID'/;

/** Where a code stands: in quotes, or as the name of an example. */
const CODE = /'([A-Z][A-Z_]{6,})'|\b([A-Z]+(?:_[A-Z]+)+): '/g;

/** What looks like a code, and is none. */
const OTHERS = /^(?:OPTIONS|ALLOWLIST|SHIPPED_RULES|RULES_DIR|HPE_.*|ERR_.*|ECONNRESET)$/;

const SOURCES = globSync('src/**/*.ts', { ignore: '**/*.spec.ts' }).map((path) => readFileSync(path, 'utf8'));

function codesOfSource(): Set<string> {
  const codes = SOURCES.filter((text) => MAKES_PROBLEMS.test(text)).flatMap((text) =>
    [...text.matchAll(CODE)].map(([, quoted, key]) => quoted ?? key!),
  );
  return new Set(codes.filter((code) => !OTHERS.test(code)));
}

function documented(): Map<string, number> {
  const rows = readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)`\s+\| (\d{3}) /gm);
  return new Map([...rows].map(([, code, status]) => [code!, Number(status)]));
}

describe('docs/errors.md', () => {
  it('has every code of the source, and no other, in order', () => {
    expect([...documented().keys()]).toEqual([...codesOfSource()].toSorted());
  });

  it('says the status that each is answered with', () => {
    const statuses = documented();
    const wrong = SOURCES.flatMap((text) => [
      ...[...text.matchAll(/DomainError\(\s*'(\w+)',\s*'([A-Z_]+)'/g)].map(
        ([, kind, code]) => [code!, STATUS_BY_KIND[kind as keyof typeof STATUS_BY_KIND]] as const,
      ),
      ...[...text.matchAll(/problemDocument\(\s*(\d{3}),\s*'([A-Z_]+)'/g)].map(
        ([, status, code]) => [code!, Number(status)] as const,
      ),
      ...[...text.matchAll(/^ {2}(\d{3}): '([A-Z_]+)',$/gm)].map(
        ([, status, code]) => [code!, Number(status)] as const,
      ),
    ]).filter(([code, status]) => statuses.get(code) !== status);
    expect(wrong).toEqual([]);
  });
});
