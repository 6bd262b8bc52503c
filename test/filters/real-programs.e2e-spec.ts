import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DecisionsService } from '../../src/enforcement/decisions.service.js';
import { startService } from '../support/running-service.js';

const ATTACKER = '203.0.113.7';

/** Debian's packages of the programs, unpacked; null where they cannot be had. */
function unpacked(...names: readonly string[]): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'real-'));
  const options = { cwd: folder, timeout: 60_000 } as const;
  spawnSync('apt-get', ['download', ...names], options);
  const files = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  for (const file of files) spawnSync('dpkg-deb', ['-x', file, 'root'], options);
  return files.length === names.length ? folder : null;
}

/** A port of loopback that nobody has. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function until<Value>(read: () => Value | null | Promise<Value | null>): Promise<Value> {
  for (;;) {
    const value = await read();
    if (value !== null) return value;
    await pause(20);
  }
}

const nginx = unpacked('nginx');
const vsftpd = process.getuid?.() === 0 ? unpacked('vsftpd') : null;
for (const [name, folder] of Object.entries({ nginx, vsftpd }))
  if (folder === null) process.stderr.write(`${name} is not tried: Debian's package cannot be had, or run.\n`);

describe('logs of real programs', () => {
  const running: ChildProcess[] = [];

  afterEach(async () => {
    for (const child of running.splice(0)) {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
    }
  });

  afterAll(() => {
    for (const folder of [nginx, vsftpd]) if (folder !== null) rmSync(folder, { recursive: true, force: true });
  });

  (nginx === null ? it.skip : it)('nginx: wrong passwords are entries, an alert and a decision', async () => {
    const folder = nginx!;
    const port = await freePort();
    mkdirSync(join(folder, 'www'), { recursive: true });
    writeFileSync(join(folder, 'users'), 'bob:{PLAIN}right\n');
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
       events {} http { access_log ${folder}/access.log combined;
       ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
       set_real_ip_from 127.0.0.1; real_ip_header X-Real-IP;
       server { listen 127.0.0.1:${port}; root ${folder}/www; location /private/ { auth_basic x; auth_basic_user_file ${folder}/users; } } }`,
    );
    running.push(
      spawn(join(folder, 'root/usr/sbin/nginx'), ['-c', join(folder, 'nginx.conf'), '-e', 'stderr'], {
        stdio: 'ignore',
      }),
    );
    const ask = (path: string, user: string): Promise<number | null> =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { 'X-Real-IP': ATTACKER, Authorization: `Basic ${Buffer.from(`${user}:wrong`).toString('base64')}` },
      }).then(
        ({ status }) => status,
        () => null,
      );
    await until(() => ask('/', 'nobody'));
    for (const user of ['bob', 'bob', 'eve', 'a", client: 198.51.100.9, server: s, request: "GET / HTTP/1.1'])
      expect(await ask('/private/', user)).toBe(401);
    expect(await ask('/wp-login.php', 'x')).toBe(404);
    const LOG_FILES = `${folder}/error.log;format=nginx;maxretry=3, ${folder}/access.log;format=nginx`;
    const service = await startService(folder, { LOG_FILES, DECISIONS: 'on', LOG_TIMEZONE: 'UTC' }, Date.now);
    try {
      const entries = (await service.http.get('/logs').expect(200)).body as {
        log_type: string;
        ip_address: string;
        username: string;
        details: object;
      }[];
      expect(entries.map(({ log_type, ip_address }) => [log_type, ip_address]).sort()).toEqual([
        ...Array.from({ length: 4 }, () => ['nginx_failed_login', ATTACKER]),
        ['nginx_probes_failed_login', ATTACKER],
      ]);
      expect(entries.filter(({ details }) => 'forgeable' in (details ?? {}))).toHaveLength(1);
      const alerts = (await service.http.get('/alerts').expect(200)).body as object[];
      expect(alerts).toMatchObject([{ rule: 'nginx_failed_login_3_in_600s', ip_address: ATTACKER }]);
      await service.app.get(DecisionsService).round();
      // The name with an address in it makes the alert one that is spared.
      expect((await service.http.get('/decisions').expect(200)).body).toEqual([]);
    } finally {
      await service.stop();
    }
    const insisting = await startService(folder, { LOG_FILES, DECISIONS: 'on', DECISIONS_FORGEABLE: 'true' }, Date.now);
    try {
      await insisting.app.get(DecisionsService).round();
      expect((await insisting.http.get('/decisions').expect(200)).body).toMatchObject([{ value: ATTACKER }]);
    } finally {
      await insisting.stop();
    }
  });

  (vsftpd === null ? it.skip : it)('vsftpd: wrong passwords are entries and an alert', async () => {
    const folder = vsftpd!;
    const port = await freePort();
    mkdirSync(join(folder, 'empty'), { recursive: true });
    writeFileSync(
      join(folder, 'vsftpd.conf'),
      `listen=YES\nlisten_address=127.0.0.1\nlisten_port=${port}\nbackground=NO\nanonymous_enable=NO\nlocal_enable=YES\n` +
        `pam_service_name=nothing-of-the-kind\nxferlog_enable=YES\nxferlog_std_format=NO\nvsftpd_log_file=${folder}/vsftpd.log\n` +
        `secure_chroot_dir=${folder}/empty\nuse_localtime=NO\nseccomp_sandbox=NO\n`,
    );
    running.push(spawn(join(folder, 'root/usr/sbin/vsftpd'), [join(folder, 'vsftpd.conf')], { stdio: 'ignore' }));
    const tryLogin = (user: string): Promise<string | null> =>
      new Promise((done) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(`USER ${user}\r\nPASS wrong\r\n`));
        socket.on('error', () => done(null));
        socket.on('data', (text) => {
          if (!String(text).includes('530')) return;
          socket.destroy();
          done('refused');
        });
        socket.on('close', () => done(null));
      });
    await until(() => tryLogin('bob'));
    await tryLogin('eve] FAIL LOGIN: Client "198.51.100.9"');
    const log = join(folder, 'vsftpd.log');
    await until(() => (existsSync(log) && readFileSync(log, 'utf8').split('FAIL LOGIN').length > 2 ? true : null));
    const LOG_FILES = `${log};format=vsftpd;maxretry=2`;
    const service = await startService(folder, { LOG_FILES, LOG_TIMEZONE: 'UTC' }, Date.now);
    try {
      const entries = (await service.http.get('/logs').expect(200)).body as object[];
      expect(entries).toMatchObject([
        { log_type: 'vsftpd_failed_login', ip_address: '127.0.0.1', username: 'bob' },
        { log_type: 'vsftpd_failed_login', ip_address: '127.0.0.1' },
      ]);
      expect((await service.http.get('/alerts').expect(200)).body).toMatchObject([
        { rule: 'vsftpd_failed_login_2_in_600s', forgeable: false },
      ]);
    } finally {
      await service.stop();
    }
  });
});
