/** Attempts of one address on one name; both are null where the log does not say. Names are attacker text. */
export interface PairAttempts {
  readonly address: string | null;
  readonly username: string | null;
  readonly attempts: number;
  /** True where they got in so. */
  readonly login: boolean;
}

/** What there was of one address on one name, or of others. */
export interface MatrixCell {
  readonly attempts: number;
  readonly login: boolean;
}

/** One address, or all others (null), against every column. */
export interface MatrixRow extends MatrixCell {
  readonly address: string | null;
  /** In the order of the columns; the last is that of the others. */
  readonly cells: readonly MatrixCell[];
}

/** Who tried which name how often: rows and columns add up to the total. */
export interface AttemptMatrix {
  /** The last is that of all others: other names, and attempts without one. */
  readonly columns: readonly (MatrixCell & { readonly username: string | null })[];
  /** The last is that of all others. */
  readonly rows: readonly MatrixRow[];
  readonly addressCount: number;
  readonly usernameCount: number;
}

/** Which part of a matrix is shown. */
export interface MatrixPart {
  /** Addresses before it: they stand under the others. */
  readonly skip: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * Arranges attempts by address and name: those with a login first, then those with the most attempts. What is not in the part
 * that is shown, has no address or no name, or is not known in detail (`rest`) stands under the others.
 *
 * @param rest attempts that are counted elsewhere, and of which no pair says anything
 */
export function attemptMatrix(pairs: Iterable<PairAttempts>, rest: number, part: MatrixPart): AttemptMatrix {
  const all = [...pairs];
  const [addresses, usernames] = [
    rankedValues(all, ({ address }) => address),
    rankedValues(all, ({ username }) => username),
  ];
  const shown = addresses.slice(part.skip, part.skip + part.rows);
  const [rowOf, columnOf] = [placesOf(shown), placesOf(usernames.slice(0, part.columns))];
  const grid = Array.from({ length: rowOf.size + 1 }, () =>
    Array.from({ length: columnOf.size + 1 }, () => ({ attempts: 0, login: false })),
  );
  for (const { address, username, attempts, login } of all) {
    const row = rowOf.get(address ?? '') ?? rowOf.size;
    const cell = grid[row]![(username === null ? undefined : columnOf.get(username)) ?? columnOf.size]!;
    cell.attempts += attempts;
    cell.login ||= login;
  }
  grid[rowOf.size]![columnOf.size]!.attempts += rest;
  const rows = grid.map((cells, at) => ({
    address: shown[at] ?? null,
    cells,
    ...sumOf(cells),
  }));
  const columns = grid[0]!.map((_, at) => ({
    username: usernames[at < columnOf.size ? at : -1] ?? null,
    ...sumOf(grid.map((cells) => cells[at]!)),
  }));
  return { columns, rows, addressCount: addresses.length, usernameCount: usernames.length };
}

/** The values, those with a login first, then those with the most attempts. */
function rankedValues(pairs: readonly PairAttempts[], valueOf: (pair: PairAttempts) => string | null): string[] {
  const counts = new Map<string, { attempts: number; login: boolean }>();
  for (const pair of pairs) {
    const value = valueOf(pair);
    if (value === null) continue;
    const known = counts.get(value) ?? { attempts: 0, login: false };
    counts.set(value, { attempts: known.attempts + pair.attempts, login: known.login || pair.login });
  }
  return [...counts]
    .filter(([, { attempts, login }]) => attempts > 0 || login)
    .sort(
      ([one, a], [other, b]) => Number(b.login) - Number(a.login) || b.attempts - a.attempts || (one < other ? -1 : 1),
    )
    .map(([value]) => value);
}

function placesOf(values: readonly string[]): ReadonlyMap<string, number> {
  return new Map(values.map((value, place) => [value, place]));
}

function sumOf(cells: readonly MatrixCell[]): MatrixCell {
  return {
    attempts: cells.reduce((sum, { attempts }) => sum + attempts, 0),
    login: cells.some(({ login }) => login),
  };
}
