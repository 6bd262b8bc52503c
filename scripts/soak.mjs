/** `npm run soak -- NAME [count [seed]]` runs the random tests of one area with many more cases than `npm test` does. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** By name: the test, the variable that says how many cases it tries, and how many it tries here. */
const SOAKS = {
  parse: { spec: 'test/parsing/fuzz.spec.ts', variable: 'SOAK_LINES', count: 1_000_000 },
  cut: { spec: 'test/parsing/cut-lines.spec.ts', variable: 'SOAK_CUT_LINES', count: 1_000_000 },
  sshd: { spec: 'test/syslog/real-sshd.e2e-spec.ts', variable: 'SOAK_NAMES', count: 200 },
  kill: { spec: 'test/e2e/kill.e2e-spec.ts', variable: 'SOAK_KILLS', count: 100 },
  ingest: { spec: 'test/push/ingest-kill.e2e-spec.ts', variable: 'SOAK_INGEST_KILLS', count: 50 },
  forward: { spec: 'test/push/forwarding.e2e-spec.ts', variable: 'SOAK_FORWARD_KILLS', count: 30 },
  outbox: { spec: 'test/e2e/notification-kill.e2e-spec.ts', variable: 'SOAK_OUTBOX_KILLS', count: 100 },
  detection: { spec: 'test/detection/engine.spec.ts', variable: 'SOAK_STREAMS', count: 10_000 },
  replay: { spec: 'test/sequences/replay.spec.ts', variable: 'SOAK_LOGS', count: 500 },
  decisions: { spec: 'test/e2e/decisions-sequence.e2e-spec.ts', variable: 'SOAK_DECISIONS', count: 1_000 },
  days: { spec: 'test/detection/ordinary-day.spec.ts', variable: 'SOAK_DAYS', count: 200 },
  live: { spec: 'test/e2e/live.e2e-spec.ts', variable: 'SOAK_CLIENTS', count: 1_000 },
  http: { spec: 'test/api/fuzz.e2e-spec.ts', variable: 'SOAK_REQUESTS', count: 10_000 },
  replicas: { spec: 'test/e2e/replicas.e2e-spec.ts', variable: 'SOAK_REPLICA_SECONDS', count: 600, engine: 'postgres' },
  'many-files': { spec: 'test/sequences/many-files.spec.ts', variable: 'SOAK_FILES', count: 10_000 },
  preview: { spec: 'test/e2e/rule-preview.e2e-spec.ts', variable: 'SOAK_LOGS', count: 30 },
  filters: { spec: 'test/filters/fail2ban-oracle.spec.ts', variable: 'SOAK_FILTER_LINES', count: 200 },
  ingestion: { spec: 'test/sequences/ingestion.spec.ts', variable: 'SOAK_SEQUENCES', count: 2_000 },
};

const [name, count, seed] = process.argv.slice(2);
if (!Object.hasOwn(SOAKS, name ?? '')) {
  console.error(`usage: npm run soak -- ${Object.keys(SOAKS).join('|')} [count [seed]]`);
  process.exit(2);
}
const soak = SOAKS[name];
const engine = process.env.SOAK_ENGINE ?? soak.engine ?? 'sqlite';
const jest = ['node_modules/jest/bin/jest.js', `--selectProjects=${engine}`, '--runTestsByPath', soak.spec];
const run = spawnSync(process.execPath, jest, {
  cwd: join(import.meta.dirname, '..'),
  stdio: 'inherit',
  env: {
    ...process.env,
    [soak.variable]: String(count ?? soak.count),
    ...(seed === undefined ? {} : { SOAK_SEED: seed }),
  },
});
process.exit(run.status ?? 1);
