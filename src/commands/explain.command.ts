import { isoTime } from '../common/clock.js';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Plan } from '../analysis/detection/plan.js';
import { Selectors } from '../analysis/detection/selectors.js';
import { configuredRuleFiles, ownRuleOptions, readRules } from '../analysis/rules/rule-files.js';
import { loadRules } from '../analysis/rules/loaded-rules.js';
import { visibleJson, visibleText } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/load-settings.js';
import { logEntryOfEvent } from '../logs/entries/entry-reader.js';
import { LineExplainer } from '../logs/parsing/explanation.js';
import type { LineExplanation, RulesSelecting } from '../logs/parsing/explanation.js';
import { LogParser } from '../logs/parsing/log-parser.js';
import type { EventDetails } from '../logs/parsing/parsed-line.js';
import { configuredOptions, parsedArguments, requireReadable } from './file-arguments.js';
import { readLines, referenceTime } from './input.js';

/**
 * `explain [--json] [--rules DIR] [FILE…|-]`: prints what was understood of each line, why, and which rules select it;
 * standard input without a file.
 */
export async function explain(args: readonly string[]): Promise<number> {
  const { files, values } = parsedArguments(args, { json: { type: 'boolean' }, rules: { type: 'string' } });
  const { json = false, rules } = values;
  const paths = files.length === 0 ? ['-'] : files;
  await requireReadable(paths);
  const settings = loadProcessSettings('command');
  const loaded = loadRules(
    rules === undefined ? configuredRuleFiles(settings) : readRules([rules], ownRuleOptions(settings)),
  );
  const rulesSelecting = selectionsOf(new Plan(loaded.rules));
  for (const path of paths) {
    const { timeZone, host, program } = configuredOptions(resolve(path), settings);
    const parser = new LogParser({ timeZone: timeZone ?? settings.LOG_TIMEZONE, host, program });
    parser.setReferenceTime(await referenceTime(path));
    const explainer = new LineExplainer(parser, rulesSelecting);
    let lineNumber = 0;
    const printAll = async (explanations: readonly LineExplanation[]): Promise<void> => {
      for (const explanation of explanations) {
        lineNumber += 1;
        await print(json ? explanationJson(lineNumber, explanation) : explanationText(lineNumber, explanation));
      }
    };
    for await (const lines of readLines(path)) {
      for (const line of lines) await printAll(explainer.explain(line));
    }
    await printAll(explainer.end());
  }
  return 0;
}

/** All rules are asked, also those that select what is stored anyway. */
function selectionsOf(plan: Plan): RulesSelecting {
  const selectors = new Selectors({ selectorsOf: (type) => plan.eventRulesFor(type).map(({ rule }) => rule) });
  return (event, line) => selectors.selecting(logEntryOfEvent(0, event, 0, line)).map(({ name }) => name);
}

/** Waits while the reader of the output is slower than we are, so that memory stays bounded. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}

function explanationJson(lineNumber: number, explanation: LineExplanation): string {
  return visibleJson({
    line_number: lineNumber,
    timestamp: isoTime(explanation.timestamp),
    time_basis: explanation.timeBasis,
    host: explanation.host,
    program: explanation.program,
    pid: explanation.pid,
    log_type: explanation.logType,
    ip_address: explanation.ipAddress,
    address_carried: explanation.addressCarried,
    source_host: explanation.sourceHost,
    port: explanation.port,
    username: explanation.username,
    valid_user: explanation.validUser,
    method: explanation.method,
    key_type: explanation.keyType,
    key_fingerprint: explanation.keyFingerprint,
    certificate_id: explanation.certificateId,
    details: shownDetails(explanation.details),
    attempts: explanation.attempts,
    stored: explanation.stored,
    rules: explanation.rules,
    reason: explanation.reason,
  });
}

/** Times as everywhere. */
function shownDetails(details: EventDetails | null): object | null {
  return details === null || details.until === undefined ? details : { ...details, until: isoTime(details.until) };
}

function explanationText(lineNumber: number, explanation: LineExplanation): string {
  const { timestamp, logType, ipAddress, sourceHost, username, attempts, stored, rules, reason } = explanation;
  const facts = [
    isoTime(timestamp),
    logType ?? '-',
    ipAddress ?? sourceHost ?? '-',
    username === null ? '-' : `user ${JSON.stringify(visibleText(username, 60))}`,
    `attempts ${attempts}`,
    stored ? 'stored' : 'not stored',
    ...(rules.length === 0 ? [] : [`selected by ${rules.join(', ')}`]),
  ];
  return `${lineNumber}: ${facts.map((fact) => visibleText(fact)).join('  ')}  (${visibleText(reason, 300)})`;
}
