import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ALERT_FIELDS } from '../alerts/alert.dto.js';
import type { AlertDto } from '../alerts/alert.dto.js';
import { checkRules } from '../analysis/rules/loaded-rules.js';
import { TEST_FILE, namesBelow, parseRuleFile, readRuleFile } from '../analysis/rules/rule-files.js';
import type { RuleFile } from '../analysis/rules/rule-files.js';
import { isMap, nearestHint, shown } from '../analysis/sigma/rule-document.js';
import type { Path, RuleFault, YamlMap } from '../analysis/sigma/rule-document.js';
import type { DetectionRule } from '../analysis/detection/detection-rule.js';
import { isFault } from '../config/setting.js';
import { parseTimeZone } from '../config/value-formats.js';
import { formatNames } from '../logs/ingestion/format-files.js';
import { filtersOfFormat } from '../logs/ingestion/source-filters.js';
import type { SourceFilter } from '../logs/programs/imported/filter-set.js';
import { explainLog } from './explain-log.js';
import { referenceTime } from './input.js';
import { replayAlerts } from './replay.command.js';

/** A log, and the alerts that rules raise on it: an item of a `*.test.yml` file. */
export interface RuleTest {
  readonly file: string;
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly name: string;
  /** The log: lines, or the path of a file. */
  readonly log: { readonly lines: string } | { readonly path: string };
  /** IANA zone of lines without an offset. */
  readonly timeZone: string;
  /** The format that the log has; null: its lines are of programs that are known. */
  readonly format: string | null;
  /** When the log was written, for lines without a year; UTC milliseconds, null: now. */
  readonly writtenAt: number | null;
  /** Names of the rules that are looked at; null: all of those that are tested. */
  readonly rules: readonly string[] | null;
  /** All that the rules raise, in any order; of each the fields that matter, as `GET /alerts` has them. */
  readonly alerts: readonly YamlMap[];
}

/** What a test has found. It passes where nothing is missing and nothing unexpected. */
export interface RuleTestResult {
  readonly test: RuleTest;
  /** Alerts that were expected and did not come. */
  readonly missing: readonly YamlMap[];
  /** Alerts that came and were not expected. */
  readonly unexpected: readonly AlertDto[];
  /** What kept the log from being read; null: nothing. */
  readonly failure: string | null;
  /** Why that may be: of a test that failed, how many lines were selected for each missing alert, and what was not understood. */
  readonly hints: readonly string[];
}

/** The files of tests below directories, beside rule files, or named themselves. */
export function testFilesAt(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap(filesAt))];
}

function filesAt(path: string): string[] {
  if (TEST_FILE.test(basename(path))) return [path];
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return testsBeside(path);
  return namesBelow(path, TEST_FILE).map((name) => join(path, name));
}

function testsBeside(ruleFile: string): string[] {
  return ['.test.yml', '.test.yaml'].map((end) => ruleFile.replace(/\.ya?ml$/, end)).filter((path) => existsSync(path));
}

/** Reads the tests of a file. What is wrong with it is reported. */
export function readRuleTests(path: string, faults: RuleFault[]): RuleTest[] {
  return readRuleFile(path, faults)
    .flatMap((file) => parseRuleFile(file, faults))
    .flatMap(({ file, content, locate }) => {
      const note = (at: Path, reason: string): void => void faults.push({ file, line: locate(at), reason });
      if (!Array.isArray(content)) note([], 'is no list of tests');
      const items: unknown[] = Array.isArray(content) ? content : [];
      return items.flatMap(
        (item, at) =>
          readTest(item, { file, line: locate([at]) }, (where, reason) => note([at, ...where], reason)) ?? [],
      );
    });
}

const ATTRIBUTES = ['name', 'lines', 'log', 'zone', 'format', 'written', 'rules', 'alerts'];

function readTest(
  item: unknown,
  place: Pick<RuleTest, 'file' | 'line'>,
  note: (at: Path, reason: string) => void,
): RuleTest | null {
  if (!isMap(item)) {
    note([], 'a test is a map of name, lines or log, and alerts');
    return null;
  }
  let isSound = true;
  const fault = (at: Path, reason: string): void => {
    isSound = false;
    note(at, reason);
  };
  for (const name of Object.keys(item).filter((each) => !ATTRIBUTES.includes(each)))
    fault([name], `unknown attribute ${shown(name)}${nearestHint(name, ATTRIBUTES)}`);
  const { name, lines, log, zone = 'UTC', format = null, written = null, rules = null, alerts } = item;
  if (typeof name !== 'string' || name.trim() === '') fault(['name'], 'a test has a name');
  if ((typeof lines === 'string') === (typeof log === 'string'))
    fault([], 'a test has either lines, the text of a log, or log, the path of one');
  if (typeof zone !== 'string' || zone === '' || isFault(parseTimeZone(zone)))
    fault(['zone'], `${shown(zone)} is no IANA time zone`);
  if (format !== null && !formatNames().includes(String(format)))
    fault(['format'], `there is no format ${shown(format)}${nearestHint(String(format), formatNames())}`);
  const writtenAt = written === null ? null : Date.parse(typeof written === 'string' ? written : '');
  if (Number.isNaN(writtenAt) || (writtenAt !== null && writtenAt < 0))
    fault(['written'], `${shown(written)} is no time such as 2026-11-20T09:00:00Z`);
  if (typeof lines === 'string' && lines.trim() === '') fault(['lines'], 'the log of a test has at least one line');
  if (rules !== null && !(Array.isArray(rules) && rules.length > 0 && rules.every((each) => typeof each === 'string')))
    fault(['rules'], 'rules is a list of names of rules, at least one');
  checkAlerts(alerts, fault);
  if (!isSound) return null;
  return {
    ...place,
    name: name as string,
    log: typeof lines === 'string' ? { lines } : { path: resolve(dirname(place.file), log as string) },
    timeZone: zone as string,
    format: format as string | null,
    writtenAt,
    rules: rules as string[] | null,
    alerts: alerts as YamlMap[],
  };
}

