import type { SettingFault } from './setting.js';

/** A file on this machine. */
export interface SqliteLocation {
  readonly kind: 'sqlite';
  /** Path of the database file, relative to the working directory, or `:memory:`. */
  readonly path: string;
}

/** A server, shared by any number of instances of the service. */
export interface PostgresLocation {
  readonly kind: 'postgres';
  /** With the password, and with the TLS parameters that the driver reads. */
  readonly url: string;
  /** Connections that one pool opens at most. */
  readonly pool: number;
  readonly connectTimeoutMs: number;
  /** How long the server works on one statement of the API. */
  readonly statementTimeoutMs: number;
}

export type DatabaseLocation = SqliteLocation | PostgresLocation;

const EXAMPLES =
  'must be sqlite:PATH, such as sqlite:data/log-analyzer.sqlite, or postgres://USER:PASSWORD@HOST:PORT/DATABASE';

/** Parameters of the URL that are ours, with what they are when left out and what they may be. */
const OWN_PARAMETERS = {
  pool: { usual: 10, least: 2, most: 200 },
  connect_timeout: { usual: 10, least: 1, most: 300 },
  statement_timeout: { usual: 30, least: 1, most: 3600 },
} as const;

/** Those that the driver reads: TLS, and the schema. */
const DRIVER_PARAMETERS = new Set(['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'uselibpqcompat', 'options']);

/** Reads `sqlite:PATH` or `postgres://…`. */
export function parseDatabaseUrl(text: string): DatabaseLocation | SettingFault {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(text)?.[1];
  if (path !== undefined) return { kind: 'sqlite', path };
  if (!/^postgres(?:ql)?:\/\//.test(text) || !URL.canParse(text)) return { fault: EXAMPLES };
  return postgresLocation(new URL(text));
}

function postgresLocation(url: URL): PostgresLocation | SettingFault {
  if (url.hostname === '' || url.pathname.length < 2) return { fault: EXAMPLES };
  const own = new Map<string, number>();
  for (const [name, { usual, least, most }] of Object.entries(OWN_PARAMETERS)) {
    const given = url.searchParams.get(name) ?? String(usual);
    const value = Number(given);
    if (!Number.isInteger(value) || value < least || value > most) {
      return { fault: `has ${name}=… which must be a whole number from ${least} to ${most}` };
    }
    own.set(name, value);
    url.searchParams.delete(name);
  }
  for (const name of url.searchParams.keys()) {
    if (!DRIVER_PARAMETERS.has(name)) {
      const known = [...Object.keys(OWN_PARAMETERS), ...DRIVER_PARAMETERS].join(', ');
      return { fault: `has an unknown parameter ${JSON.stringify(name)}; there are ${known}` };
    }
  }
  return {
    kind: 'postgres',
    url: url.href,
    pool: own.get('pool')!,
    connectTimeoutMs: own.get('connect_timeout')! * 1000,
    statementTimeoutMs: own.get('statement_timeout')! * 1000,
  };
}

/** A location as it may be shown: without the password. */
export function locationText(location: DatabaseLocation): string {
  if (location.kind === 'sqlite') return location.path;
  const { username, host, pathname } = new URL(location.url);
  return `postgres://${username === '' ? '' : `${username}@`}${host}${pathname}`;
}
