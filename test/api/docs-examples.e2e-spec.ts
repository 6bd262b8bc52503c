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

/** The commands of the page whose answers are shown whole, with those answers. */
function answers(): { command: string; answer: string }[] {
  const page = readFileSync('docs/api.md', 'utf8');
  return [...page.matchAll(/```console\n([^]*?)```/g)].flatMap(([, block = '']) =>
    [...block.matchAll(/^\$ (curl .*)\n([^$].*)$/gm)].map(([, command = '', answer = '']) => ({ command, answer })),
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

  it('shows answers', () => {
    expect(answers()).toHaveLength(2);
  });

  it.each(answers())('shows what is answered: $command', async ({ command, answer }) => {
    const { stdout } = await run('bash', ['-c', command.replaceAll('http://127.0.0.1:8000', service.url)]);
    const shown = JSON.parse(answer) as Record<string, unknown>[];
    // The source is a path of this machine.
    const answered = (JSON.parse(stdout) as Record<string, unknown>[]).map((row) =>
      'source' in row ? { ...row, source: shown[0]?.['source'] } : row,
    );
    expect(answered).toEqual(shown);
    expect(answered.map((row) => Object.keys(row))).toEqual(shown.map((row) => Object.keys(row)));
  });

  it.each(examples())('does what it shows: $command', async ({ command, shown }) => {
    const here = command.replaceAll('http://127.0.0.1:8000', service.url).replace(/^curl -s/, 'curl --max-time 5 -sf');
    const { stdout } = await run('bash', ['-c', here]);
    expect(stdout.trim()).not.toMatch(/^(?:\[\])?$/);
    if (shown !== undefined) expect(stdout.trim().split('\n')[0]?.trimEnd()).toBe(shown);
  });
});
