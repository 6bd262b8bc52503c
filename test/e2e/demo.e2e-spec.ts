import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Schemas } from '../../packages/client/src/schemas.js';
import { itOn } from '../support/test-database.js';

/** It keeps what it reads in a file of its own, whatever the service has. */
const only = itOn('sqlite');

let child: ChildProcess | undefined;

/** The demo with its temporary folders in one of the test. */
function start(folder: string, ...options: string[]) {
  const started = spawn(process.execPath, [resolve('scripts/demo.mjs'), ...options], {
    env: { PATH: process.env['PATH'], TMPDIR: folder, API_KEYS: 'settings of yours stay out of it' },
  });
  const output: string[] = [];
  child = started;
  started.stderr.on('data', (text) => output.push(String(text)));
  const says = (words: RegExp): Promise<RegExpExecArray> =>
    new Promise((found, failed) => {
      started.stdout.on('data', (text) => {
        output.push(String(text));
        const match = words.exec(output.join(''));
        if (match !== null) found(match);
      });
      started.once('exit', () => failed(new Error(output.join(''))));
    });
  return { child: started, output, says };
}

describe('the demo', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-analyzer-'));
  });
  afterEach(async () => {
    if (child?.exitCode === null && child.kill()) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  only('tells the whole story by the API, and leaves nothing behind when it is interrupted', async () => {
    const demo = start(folder, '--quick');
    const [, url] = await demo.says(/(http:\S+)\/dashboard#\/incidents\/[0-9a-f-]{36}[^]*Ctrl-C/);
    const get = async <Answer>(path: string): Promise<Answer> => (await (await fetch(url + path)).json()) as Answer;

    const alerts = await get<Schemas['AlertDto'][]>('/alerts');
    const by = (address: string): string[] =>
      alerts.filter(({ ip_address }) => ip_address === address).map(({ rule }) => rule);
    expect(by('198.51.100.200')).toEqual(['ssh_scanning']);
    expect(by('203.0.113.7')).toContain('ssh_root_brute_force');
    expect(by('203.0.113.66')).toEqual(expect.arrayContaining(['ssh_password_spraying', 'ssh_brute_force']));

    const incidents = await get<Schemas['IncidentDto'][]>('/incidents');
    expect(incidents.filter(({ outcome }) => outcome === 'login_succeeded')).toMatchObject([
      { severity: 'critical', headline: expect.stringContaining('203.0.113.66 got in as backup') },
    ]);
    const [session] = await get<Schemas['SessionDto'][]>('/sessions?ip_address=203.0.113.66');
    expect(session).toMatchObject({
      username: 'backup',
      milestones: Object.fromEntries(['root', 'account', 'key', 'logs'].map((each) => [each, expect.any(String)])),
    });
    const decisions = await get<Schemas['DecisionDto'][]>('/decisions');
    expect(decisions.map(({ value }) => value).toSorted()).toEqual(['203.0.113.66', '203.0.113.7']);
    const [login] = await get<Schemas['LoginDto'][]>('/logins?ip_address=203.0.113.66');
    expect(login).toMatchObject({ new_address_for_user: true });

    expect(readdirSync(folder)).toHaveLength(1);
    demo.child.kill('SIGINT');
    expect(await once(demo.child, 'exit')).toEqual([0, null]);
    expect(readdirSync(folder)).toEqual([]);
  });

  only('ends by itself with --once, when the service has seen everything', async () => {
    const demo = start(folder, '--once', '--quick');
    demo.child.stdout.on('data', (text) => demo.output.push(String(text)));
    const [status] = (await once(demo.child, 'close')) as [number];
    expect({ status, output: demo.output.join('') }).toEqual({
      status: 0,
      output: expect.stringContaining('The story is told: 9 alerts, and one address got in.'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
