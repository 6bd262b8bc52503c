import { setTimeout as pause } from 'node:timers/promises';
import { In } from 'typeorm';
import type { DataSource } from 'typeorm';
import { alertView } from '../alerts/alert-view.js';
import type { AlertDto } from '../alerts/alert.dto.js';
import { Alert } from '../alerts/alert.entity.js';
import { withIncidents } from '../alerts/incidents/incidents.js';
import type { AlertChange } from '../alerts/lifecycle/alert-outcome.js';
import { ThreadStore } from '../analysis/scan/thread-store.js';
import { systemClock } from '../common/clock.js';
import { visibleJson, visibleLines, visibleText } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/load-settings.js';
import { sqlReader } from '../database/make-sql-reader.js';
import { faultAdvice } from '../logs/ingestion/line-source.js';
import type { SourceFault } from '../logs/ingestion/line-source.js';
import { groupBySource, requireReadable } from './file-arguments.js';
import { UsageError, parsedArguments } from './usage.js';
import { keepHeapSmall } from './memory.js';
import { ProgressBar, alertLine } from './output.js';
import { namedLogs, scanOptions, scanThrownAway } from './scan-thrown-away.js';

/** How long is waited between two looks at the files. */
const EVERY_MS = 1_000;

/** What the bundle has beside the command line: the client of the service. */
const CLIENT = new URL('./client.js', import.meta.url);

/** Of the client, what is used here; it knows nothing of us, and we nothing of its files. */
interface Client {
  readonly listen: (options: {
    readonly baseUrl: string;
    readonly key?: string;
    readonly types: readonly ['alerts'];
    readonly onEvent: (event: { readonly type: string; readonly data: unknown }) => void;
    readonly onState: (state: { readonly kind: string }) => void;
    readonly signal: AbortSignal;
  }) => Promise<void>;
}

interface AlertNews {
  readonly change: string;
  readonly alert: AlertDto;
}

/**
 * `tail [--json] [URL|FILE…]`: prints alerts as they are raised, and when somebody gets in, until it is interrupted: of a
 * service, by default of this machine's, or of files that no service reads, with what comes from now on.
 */
export async function tail(args: readonly string[]): Promise<number> {
  const { files, values } = parsedArguments(args, { json: { type: 'boolean' } });
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  const print = (alert: AlertDto): void => {
    process.stdout.write(`${values.json === true ? visibleJson(alert) : alertLine(alert)}\n`);
  };
  const [first = ''] = files;
  if (files.length > 0 && !/^https?:\/\//.test(first)) return tailFiles(files, print, ending.signal);
  if (files.length > 1) throw new UsageError('tail follows one service, or files.');
  return tailService(first === '' ? null : first, print, ending.signal);
}

/** Which news of an alert is worth a line; that it goes on is not. */
const TOLD: ReadonlySet<string> = new Set(['created', 'login_found', 'escalated']);

async function tailService(url: string | null, print: (alert: AlertDto) => void, signal: AbortSignal): Promise<number> {
  const baseUrl = url ?? `http://127.0.0.1:${loadProcessSettings('command').PORT}`;
  const { listen } = (await import(CLIENT.href)) as Client;
  let isRefused = false;
  await listen({
    baseUrl,
    ...keyFrom(process.env),
    types: ['alerts'],
    onEvent: (event) => {
      if (event.type !== 'alert') return;
      const { change, alert } = event.data as AlertNews;
      if (TOLD.has(change)) print(alert);
    },
    onState: (state) => {
      isRefused = state.kind === 'refused';
      if (state.kind === 'open') process.stderr.write(`Listening to ${visibleText(baseUrl)}.\n`);
      if (state.kind === 'waiting') process.stderr.write(`${visibleText(baseUrl)} does not answer; trying again.\n`);
    },
    signal,
  });
  if (!isRefused) return 0;
  process.stderr.write('The service refused the key: set LOG_ANALYZER_KEY to one of scope read.\n');
  return 1;
}

function keyFrom({ LOG_ANALYZER_KEY: key }: NodeJS.ProcessEnv): { readonly key?: string } {
  return key === undefined || key === '' ? {} : { key };
}

async function tailFiles(
  files: readonly string[],
  print: (alert: AlertDto) => void,
  signal: AbortSignal,
): Promise<number> {
  if (files.includes('-')) throw new UsageError('tail follows files; replay reads standard input.');
  const sources = groupBySource(files);
  await requireReadable(sources.flatMap((source) => source.files));
  const settings = loadProcessSettings('command');
  keepHeapSmall();
  const bar = new ProgressBar(process.stderr, systemClock);
  const news = new Map<string, AlertChange>();
  let isReady = false;
  const alertsChanged = (changes: readonly AlertChange[]): void => {
    for (const change of changes) if (isReady && TOLD.has(change.kind)) news.set(change.alert.id, change);
  };
  return scanThrownAway(
    namedLogs(sources, settings),
    scanOptions(settings),
    (_database, location) => new ThreadStore(location),
    async ({ database, faults, scanAgain }) => {
      bar.clear();
      isReady = true;
      process.stderr.write(`Following ${sources.map(({ source }) => visibleText(source)).join(', ')}.\n`);
      const told = new Set<string>();
      tellOnce(faults, told);
      while (!signal.aborted) {
        await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) break;
        tellOnce(await scanAgain(), told);
        for (const alert of await alertsOf(database, [...news.keys()])) print(alert);
        news.clear();
      }
      return 0;
    },
    { listener: { alertsChanged, progressed: (progress) => isReady || bar.show(progress) }, goesOn: true },
  );
}

/** Says what is wrong with a file, once as long as it stays so. */
function tellOnce(faults: readonly SourceFault[], told: Set<string>): void {
  const all = faults.map(faultAdvice);
  for (const each of all) if (!told.has(each)) process.stderr.write(`${visibleLines(each)}\n`);
  told.clear();
  for (const each of all) told.add(each);
}

async function alertsOf(database: DataSource, ids: readonly string[]): Promise<AlertDto[]> {
  if (ids.length === 0) return [];
  const stored = await database.manager.find(Alert, {
    where: { id: In([...ids]) },
    order: { firedAt: 'ASC', id: 'ASC' },
  });
  const now = systemClock();
  return (await withIncidents(sqlReader(database), stored)).map((alert) => alertView(alert, now));
}
