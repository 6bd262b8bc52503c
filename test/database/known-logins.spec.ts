import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { LogScanner } from '../../src/analysis/scan/log-scanner.js';
import { openDatabase } from '../../src/database/data-source.js';
import { Session } from '../../src/analysis/sessions/session.entity.js';
import { LogEntry } from '../../src/logs/entries/log-entry.entity.js';
import { storedDetails } from '../../src/logs/parsing/event-details.js';
import { acceptedPassword } from '../factories/log-lines.js';
import { NOW } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { databaseLocation } from '../support/test-database.js';

const HOME = '198.51.100.7';

describe('with what users log in', () => {
  const folder = temporaryFolder();
  let database: DataSource;

  beforeEach(async () => {
    database = await openDatabase(databaseLocation(folder()));
  });

  afterEach(() => database.destroy());

  /** Scans as a process does that has just started. */
  const scan = async (line: string, name = 'auth.log'): Promise<void> => {
    const log = join(folder(), name);
    appendFileSync(log, `${line}\n`);
    const sources = [{ pattern: log, timeZone: 'UTC', host: null }];
    const scanner = new LogScanner(database, {
      sources,
      ruleFiles: [],
      batchBytes: 1 << 20,
      transactionBytes: 1 << 20,
    });
    const listener = { alertsChanged: () => undefined, progressed: () => undefined };
    await scanner.scan({ now: () => NOW, listener, shouldStop: () => false });
  };

  const newest = async () => {
    const [entry] = await database.manager.find(LogEntry, { order: { id: 'DESC' }, take: 1 });
    return storedDetails(entry!.details);
  };

  const known = (): Promise<unknown[]> =>
    database.manager.query('SELECT username, trait, value FROM known_logins ORDER BY trait, value');

  it('is learned from the entries of a database that did not keep it', async () => {
    await scan(acceptedPassword({ second: 0, address: HOME, user: 'alice' }));
    const before = await known();
    expect(before).toHaveLength(3);
    await database.manager.query('DELETE FROM known_logins');
    await scan(acceptedPassword({ second: 60, address: HOME, user: 'alice' }));
    expect(await newest()).toMatchObject({ newAddressForUser: false, newNetworkForUser: false });
    expect(await known()).toEqual(before);
  });

  it('is not forgotten where another log tells of the same login, and of less', async () => {
    const login = acceptedPassword({ second: 0, address: HOME, user: 'alice' });
    const port = / port (\d+)/.exec(login)![1];
    await scan(login);
    await scan('2026-11-20T09:00:05.000Z web-1 sudo: alice : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/bash');
    await scan(`2026-11-20T09:01:00.000Z web-1 sshd[1]: Disconnected from user alice ${HOME} port ${port}`);
    const [before] = await database.manager.find(Session);
    expect(before).toMatchObject({ endReason: 'disconnected', facts: { commands: 1 } });
    await scan(login, 'other.log');
    expect(await database.manager.find(Session)).toEqual([before]);
  });

  it('is known when the entries have been removed', async () => {
    await scan(acceptedPassword({ second: 0, address: HOME, user: 'alice' }));
    await scan(acceptedPassword({ second: 5, address: '198.51.100.8', user: 'alice' }));
    expect(await newest()).toMatchObject({ newAddressForUser: true, newNetworkForUser: false });
    await database.manager.query('DELETE FROM log_entries WHERE id = 1');
    await scan(acceptedPassword({ second: 60, address: HOME, user: 'alice' }));
    expect(await newest()).toMatchObject({ newAddressForUser: false, loginHistorySince: expect.any(Number) });
  });
});
