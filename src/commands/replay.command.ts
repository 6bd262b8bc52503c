import type { AlertView } from '../alerts/alert-view.js';
import { configuredEntries } from '../analysis/allowlist/configured-ranges.js';
import { faultAdvice, isFailure } from '../logs/ingestion/fault-advice.js';
import { loadRules, readRules } from '../analysis/rules/load-rule-files.js';
import type { RuleFile } from '../analysis/rules/rule-file.js';
import { configuredRuleFiles } from '../analysis/rules/configured-rules.js';
import { visibleJson, visibleLines } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/process-settings.js';
import { configuredOptions } from './configured-options.js';
import { alertLine } from './alert-line.js';
import { groupBySource, requireReadable } from './log-file-arguments.js';
import type { NamedFiles } from './log-file-arguments.js';
import { replayAlerts } from './replay-alerts.js';
import { spoolStandardInput } from './standard-input.js';
import { parsedArguments } from './usage.error.js';

interface ReplayArguments {
  readonly files: readonly string[];
  readonly json: boolean;
  /** Directory of rules to use instead of the configured ones. */
  readonly rules: string | null;
  /** Directory of rules to compare with. */
  readonly against: string | null;
}

/**
 * `replay [--json] [--rules DIR] [--against DIR] FILE…`: prints the alerts that the files would raise, in the order of
 * firing, or how they would change with other rules; stores nothing. The allowlist is that of the configuration.
 */
export async function replay(args: readonly string[]): Promise<number> {
  const { files, json, rules, against } = replayArguments(args);
  const sources = groupBySource(files);
  const settings = loadProcessSettings('command');
  const ruleFiles = rules === null ? configuredRuleFiles(settings) : readRules([rules]);
  const otherFiles = against === null ? null : readRules([against]);
  for (const each of [ruleFiles, otherFiles ?? []]) loadRules(each);
  await requireReadable(sources.flatMap((source) => source.files));
  const spooled = files.includes('-') ? await spoolStandardInput() : null;
  try {
    const logs = sources.map((source) => ({
      ...(spooled === null ? source : withSpooled(source, spooled.path)),
      ...configuredOptions(source.source, settings),
    }));
    let isComplete = true;
    const replayed = async (
      given: readonly RuleFile[],
      seen: (alerts: readonly AlertView[]) => void,
    ): Promise<void> => {
      const options = { ruleFiles: given, allowlist: configuredEntries(settings), timeZone: settings.LOG_TIMEZONE };
      const faults = await replayAlerts(logs, options, seen);
      for (const fault of faults) process.stderr.write(`${visibleLines(faultAdvice(fault))}\n`);
      isComplete &&= !faults.some(isFailure);
    };
    if (otherFiles === null) await replayed(ruleFiles, (alerts) => alerts.forEach((alert) => print(alert, json)));
    else {
      const [before, after]: AlertView[][] = [[], []];
      await replayed(ruleFiles, (alerts) => before!.push(...alerts));
      await replayed(otherFiles, (alerts) => after!.push(...alerts));
      printChanges(before!, after!, json);
    }
    return isComplete ? 0 : 1;
  } finally {
    await spooled?.remove();
  }
}

function withSpooled({ source, files }: NamedFiles, path: string): NamedFiles {
  return { source, files: files.map((file) => (file === '-' ? path : file)) };
}

function print(alert: AlertView, json: boolean): void {
  process.stdout.write(`${json ? visibleJson(alert) : alertLine(alert)}\n`);
}

/** What one list of alerts has that the other has not, in the order of firing. */
function printChanges(before: readonly AlertView[], after: readonly AlertView[], json: boolean): void {
  const [known, remaining] = [before, after].map((alerts) => new Set(alerts.map(({ id }) => id)));
  const changes = [
    ...before.filter(({ id }) => !remaining!.has(id)).map((alert) => ({ change: 'vanishes', alert })),
    ...after.filter(({ id }) => !known!.has(id)).map((alert) => ({ change: 'appears', alert })),
  ].sort((a, b) => (a.alert.fired_at < b.alert.fired_at ? -1 : 1));
  for (const { change, alert } of changes) {
    const sign = change === 'appears' ? '+' : '-';
    process.stdout.write(`${json ? visibleJson({ change, ...alert }) : `${sign} ${alertLine(alert)}`}\n`);
  }
  const appearing = changes.filter(({ change }) => change === 'appears').length;
  process.stderr.write(`${appearing} alerts appear, ${changes.length - appearing} vanish, ${before.length} before.\n`);
}

function replayArguments(args: readonly string[]): ReplayArguments {
  const { files, values } = parsedArguments(args, {
    json: { type: 'boolean' },
    rules: { type: 'string' },
    against: { type: 'string' },
  });
  const { json = false, rules = null, against = null } = values;
  return { files, json, rules, against };
}
