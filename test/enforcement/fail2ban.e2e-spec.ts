import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

/** Answers as fail2ban-client does, and keeps the jail in a file. Debian's own was tried by hand (docs/blocking.md). */
const CLIENT = `#!/bin/sh
jail=$(dirname "$0")/banned
touch "$jail"
what=$1; shift 2
[ "$what" = get ] && { tr '\\n' ' ' <"$jail"; exit 0; }
how=$1; shift
for address in "$@"; do
  grep -vxF "$address" "$jail" >"$jail.new"
  [ "$how" = banip ] && echo "$address" >>"$jail.new"
  mv "$jail.new" "$jail"
done
echo $#
`;

describe('fail2ban as the arm', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    writeFileSync(join(folder(), 'auth.log'), '');
    writeFileSync(join(folder(), 'client'), CLIENT, { mode: 0o755 });
    writeFileSync(join(folder(), 'banned'), '');
    service = await startService(folder(), { DECISIONS: 'on' }, Date.now);
  });

  afterAll(() => service.stop());

  /** The script waits for an answer of this process. */
  const run = async (path = '/blocklist') => {
    const child = spawn(resolve('deploy/fail2ban/log-analyzer-ban.sh'), [], {
      env: {
        PATH: process.env['PATH'],
        BLOCKLIST_URL: `${service.url}${path}`,
        FAIL2BAN_CLIENT: join(folder(), 'client'),
      },
    });
    let stderr = '';
    child.stderr.on('data', (text) => (stderr += String(text)));
    const status = await new Promise<number | null>((ended) => child.once('close', ended));
    const banned = readFileSync(join(folder(), 'banned'), 'utf8').split('\n').filter(Boolean).sort();
    return { status, stderr, banned };
  };

  const itWhereCurlIs = spawnSync('curl', ['--version']).status === 0 ? it : it.skip;

  itWhereCurlIs('bans whom the service decides about, and lets in again; nothing else gets there', async () => {
    for (const value of ['203.0.113.7', '2001:db8::7', '198.51.100.0/24'])
      await service.http.post('/decisions').send({ value }).expect(201);
    expect(await run()).toEqual({ status: 0, stderr: '', banned: ['2001:db8::7', '203.0.113.7'] });
    const [decision] = (await service.http.get('/decisions?value=203.0.113.7')).body;
    await service.http.delete(`/decisions/${decision.id}`).expect(204);
    expect(await run()).toEqual({ status: 0, stderr: '', banned: ['2001:db8::7'] });
    expect(await run('/docs')).toMatchObject({ status: 1, stderr: expect.stringContaining('no list of addresses') });
    expect(await run('/nothing')).toMatchObject({ status: 22, banned: ['2001:db8::7'] });
  });
});
