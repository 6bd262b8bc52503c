import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { acceptedPassword, bruteForce } from '../factories/log-lines.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PATIENCE_MS = 120_000;

/** `tail` in a process of its own, and what it has printed. */
class Tail {
  out = '';
  err = '';

  constructor(readonly child: ChildProcess) {
    child.stdout!.on('data', (text) => (this.out += String(text)));
    child.stderr!.on('data', (text) => (this.err += String(text)));
  }

  async says(what: RegExp): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!what.test(this.out + this.err)) {
      if (Date.now() > deadline) throw new Error(`It did not say ${String(what)}, but: ${this.out}${this.err}`);
      await pause(50);
    }
  }
}

describe('tail', () => {
  const folder = temporaryFolder();
  let tail: Tail | null = null;
  let service: ServiceProcess | null = null;

  const log = () => join(folder(), 'auth.log');
  const start = (args: readonly string[], environment: Record<string, string> = {}): Tail => {
    const env = { PATH: process.env['PATH'], LOG_TIMEZONE: 'UTC', ...environment };
    tail = new Tail(spawn(process.execPath, [resolve('dist/cli.js'), 'tail', ...args], { cwd: folder(), env }));
    return tail;
  };
  const write = (lines: readonly string[]) => appendFileSync(log(), lines.map((line) => `${line}\n`).join(''));

  afterEach(async () => {
    tail?.child.kill('SIGKILL');
    await service?.stop('SIGKILL');
    [tail, service] = [null, null];
  });

  it('of a file prints what is raised from now on, and that somebody got in, until it is interrupted', async () => {
    write(bruteForce(12, { address: '198.51.100.1' }));
    const { child } = start([log()]);
    await tail!.says(/Following .*auth\.log\./);
    write(bruteForce(12, { address: '203.0.113.7', user: 'root', second: 60 }));
    await tail!.says(/\[high\] SSH brute force from 203\.0\.113\.7/);
    write([acceptedPassword({ second: 90, address: '203.0.113.7', user: 'root' })]);
    await tail!.says(/LOGIN SUCCEEDED at 2026-11-20T09:01:30\.000Z as root/);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(tail!.out).not.toContain('198.51.100.1');
  });

  it('of a service prints what that raises, and says where it is refused', async () => {
    writeFileSync(log(), '');
    service = await ServiceProcess.start(folder(), { API_KEYS: 'reader:read:0123456789abcdef0123456789abcdef' });
    const refused = start([service.url]);
    expect(await once(refused.child, 'exit')).toEqual([1, null]);
    expect(refused.err).toContain('set LOG_ANALYZER_KEY to one of scope read');
    const { child } = start([service.url, '--json'], { LOG_ANALYZER_KEY: '0123456789abcdef0123456789abcdef' });
    await tail!.says(/Listening to http/);
    write(bruteForce(12, { address: '203.0.113.7' }));
    await tail!.says(/"rule":"ssh_brute_force"/);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
