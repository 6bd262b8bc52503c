/**
 * `npm run demo`: a service of its own on a temporary folder, into whose log a live attack is played. It says what to look at,
 * goes on until Ctrl-C, and leaves nothing behind. `--once` ends when the story is told; `--quick` tells it at once, as if it had
 * happened during the last minute. Exit code 1: the service did not see what was played.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BRUTE, INTRUDER, SECONDS, story } from './demo-story.mjs';

const [ONCE, QUICK] = ['--once', '--quick'].map((option) => process.argv.includes(option));
const MAIN = join(import.meta.dirname, '../dist/main.js');
/** How long the service may take to start, and to find what was played. */
const PATIENCE_MS = 120_000;
/** How much of what the service says is kept for a failure. */
const MAX_OUTPUT = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'log-analyzer-demo-'));
const log = join(folder, 'auth.log');
const ending = new AbortController();
let output = '';

/** Settings of yours stay out of it. */
function startService() {
  const environment = {
    PATH: process.env.PATH,
    PORT: process.env.PORT ?? '0',
    LOG_FILES: log,
    DATABASE_URL: `sqlite:${join(folder, 'demo.db')}`,
    SCAN_INTERVAL_SECONDS: '1',
    DECISIONS: 'on',
  };
  const child = spawn(process.execPath, [MAIN], { cwd: folder, env: environment });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (output = `${output}${text}`.slice(-MAX_OUTPUT)));
  child.once('exit', () => ending.abort());
  return child;
}

/** Asks until there is an answer. @throws when that takes too long, or the demo ends */
async function until(ask, what) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`The demo waited in vain for ${what}.`);
    await pause(500, undefined, { signal: ending.signal });
  }
}

/** Plays the live part: each line when its time has come. */
async function play(url, { lines, acts }) {
  const start = Date.now() - (QUICK ? SECONDS * 1000 : 0);
  const timed = ({ at, text }) => `${text(new Date(start + at * 1000).toISOString().replace('Z', '+00:00'))}\n`;
  const left = lines.filter(({ at }) => at >= 0);
  const leftActs = [...acts];
  writeFileSync(
    log,
    lines
      .filter(({ at }) => at < 0)
      .map(timed)
      .join(''),
  );
  while (left.length > 0) {
    const now = (Date.now() - start) / 1000;
    for (; leftActs.length > 0 && leftActs[0].at <= now; leftActs.shift())
      console.log(`  ${clock(leftActs[0].at)}  ${leftActs[0].says}\n         ${url}${leftActs[0].look}`);
    const due = left.splice(0, left.findLastIndex(({ at }) => at <= now) + 1);
    appendFileSync(log, due.map(timed).join(''));
    if (left.length > 0) await pause(200, undefined, { signal: ending.signal });
  }
}

const clock = (seconds) => `0:${String(Math.floor(seconds)).padStart(2, '0')}`;

/** What the service makes of it, once it has seen all. */
async function told(url) {
  const get = async (path) => (await fetch(`${url}${path}`)).json();
  return until(async () => {
    const [incident] = await get('/incidents?outcome=login_succeeded');
    const [session] = await get(`/sessions?ip_address=${INTRUDER}`);
    const decisions = await get('/decisions');
    const away = [BRUTE, INTRUDER].every((address) => decisions.some(({ value }) => value === address));
    const { root, account, key, logs } = session?.milestones ?? {};
    if (incident === undefined || !away || [root, account, key, logs].some((at) => at === null || at === undefined))
      return undefined;
    return { incident, session, decisions, alerts: await get('/alerts') };
  }, 'the service to see what was played');
}

async function run() {
  const url = await until(
    async () => /Listening on (http:\S+);/.exec(output)?.[1]?.replace(/\/$/, ''),
    'the service to start',
  );
  console.log(
    `\nAn attack is played into the log of a service of its own, for ${SECONDS} seconds. Open:\n\n  ${url}/dashboard\n`,
  );
  await play(url, story());
  const { incident, session, decisions, alerts } = await told(url);
  const most = alerts.length === 100 ? 'at least ' : '';
  console.log(`
The story is told: ${most}${alerts.length} alerts, and one address got in.

  the incident      ${url}/dashboard#/incidents/${incident.id}
  what they did     ${url}/dashboard#/sessions/${session.id}
  who is turned away ${url}/dashboard#/blocking (${decisions.length}; no firewall of yours hears of it)
  the API           ${url}/docs
`);
  if (ONCE) return;
  console.log('Ctrl-C ends it and removes everything.');
  await pause(2 ** 31 - 1, undefined, { signal: ending.signal });
}

const child = startService();
const exited = new Promise((resolve) => child.once('exit', resolve));
let isAsked = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    isAsked = true;
    ending.abort();
  });

try {
  await run();
} catch (error) {
  if (!isAsked) {
    process.exitCode = 1;
    console.error(child.exitCode === null ? error.message : `The service ended:\n${output}`);
  }
} finally {
  if (child.exitCode === null && child.signalCode === null) child.kill();
  await exited;
  rmSync(folder, { recursive: true, force: true });
}
