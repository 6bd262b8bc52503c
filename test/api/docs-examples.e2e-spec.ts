import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

const run = promisify(execFile);

/** A command of the page, and what it says that comes out of it. */
interface Example {
  readonly command: string;
  /** What follows in the block after `# →`, if anything. */
  readonly shown: string | undefined;
}

/** The commands in the shell blocks of the page, each with its continued lines. */
function examples(): Example[] {
  const page = readFileSync('docs/api.md', 'utf8');
  return [...page.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block = '']) =>
    [...block.matchAll(/^(curl(?:.*\\\n)*.*)\n(?:# → (.*)\n)?/gm)].map(([, command = '', shown]) => ({
      command,
      shown,
    })),
  );
}

describe('docs/api.md', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    copyFileSync('logs/auth.log', join(folder(), 'auth.log'));
    service = await startService(folder());
  });

  afterAll(() => service.stop());

  it('has examples', () => {
    expect(examples().length).toBeGreaterThan(15);
  });

  it.each(examples())('does what it shows: $command', async ({ command, shown }) => {
    const here = command.replaceAll('http://127.0.0.1:8000', service.url).replace(/^curl -s/, 'curl --max-time 5 -sf');
    const { stdout } = await run('bash', ['-c', here]);
    expect(stdout.trim()).not.toMatch(/^(?:\[\])?$/);
    if (shown !== undefined) expect(stdout.trim().split('\n')[0]?.trimEnd()).toBe(shown);
  });
});
