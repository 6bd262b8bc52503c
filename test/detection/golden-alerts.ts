import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertDto } from '../../src/alerts/alert.dto.js';
import { loadRules } from '../../src/analysis/rules/loaded-rules.js';
import { readRules } from '../../src/analysis/rules/rule-files.js';
import { replayAlerts } from '../../src/commands/replay.command.js';

/** Logs that show when a rule fires: `<rule>-fires….log` and `<rule>-stays-quiet….log`, each with its alerts. */
export const FOLDER = join(__dirname, '..', 'fixtures', 'detection');

const NAME = /^(?<rule>ssh_[a-z_]+)-(?<verdict>fires|stays-quiet)(?:-[a-z0-9-]+)?$/;

/** The rules that the service comes with. */
const SHIPPED_FILES = readRules([join(__dirname, '..', '..', 'rules')]);
export const SHIPPED_RULES = loadRules(SHIPPED_FILES).rules;

/** What `<name>.expected.json` says of an alert. */
export type ExpectedAlert = Pick<
  AlertDto,
  'rule' | 'group_by' | 'first_seen' | 'fired_at' | 'last_seen' | 'attempts' | 'severity' | 'outcome'
>;

/** A log of the folder. */
export interface GoldenLog {
  readonly name: string;
  readonly rule: string;
  readonly fires: boolean;
}

/** @throws Error for a file whose name does not say what it shows */
export function goldenLogs(): GoldenLog[] {
  const names = readdirSync(FOLDER).flatMap((file) => (file.endsWith('.log') ? [file.slice(0, -4)] : []));
  return names.map((name) => {
    const groups = NAME.exec(name)?.groups;
    if (groups === undefined) throw new Error(`${name}.log must be called <rule>-fires or <rule>-stays-quiet`);
    return { name, rule: groups['rule']!, fires: groups['verdict'] === 'fires' };
  });
}

/** The alerts that all shipped rules raise on log files, as the command `replay` finds them. */
export async function shippedAlerts(path: string): Promise<ExpectedAlert[]> {
  const options = { ruleFiles: SHIPPED_FILES, allowlist: [], timeZone: 'UTC' };
  const alerts: ExpectedAlert[] = [];
  await replayAlerts([{ source: path, files: [path], timeZone: null, host: null }], options, (some) => {
    for (const { rule, group_by, first_seen, fired_at, last_seen, attempts, severity, outcome } of some)
      alerts.push({ rule, group_by, first_seen, fired_at, last_seen, attempts, severity, outcome });
  });
  return alerts;
}

export function logPath(name: string): string {
  return join(FOLDER, `${name}.log`);
}

export function expectedAlerts(name: string): ExpectedAlert[] {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.expected.json`), 'utf8')) as ExpectedAlert[];
}

/** One alert is one line of the file, so that a difference reads well. */
export function writeExpectedAlerts(name: string, alerts: readonly ExpectedAlert[]): void {
  const text = alerts.length === 0 ? '[]' : `[\n${alerts.map((alert) => `  ${JSON.stringify(alert)}`).join(',\n')}\n]`;
  writeFileSync(join(FOLDER, `${name}.expected.json`), `${text}\n`);
}
