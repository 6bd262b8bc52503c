import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ThreadStore } from '../analysis/scan/thread-store.js';
import { systemClock } from '../common/clock.js';
import { parseMoment } from '../common/query/time-text.js';
import { visibleJson, visibleLines } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/load-settings.js';
import { faultAdvice, isFailure } from '../logs/ingestion/line-source.js';
import { groupBySource, requireReadable } from './file-arguments.js';
import { UsageError, parsedArguments } from './usage.js';
import { spoolStandardInput } from './input.js';
import { keepHeapSmall } from './memory.js';
import { ProgressBar, terminalOf } from './output.js';
import { readReport } from './report/read-report.js';
import type { Report, ReportRange } from './report/read-report.js';
import { reportHtml } from './report/report-html.js';
import { reportText } from './report/report-text.js';
import { namedLogs, scanOptions, scanThrownAway } from './scan-thrown-away.js';

/**
 * `report [--html OUT] [--json] [--since TIME] [--until TIME] FILE…|-`: says in words, tables and a chart what logs say, by the
 * rules and the allowlist of the configuration; stores nothing.
 */
export async function report(args: readonly string[]): Promise<number> {
  const { files, values } = parsedArguments(args, {
    html: { type: 'string' },
    json: { type: 'boolean' },
    since: { type: 'string' },
    until: { type: 'string' },
  });
  const range = rangeOf(values.since, values.until);
  const sources = groupBySource(files);
  await requireReadable(sources.flatMap((source) => source.files));
  const settings = loadProcessSettings('command');
  keepHeapSmall();
  const bar = new ProgressBar(process.stderr, systemClock);
  const spooled = files.includes('-') ? await spoolStandardInput() : null;
  try {
    const { read, failed } = await scanThrownAway(
      namedLogs(sources, settings, spooled?.path),
      scanOptions(settings),
      (_database, location) => new ThreadStore(location),
      async ({ database, faults }) => ({
        read: { ...(await readReport(database, settings, range, systemClock)), faults: faults.map(faultAdvice) },
        failed: faults.some(isFailure),
      }),
      { listener: { progressed: (progress) => bar.show(progress) } },
    );
    bar.clear();
    await print(read, values);
    for (const fault of read.faults) process.stderr.write(`${visibleLines(fault)}\n`);
    return failed ? 1 : 0;
  } finally {
    await spooled?.remove();
  }
}

async function print(read: Report, { html, json = false }: { html?: string; json?: boolean }): Promise<void> {
  if (html !== undefined) await writeFile(resolve(html), reportHtml(read));
  if (json) process.stdout.write(`${visibleJson(read)}\n`);
  else if (html === undefined) process.stdout.write(reportText(read, terminalOf(process.stdout)));
  else process.stderr.write(`${html} written.\n`);
}

function rangeOf(since: string | undefined, until: string | undefined): ReportRange {
  const now = systemClock();
  const [from, to] = [since, until].map((text, index) => {
    if (text === undefined) return undefined;
    const at = parseMoment(text, { now, zone: 'utc' });
    if (at !== null) return at;
    const name = ['--since', '--until'][index]!;
    throw new UsageError(`${name} '${text}' is no time, such as 2h (ago), yesterday or '2026-11-29 10:00' (UTC).`);
  });
  if (from !== undefined && to !== undefined && from >= to) throw new UsageError('--since must be before --until.');
  return { since: from, until: to };
}
