import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bruteForce } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

const run = promisify(execFile);
const KEY = 'admin-key-0123456789abcdefghij';

/** A program of somebody who has installed the client. */
const PROGRAM = `
import { createApi, listen } from '@log-analyzer/client';

const [baseUrl, key] = process.argv.slice(2);
const refused = await createApi({ baseUrl, key: 'wrong' }).GET('/alerts');
const api = createApi({ baseUrl, key });
const { data } = await api.GET('/alerts', { params: { query: { severity: ['high', 'critical'], limit: 5 } } });
const ending = new AbortController();
const states = [];
const events = [];
const listening = listen({
  baseUrl, key, types: ['alerts'], signal: ending.signal,
  onState: ({ kind }) => {
    states.push(kind);
    if (kind === 'open') void api.PATCH('/alerts/{id}', { params: { path: { id: data[0].id } }, body: { status: 'acknowledged' } });
  },
  onEvent: (event) => { events.push(event); ending.abort(); },
});
await listening;
const wrong = [];
await listen({ baseUrl, key: 'wrong', signal: new AbortController().signal, onEvent: () => {}, onState: ({ kind }) => wrong.push(kind) });
console.log(JSON.stringify({ refusal: refused.error.code, alerts: data.length, states, events, wrong }));
`;

describe('the client, as others install it', () => {
  const folder = sharedFolder();
  let service: RunningService;

  beforeAll(async () => {
    appendFileSync(join(folder(), 'auth.log'), `${bruteForce(12, { user: 'root' }).join('\n')}\n`);
    service = await startService(folder(), { API_KEYS: `boss:admin:${KEY}` });
    const scope = join(folder(), 'node_modules/@log-analyzer/client');
    mkdirSync(scope, { recursive: true });
    for (const name of ['eventsource-parser', 'openapi-fetch']) {
      symlinkSync(resolve('node_modules', name), join(folder(), 'node_modules', name));
    }
    writeFileSync(join(scope, 'package.json'), readFileSync('packages/client/package.json'));
    await run(process.execPath, [
      'node_modules/typescript/bin/tsc',
      '-p',
      'packages/client',
      '--outDir',
      join(scope, 'dist'),
    ]);
    writeFileSync(join(folder(), 'program.mjs'), PROGRAM);
    writeFileSync(join(folder(), 'program.mts'), examples());
  });

  afterAll(() => service.stop());

  it('asks, is refused, and listens', async () => {
    const { stdout } = await run(process.execPath, ['program.mjs', service.url, KEY], { cwd: folder() });
    expect(JSON.parse(stdout)).toMatchObject({
      refusal: 'KEY_INVALID',
      alerts: 2,
      states: ['connecting', 'open'],
      events: [{ type: 'alert', id: expect.stringMatching(/^\d+-\d+$/), data: { alert: { status: 'acknowledged' } } }],
      wrong: ['connecting', 'refused'],
    });
  });

  it('has the types that its README uses', async () => {
    const compiler = resolve('node_modules/typescript/bin/tsc');
    const options = '--noEmit --strict --skipLibCheck --module nodenext --target es2023 --types node --typeRoots';
    const types = resolve('node_modules/@types');
    const compiled = run(process.execPath, [compiler, ...options.split(' '), types, 'program.mts'], { cwd: folder() });
    // The compiler says what is wrong on standard output.
    const { stdout } = await compiled.catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  });
});

/** The programs of its README. */
function examples(): string {
  const page = readFileSync('packages/client/README.md', 'utf8');
  const programs = [...page.matchAll(/```ts\n([^]*?)```/g)].map(([, program]) => program);
  expect(programs).toHaveLength(2);
  return programs.join('');
}