function checkAlerts(alerts: unknown, fault: (at: Path, reason: string) => void): void {
  if (!Array.isArray(alerts)) return fault(['alerts'], 'a test has a list of alerts, [] for none');
  for (const [at, alert] of alerts.entries()) {
    if (!isMap(alert)) fault(['alerts', at], 'an alert is a map of fields as GET /alerts has them');
    else if (typeof alert['rule'] !== 'string') fault(['alerts', at], 'an alert names its rule');
    for (const name of isMap(alert) ? Object.keys(alert) : [])
      if (!ALERT_FIELDS.includes(name))
        fault(['alerts', at, name], `an alert has no field ${shown(name)}${nearestHint(name, ALERT_FIELDS)}`);
  }
}

/** Runs a test the way that the service goes. @param tested names of the rules that are tested */
export async function runRuleTest(
  test: RuleTest,
  ruleFiles: readonly RuleFile[],
  tested: ReadonlySet<string>,
): Promise<RuleTestResult> {
  const folder = await mkdtemp(join(tmpdir(), 'rule-test-'));
  try {
    const path = 'path' in test.log ? test.log.path : join(folder, 'log');
    if ('lines' in test.log) await writeFile(path, test.log.lines.replace(/\n*$/, '\n'));
    if ('lines' in test.log && test.writtenAt !== null)
      await utimes(path, test.writtenAt / 1000, test.writtenAt / 1000);
    const found: AlertDto[] = [];
    const filters = filtersOfTest(test);
    const log = { source: path, files: [path], timeZone: test.timeZone, host: null, filters };
    const faults = await replayAlerts([log], { ruleFiles, allowlist: [], timeZone: test.timeZone }, (alerts) => {
      found.push(...alerts.filter(({ rule }) => (test.rules === null ? tested.has(rule) : test.rules.includes(rule))));
    });
    const result = { test, ...differences(test.alerts, found), failure: faults[0]?.message ?? null };
    return { ...result, hints: isPassed(result) ? [] : await hintsOf(result, path, checkRules(ruleFiles).rules) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function filtersOfTest({ format }: RuleTest): readonly SourceFilter[] {
  return format === null ? [] : filtersOfFormat(format);
}

/** Whether a test has found what it expects, and nothing else. */
export function isPassed({ missing, unexpected, failure }: Omit<RuleTestResult, 'hints'>): boolean {
  return missing.length === 0 && unexpected.length === 0 && failure === null;
}

async function hintsOf(
  { test, missing, failure }: Omit<RuleTestResult, 'hints'>,
  path: string,
  rules: readonly DetectionRule[],
): Promise<string[]> {
  if (failure !== null) return [];
  const written = test.writtenAt ?? (await referenceTime(path));
  const log = { path, timeZone: test.timeZone, host: null, program: null, referenceTime: written };
  const filters = filtersOfTest(test);
  const selected = new Map<string, number[]>();
  const strange: number[] = [];
  let line = 0;
  for await (const each of explainLog({ ...log, filters }, rules)) {
    line++;
    if (!each.isUnderstood) strange.push(line);
    for (const name of each.rules) selected.set(name, [...(selected.get(name) ?? []), line]);
  }
  const wanted = rules.filter(({ name }) => missing.some((alert) => alert['rule'] === name));
  const names = new Set(wanted.flatMap((rule) => eventRulesUnder(rule).map(({ name }) => name)));
  return [
    ...[...names].map((name) => `${name} selects ${linesText(selected.get(name) ?? [], line)}`),
    ...(strange.length === 0 ? [] : [`not understood: ${linesText(strange, line)}; npm run explain says why`]),
  ];
}

function eventRulesUnder(rule: DetectionRule): DetectionRule[] {
  return rule.kind === 'event' ? [rule] : rule.rules.flatMap(eventRulesUnder);
}

const MAX_LINES_SHOWN = 10;

function linesText(lines: readonly number[], all: number): string {
  if (lines.length === 0) return `none of ${all} lines`;
  const shownLines = lines.slice(0, MAX_LINES_SHOWN).join(', ') + (lines.length > MAX_LINES_SHOWN ? ', …' : '');
  return `${lines.length} of ${all} lines: ${shownLines}`;
}

/** Each expected alert stands for the first one that has its fields. */
function differences(
  expected: readonly YamlMap[],
  found: readonly AlertDto[],
): Pick<RuleTestResult, 'missing' | 'unexpected'> {
  const left = [...found];
  // What says most is looked for first, so that it is not taken by what says less.
  const bySaying = expected.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length);
  const missing = bySaying.filter((each) => {
    const at = left.findIndex((alert) => hasFields(alert, each));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { missing, unexpected: left };
}

function hasFields(alert: AlertDto, fields: YamlMap): boolean {
  return Object.entries(fields).every(([name, value]) => isDeepStrictEqual(alert[name as keyof AlertDto], value));
}
