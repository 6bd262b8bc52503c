import { locationText, parseDatabaseUrl } from './database-url.js';
import type { PostgresLocation } from './database-url.js';

const postgres = (text: string): PostgresLocation => parseDatabaseUrl(text) as PostgresLocation;

describe('DATABASE_URL', () => {
  it('names a file', () => {
    expect(parseDatabaseUrl('sqlite:data/x.sqlite')).toEqual({ kind: 'sqlite', path: 'data/x.sqlite' });
    expect(parseDatabaseUrl('sqlite:///var/lib/x.sqlite')).toEqual({ kind: 'sqlite', path: '/var/lib/x.sqlite' });
  });

  it('names a server, with what is left out as usual', () => {
    expect(parseDatabaseUrl('postgres://logs:secret@db:5433/logs')).toEqual({
      kind: 'postgres',
      url: 'postgres://logs:secret@db:5433/logs',
      pool: 10,
      connectTimeoutMs: 10_000,
      statementTimeoutMs: 30_000,
    });
  });

  it('keeps to itself what is ours, and leaves TLS to the driver', () => {
    const { url, pool, statementTimeoutMs } = postgres(
      'postgresql://db/logs?pool=4&sslmode=verify-full&statement_timeout=5&sslrootcert=/etc/ca.pem',
    );
    expect({ url, pool, statementTimeoutMs }).toEqual({
      url: 'postgresql://db/logs?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem',
      pool: 4,
      statementTimeoutMs: 5_000,
    });
  });

  it.each([
    ['mysql://db/logs', 'must be sqlite:PATH'],
    ['postgres://db', 'must be sqlite:PATH'],
    ['postgres:///logs', 'must be sqlite:PATH'],
    ['postgres://db/logs?pool=0', 'has pool=… which must be a whole number from 2 to 200'],
    ['postgres://db/logs?ssl_mode=require', 'has an unknown parameter "ssl_mode"; there are pool'],
  ])('%s is refused, and why is said', (text, fault) => {
    expect(parseDatabaseUrl(text)).toEqual({ fault: expect.stringContaining(fault) });
  });

  it('is shown without the password', () => {
    expect(locationText(postgres('postgres://logs:secret@db:5433/logs?sslmode=require'))).toBe(
      'postgres://logs@db:5433/logs',
    );
  });
});
