import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Debian's crowdsec-firewall-bouncer and nft, unpacked; see .ci/run. */
const ROOT = process.env['BOUNCER_ROOT'] ?? '';

/** Whether this machine lets us have a network of our own with a firewall in it. */
function hasFirewall(): boolean {
  if (!existsSync(join(ROOT, 'usr/bin/crowdsec-firewall-bouncer')) || process.getuid?.() !== 0) return false;
  if (['curl', 'ip'].some((program) => spawnSync('which', [program]).status !== 0)) return false;
  const libraries = ['usr/lib', 'lib'].map((each) => join(ROOT, each, 'x86_64-linux-gnu')).join(':');
  const nft = join(ROOT, 'usr/sbin/nft');
  const tried = spawnSync('unshare', ['-n', nft, 'add table inet tried'], {
    env: { PATH: process.env['PATH'], LD_LIBRARY_PATH: libraries },
  });
  return tried.status === 0;
}

const describeWithFirewall = hasFirewall() ? describe : describe.skip;

describeWithFirewall('a real bouncer and a real firewall', () => {
  const folder = temporaryFolder();

  it('turn away whom an alert is about, let in again, survive restarts; the timer enforces ranges', () => {
    const script = resolve('test/enforcement/firewall.sh');
    const { stdout, stderr } = spawnSync('unshare', ['-n', 'bash', script, folder(), resolve('.'), ROOT], {
      encoding: 'utf8',
      timeout: 280_000,
      env: { PATH: process.env['PATH'] },
    });
    const seen = stdout.replace(/(_ms) \d+/g, '$1');
    expect({ seen: seen.trim().split('\n'), stderr }).toEqual({
      seen: [
        'blocked_after_ms',
        'turned_away 203.0.113.7',
        'lifted_after_ms',
        'restarts survived',
        'range turned_away',
        'elements_19969_ms',
      ],
      stderr: expect.any(String),
    });
    console.log(stdout);
  });
});
