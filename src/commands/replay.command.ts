import type { DataSource } from 'typeorm';
import { alertView } from '../alerts/alert-view.js';
import type { AlertDto } from '../alerts/alert.dto.js';
import { Alert } from '../alerts/alert.entity.js';
import { withIncidents } from '../alerts/incidents/incidents.js';
import { loadAllowlist } from '../analysis/allowlist/allowlist-store.js';
import { configuredRuleFiles, ownRuleOptions, readRules } from '../analysis/rules/rule-files.js';
import { loadRules } from '../analysis/rules/loaded-rules.js';
import type { RuleFile } from '../analysis/rules/rule-files.js';
import { DatabaseStore } from '../analysis/scan/database-store.js';
import { systemClock } from '../common/clock.js';
import { visibleJson, visibleLines } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/load-settings.js';
import type { Settings } from '../config/settings.schema.js';
import { sqlReader } from '../database/make-sql-reader.js';
import { decisionHistory } from '../enforcement/decision-history.js';
import { policyOf } from '../enforcement/policy-settings.js';
import type { LogEntry } from '../logs/entries/log-entry.entity.js';
import { faultAdvice, isFailure } from '../logs/ingestion/line-source.js';
import type { SourceFault } from '../logs/ingestion/line-source.js';
import { isLogin } from '../logs/programs/registry.js';
import { groupBySource, requireReadable } from './file-arguments.js';
import { UsageError, parsedArguments } from './usage.js';
import { spoolStandardInput } from './input.js';
import { keepHeapSmall } from './memory.js';
import { alertLine } from './output.js';
import { namedLogs, scanOptions, scanThrownAway } from './scan-thrown-away.js';
import type { NamedLog, ScanOptions } from './scan-thrown-away.js';

/** Alerts that are read at once. */
const ALERTS_AT_ONCE = 200;

/**
 * The alerts that logs would raise, in the order of firing; several logs are read side by side, as the service does. They
 * go the way of the service, into a database of their own that is thrown away.
 *
 * @param seen is given them a few at a time
 * @param ended may look at the database before it is thrown away
 * @returns what kept files from being read
 */
export async function replayAlerts(
  sources: readonly NamedLog[],
  options: ScanOptions,
  seen: (alerts: readonly AlertDto[]) => void,
  ended: (dataSource: DataSource) => Promise<void> = async () => undefined,
): Promise<readonly SourceFault[]> {
  return scanThrownAway(
    sources,
    options,
    (database) => new ReplayStore(database),
    async ({ database, faults }) => {
      for await (const alerts of raisedAlerts(database)) seen(alerts);
      await ended(database);
      return faults;
    },
  );
}

async function* raisedAlerts(dataSource: DataSource): AsyncGenerator<AlertDto[]> {
  const reader = sqlReader(dataSource);
  const now = systemClock();
  for (let skip = 0; ; skip += ALERTS_AT_ONCE) {
    const order = { firedAt: 'ASC', id: 'ASC' } as const;
    const alerts = await dataSource.manager.find(Alert, { order, skip, take: ALERTS_AT_ONCE });
    if (alerts.length > 0) yield (await withIncidents(reader, alerts)).map((alert) => alertView(alert, now));
    if (alerts.length < ALERTS_AT_ONCE) return;
  }
}

/** Keeps of the entries what alerts are made of. */
class ReplayStore extends DatabaseStore {
  override write(entries: readonly LogEntry[]): Promise<void> {
    return super.write(entries.filter(({ logType }) => isLogin(logType)));
  }
}

interface ReplayArguments {
  readonly files: readonly string[];
  readonly json: boolean;
  /** Directory of rules to use instead of the configured ones. */
  readonly rules: string | null;
  /** Directory of rules to compare with. */
  readonly against: string | null;
  /** True: the decisions that the alerts would lead to, instead of the alerts. */
  readonly decisions: boolean;
}

/**
 * `replay [--json] [--rules DIR] [--against DIR] [--decisions] FILE…`: prints the alerts that the files would raise, in the order
 * of firing, how they would change with other rules, or whom they would have turned away; stores nothing. The allowlist is that of the configuration.
 */
export async function replay(args: readonly string[]): Promise<number> {
  const { files, json, rules, against, decisions } = replayArguments(args);
  const sources = groupBySource(files);
  const settings = loadProcessSettings('command');
  const options = ownRuleOptions(settings);
  const ruleFiles = rules === null ? configuredRuleFiles(settings) : readRules([rules], options);
  const otherFiles = against === null ? null : readRules([against], options);
  for (const each of [ruleFiles, otherFiles ?? []]) loadRules(each);
  await requireReadable(sources.flatMap((source) => source.files));
  keepHeapSmall();
  const spooled = files.includes('-') ? await spoolStandardInput() : null;
  try {
    const logs = namedLogs(sources, settings, spooled?.path);
    let isComplete = true;
    const replayed = async (
      given: readonly RuleFile[],
      seen: (alerts: readonly AlertDto[]) => void,
      ended?: (dataSource: DataSource) => Promise<void>,
    ): Promise<void> => {
      const faults = await replayAlerts(logs, scanOptions(settings, given), seen, ended);
      for (const fault of faults) process.stderr.write(`${visibleLines(faultAdvice(fault))}\n`);
      isComplete &&= !faults.some(isFailure);
    };
    if (decisions)
      await replayed(
        ruleFiles,
        () => undefined,
        (dataSource) => printDecisions(dataSource, settings, json),
      );
    else if (otherFiles === null) await replayed(ruleFiles, (alerts) => alerts.forEach((alert) => print(alert, json)));
    else {
      const [before, after]: AlertDto[][] = [[], []];
      await replayed(ruleFiles, (alerts) => before!.push(...alerts));
      await replayed(otherFiles, (alerts) => after!.push(...alerts));
      printChanges(before!, after!, json);
    }
    return isComplete ? 0 : 1;
  } finally {
    await spooled?.remove();
  }
}

function print(alert: AlertDto, json: boolean): void {
  process.stdout.write(`${json ? visibleJson(alert) : alertLine(alert)}\n`);
}

/** Whom the alerts would have turned away, by the policy that is configured, and whom not, and why. */
async function printDecisions(dataSource: DataSource, settings: Settings, json: boolean): Promise<void> {
  const decided = await decisionHistory(
    sqlReader(dataSource),
    policyOf(settings),
    await loadAllowlist(dataSource.manager),
  );
  for (const each of decided) {
    const what = each.until === null ? `spared: ${each.explanation}` : `turned away until ${each.until}`;
    process.stdout.write(`${json ? visibleJson(each) : `${each.at} ${each.value} ${what} (${each.rule})`}\n`);
  }
  const bans = decided.filter(({ verdict }) => verdict === 'ban');
  const values = new Set(bans.map(({ value }) => value));
  process.stderr.write(
    `${bans.length} decisions about ${values.size} addresses; ${decided.length - bans.length} spared.\n`,
  );
}

/** What one list of alerts has that the other has not, in the order of firing. */
function printChanges(before: readonly AlertDto[], after: readonly AlertDto[], json: boolean): void {
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
    decisions: { type: 'boolean' },
  });
  const { json = false, rules = null, against = null, decisions = false } = values;
  if (decisions && against !== null) throw new UsageError('--decisions and --against exclude each other.');
  return { files, json, rules, against, decisions };
}
