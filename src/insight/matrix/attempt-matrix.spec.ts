import fc from 'fast-check';
import { attemptMatrix } from './attempt-matrix.js';

const pairs = fc.array(
  fc.record({
    address: fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3', '', null),
    username: fc.constantFrom('root', 'admin', '__proto__', '', null),
    attempts: fc.nat(5),
    login: fc.boolean(),
  }),
);

describe('attemptMatrix', () => {
  it('adds up to every attempt, by rows and by columns, however little of it is shown', () => {
    fc.assert(
      fc.property(pairs, fc.nat(9), fc.integer({ min: 1, max: 4 }), fc.nat(5), (given, rest, most, skip) => {
        const { rows, columns } = attemptMatrix(given, rest, { skip, rows: most, columns: most });
        const total = given.reduce((sum, { attempts }) => sum + attempts, rest);
        expect(rows.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(total);
        expect(columns.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(total);
        expect(rows.flatMap(({ cells }) => cells).reduce((sum, { attempts }) => sum + attempts, 0)).toBe(total);
        expect(rows.length).toBeLessThanOrEqual(most + 1);
        expect(rows.some(({ login }) => login)).toBe(given.some(({ login }) => login));
        for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
      }),
    );
  });

  it('shows those who got in first, then those who tried most; the others are one row and one column', () => {
    const matrix = attemptMatrix(
      [
        { address: 'a', username: 'root', attempts: 9, login: false },
        { address: 'b', username: 'root', attempts: 5, login: false },
        { address: 'b', username: null, attempts: 1, login: false },
        { address: 'c', username: 'deploy', attempts: 2, login: true },
        { address: null, username: 'git', attempts: 3, login: false },
      ],
      4,
      { skip: 0, rows: 2, columns: 2 },
    );
    expect(matrix.rows.map(({ address, attempts }) => [address, attempts])).toEqual([
      ['c', 2],
      ['a', 9],
      [null, 13],
    ]);
    expect(matrix.columns.map(({ username, attempts, login }) => [username, attempts, login])).toEqual([
      ['deploy', 2, true],
      ['root', 14, false],
      [null, 8, false],
    ]);
    expect(matrix.rows[0]!.cells[0]).toEqual({ attempts: 2, login: true });
    expect(matrix).toMatchObject({ addressCount: 3, usernameCount: 3 });
  });

  it('is read part by part, each address in one of them', () => {
    const given = ['d', 'b', 'c', 'a', 'e'].map((address) => ({
      address,
      username: 'root',
      attempts: 1,
      login: false,
    }));
    const parts = [0, 2, 4, 6].map((skip) => attemptMatrix(given, 0, { skip, rows: 2, columns: 1 }));
    expect(parts.map(({ rows }) => rows.map(({ address, attempts }) => [address, attempts]))).toEqual([
      [
        ['a', 1],
        ['b', 1],
        [null, 3],
      ],
      [
        ['c', 1],
        ['d', 1],
        [null, 3],
      ],
      [
        ['e', 1],
        [null, 4],
      ],
      [[null, 5]],
    ]);
  });
});
