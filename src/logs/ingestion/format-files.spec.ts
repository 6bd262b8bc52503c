import { Stamp } from '../parsing/time/local-clock.js';
import { ImportedFilter } from '../programs/imported/imported-filter.js';
import { definitionsOf, formatNames, parseFormat, readFormat } from './format-files.js';
import type { Format, FormatExpression, FormatFilter } from './format-files.js';

const formats = formatNames().map(readFormat);

/** A filter of a format with one of its expressions alone, or with all. */
function filterOf(format: Format, { name }: FormatFilter, only: number | null = null): ImportedFilter {
  const definition = definitionsOf(format).find((each) => each.name === name)!;
  if (only === null) return new ImportedFilter(definition);
  const { failures, vouched } = definition;
  return new ImportedFilter({ ...definition, failures: [failures[only]!], vouched: [vouched![only]!] });
}

const expressions = formats.flatMap((format) =>
  format.filters.flatMap((filter) =>
    filter.expressions.map((expression, index) => ({
      name: `${filter.name} ${index + 1}`,
      format,
      filter,
      expression,
      index,
    })),
  ),
);

/** What a filter reads from a line; the line must get through to it. */
function read(filter: ImportedFilter, line: string): object | null {
  const stamp = new Stamp();
  const hit = filter.mayMatch(line) ? filter.read(line, stamp) : null;
  if (hit === null) return null;
  return {
    address: hit.address,
    ...(hit.username === null ? {} : { user: hit.username }),
    isTimed: stamp.kind !== 'none',
  };
}

describe('the formats that come with the program', () => {
  it('are those that the documentation names', () => {
    expect(formatNames()).toEqual([
      'apache',
      'grafana',
      'home-assistant',
      'mail',
      'nextcloud',
      'nginx',
      'postgresql',
      'proxmox',
      'vaultwarden',
      'vsftpd',
    ]);
    expect(formats.map(({ name }) => name)).toEqual(formatNames());
    const names = formats.flatMap(({ filters }) => filters.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(expressions)(
    '$name matches its samples, and leaves others alone',
    ({ format, filter, expression, index }) => {
      const one = filterOf(format, filter, index);
      expect(expression.samples.length).toBeGreaterThan(0);
      for (const { line, address, user } of expression.samples) {
        const found = read(one, line);
        expect({ line, found }).toEqual({
          line,
          found: { address, isTimed: true, ...(user === undefined ? anyUser(found) : { user }) },
        });
      }
      for (const line of expression.others)
        expect({ line, found: read(filterOf(format, filter), line) }).toEqual({ line, found: null });
    },
  );

  it.each(expressions)('$name says itself what the lint says of it', ({ format, filter, expression, index }) => {
    const { forgeable } = filterOf(format, filter, index);
    expect(forgeable === 1).toBe(expression.forgeable);
    // Who vouches for more than the lint can tell shows what an attacker would write.
    if (expression.vouched !== null) expect(expression.forged.length).toBeGreaterThan(0);
  });

  it.each(expressions)('$name gives no attacker the address', ({ format, filter, expression }) => {
    for (const { line, address } of expression.forged) {
      const hit = filterOf(format, filter).read(line, new Stamp());
      // None at all is less harm than a wrong one; one that is said to be doubtful does none.
      if (hit !== null && !hit.forgeable) expect({ line, address: hit.address }).toEqual({ line, address });
    }
  });

  it.each(expressions)('$name lets a line without its words pass at once', ({ format, filter }) => {
    expect(filterOf(format, filter).mayMatch('2026-11-30 09:00:00 an ordinary line of another program')).toBe(false);
  });
});

/** A sample that names no user does not say that there is none. */
function anyUser(found: object | null): object {
  return found !== null && 'user' in found ? { user: found.user } : {};
}

/** The text of a format of one expression. */
function textWith(expression: object): string {
  const filter = { name: 'x', about: 'y', written_by: 'z', expressions: [expression] };
  return JSON.stringify({ format: 'x', logs: 'y', filters: [filter] });
}

describe('a format', () => {
  it('may have its expression in parts', () => {
    const [filter] = parseFormat(textWith({ matches: ['^a ', '<ADDR>'] })).filters;
    expect((filter!.expressions[0] as FormatExpression).text).toBe('^a <ADDR>');
  });

  it.each([
    ['[]', 'it is no map'],
    ['{"format": "x", "logs": "y"}', 'filters is no list'],
    [textWith({}), 'matches is no text'],
    [textWith({ matches: 'a', samples: [{ line: 'x' }] }), 'address is no text'],
  ])('is refused where it is none: %s', (given, reason) => {
    expect(() => parseFormat(given)).toThrow(reason);
  });

  it('is one of those that there are', () => {
    expect(() => readFormat('../package')).toThrow('is none of the formats that there are: apache');
  });
});
