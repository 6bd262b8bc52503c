import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostgresLocation } from '../src/config/database-url.js';
import { parseDatabaseUrl } from '../src/config/database-url.js';
import { openDatabase } from '../src/database/data-source.js';
import { LISTS, LONG_LOOKS } from './api-requests.js';
import { generateEntries } from './generate-entries.js';

/**
 * `npm run bench -- plans [entries]`: has PostgreSQL tell how it answers each statement of the API (`auto_explain`), and
 * fails where it walks through all of a large table, or where a list looks at more rows than one step may.
 */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

interface PostgresServer {
  readonly url: string;
  readonly data: string;
  stop(): Promise<void>;
}

const { startPostgres } = createRequire(import.meta.url)('../../test/support/postgres-server.cjs') as {
  startPostgres: (settings: object) => Promise<PostgresServer>;
};

const LARGE = new Set(['log_entries', 'alerts', 'notifications', 'alert_changes']);
/** What one step of a list may look at (10 000 entries of an index), and the keys of a page besides. */
const MAX_ROWS = 11_000;

/** The number of all alerts that match is said exactly: there are a thousand times fewer of them than entries. */
const COUNTED = /^SELECT COUNT\(\*\) AS number FROM alerts\b/;

const entries = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'bench-plans-'));
const server = await startPostgres({
  shared_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': 0,
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_format': 'json',
  logging_collector: 'on',
  log_directory: 'log',
  log_destination: 'jsonlog',
  shared_buffers: '512MB',
});

/** Plans that were told since the last call. */
let told = 0;
function newPlans(): { readonly text: string; readonly plan: PlanNode }[] {
  const log = join(server.data, 'log');
  const lines = readdirSync(log)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => readFileSync(join(log, name), 'utf8').split('\n'))
    .filter((line) => line.includes('plan:'));
  const fresh = lines.slice(told);
  told = lines.length;
  return fresh.flatMap((line) => {
    const { message } = JSON.parse(line) as { message: string };
    const plan = JSON.parse(message.slice(message.indexOf('{'))) as { 'Query Text': string; Plan: PlanNode };
    return [{ text: plan['Query Text'], plan: plan.Plan }];
  });
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

function rowsLookedAt(node: PlanNode): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return (node['Actual Rows'] + removed) * node['Actual Loops'];
}

/** While plans are read, the server may have given up a connection that nobody used. */
function ask(url: string): Promise<Response> {
  return fetch(url).catch(() => fetch(url));
}

let child;
try {
  const location = parseDatabaseUrl(`${server.url}/postgres`) as PostgresLocation;
  const dataSource = await openDatabase({ ...location, statementTimeoutMs: 3_600_000 });
  // Many more alerts than such a number of entries ever raises: enough that walking through them is no plan.
  await generateEntries(dataSource, entries, entries / 5);
  // As autovacuum does by itself some minutes later.
  await dataSource.query('VACUUM ANALYZE');
  await dataSource.destroy();
  writeFileSync(join(folder, 'auth.log'), '');
  child = spawn(process.execPath, ['dist/main.js'], {
    env: {
      ...process.env,
      LOG_FILES: join(folder, 'auth.log'),
      DATABASE_URL: `${server.url}/postgres`,
      LOG_TIMEZONE: 'UTC',
      PORT: '0',
      RATE_LIMIT_PER_MINUTE: '0',
      ACCESS_LOG: 'none',
    },
  });
  const { stdout } = child;
  const url = await new Promise<string>((found) => {
    let output = '';
    stdout.on('data', (text) => {
      output += String(text);
      const listening = /Listening on (http:\S+);/.exec(output);
      if (listening !== null) found(listening[1]!);
    });
  });
  newPlans();
  for (const [name, path] of [...Object.entries(LISTS), ...Object.entries(LONG_LOOKS)]) {
    const isList = Object.hasOwn(LISTS, name);
    const answer = await ask(url + path());
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    await answer.arrayBuffer();
    const last = /<([^>]+)>; rel="last"/.exec(answer.headers.get('link') ?? '')?.[1];
    if (last !== undefined) await (await ask(url + last)).arrayBuffer();
    const scans = newPlans().flatMap(({ text, plan }) =>
      nodesOf(plan)
        .filter((node) => LARGE.has(node['Relation Name'] ?? ''))
        .filter(() => !COUNTED.test(text))
        .map((node) => ({ text, node, rows: rowsLookedAt(node) })),
    );
    const walks = scans.filter(({ node, rows }) => node['Node Type'] === 'Seq Scan' && rows > MAX_ROWS);
    const most = Math.max(0, ...scans.map(({ rows }) => rows));
    const indexes = [...new Set(scans.map(({ node }) => node['Index Name'] ?? node['Node Type']))].join(', ');
    const isHeld = walks.length === 0 && (!isList || most <= MAX_ROWS);
    if (!isHeld) process.exitCode = 1;
    console.log(`${isHeld ? 'held  ' : 'MISSED'} ${name}: ${most} rows at most in one statement, by ${indexes}`);
    if (!isHeld) console.log(`       ${scans.find(({ rows }) => rows === most)!.text.slice(0, 600)}`);
  }
} finally {
  child?.kill('SIGKILL');
  await server.stop();
  rmSync(folder, { recursive: true });
}
