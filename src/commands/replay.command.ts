import { alertView } from '../alerts/alert-view.js';
import type { AlertView } from '../alerts/alert-view.js';
import { configuredEntries } from '../analysis/allowlist/configured-ranges.js';
import { Allowlist } from '../analysis/detection/allowlist.js';
import { AppliedAllowlist } from '../analysis/detection/applied-allowlist.js';
import type { DetectionRule } from '../analysis/detection/detection-rule.js';
import { faultAdvice, isFailure } from '../logs/ingestion/fault-advice.js';
import { loadRules, readRules } from '../analysis/rules/load-rule-files.js';
import { configuredRuleFiles } from '../analysis/rules/configured-rules.js';
import { systemClock } from '../common/clock.js';
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
  const ruleSet = loadRules(ruleFiles).rules;
  const otherSet = against === null ? null : loadRules(readRules([against])).rules;
  await requireReadable(sources.flatMap((source) => source.files));
  const spooled = files.includes('-') ? await spoolStandardInput() : null;
  try {
    const logs = sources.map((source) => ({
      ...(spooled === null ? source : withSpooled(source, spooled.path)),
      ...configuredOptions(source.source, settings),
    }));
    let isComplete = true;
    const alertsOf = async (set: readonly DetectionRule[]): Promise<AlertView[]> => {
      const allowlist = new AppliedAllowlist(new Allowlist(configuredEntries(settings)));
      const { alerts, faults } = await replayAlerts(logs, { rules: set, allowlist, timeZone: settings.LOG_TIMEZONE });
      for (const fault of faults) process.stderr.write(`${faultAdvice(fault)}\n`);
      isComplete &&= !faults.some(isFailure);
      return alerts.map((alert) => alertView(alert, systemClock()));
    };
    const before = await alertsOf(ruleSet);
    if (otherSet === null) for (const alert of before) print(alert, json);
    else printChanges(before, await alertsOf(otherSet), json);
    return isComplete ? 0 : 1;
  } finally {
    await spooled?.remove();
  }
}

function withSpooled({ source, files }: NamedFiles, path: string): NamedFiles {
  return { source, files: files.map((file) => (file === '-' ? path : file)) };
}

function print(alert: AlertView, json: boolean): void {
  process.stdout.write(`${json ? JSON.stringify(alert) : alertLine(alert)}\n`);
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
    process.stdout.write(`${json ? JSON.stringify({ change, ...alert }) : `${sign} ${alertLine(alert)}`}\n`);
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
