import { isoTime } from '../common/clock.js';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { configuredRuleFiles, ownRuleOptions, readRules } from '../analysis/rules/rule-files.js';
import { loadRules } from '../analysis/rules/loaded-rules.js';
import { visibleJson, visibleText } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/load-settings.js';
import type { LineExplanation } from '../logs/parsing/explanation.js';
import { shownDetails } from '../logs/entries/shown-details.js';
import { configuredOptions, requireReadable } from './file-arguments.js';
import { parsedArguments } from './usage.js';
import { explainLog } from './explain-log.js';
import { referenceTime } from './input.js';

/**
 * `explain [--json] [--not-understood] [--rules DIR] [FILE…|-]`: prints what was understood of each line, why, and which rules
 * select it; standard input without a file.
 */
export async function explain(args: readonly string[]): Promise<number> {
  const { files, values } = parsedArguments(args, {
    json: { type: 'boolean' },
    'not-understood': { type: 'boolean' },
    rules: { type: 'string' },
  });
  const { json = false, 'not-understood': onlyNotUnderstood = false, rules } = values;
  const paths = files.length === 0 ? ['-'] : files;
  await requireReadable(paths);
  const settings = loadProcessSettings('command');
  const loaded = loadRules(
    rules === undefined ? configuredRuleFiles(settings) : readRules([rules], ownRuleOptions(settings)),
  );
  for (const path of paths) {
    const { timeZone, host, program, filters } = configuredOptions(resolve(path), settings);
    const log = { path, timeZone: timeZone ?? settings.LOG_TIMEZONE, host, program, filters };
    let lineNumber = 0;
    for await (const each of explainLog({ ...log, referenceTime: await referenceTime(path) }, loaded.rules)) {
      lineNumber += 1;
      if (onlyNotUnderstood && each.notUnderstood === null) continue;
      await print(json ? explanationJson(lineNumber, each) : explanationText(lineNumber, each));
    }
  }
  return 0;
}

/** Characters of a line that is shown as it is. */
const MOST_OF_A_LINE = 1_000;

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
    service: explanation.service,
    target_user: explanation.targetUser,
    command: explanation.command,
    tty: explanation.tty,
    working_directory: explanation.workingDirectory,
    details: explanation.details === null ? null : shownDetails(explanation.details),
    attempts: explanation.attempts,
    stored: explanation.stored,
    rules: explanation.rules,
    reason: explanation.reason,
    not_understood: explanation.notUnderstood,
  });
}

function explanationText(lineNumber: number, explanation: LineExplanation): string {
  const { timestamp, logType, ipAddress, sourceHost, username, attempts, stored, rules, reason, notUnderstood } =
    explanation;
  const facts = [
    isoTime(timestamp),
    logType ?? '-',
    ipAddress ?? sourceHost ?? '-',
    username === null ? '-' : `user ${JSON.stringify(visibleText(username, 60))}`,
    `attempts ${attempts}`,
    stored ? 'stored' : 'not stored',
    ...(rules.length === 0 ? [] : [`selected by ${rules.join(', ')}`]),
  ];
  const head = `${lineNumber}: ${facts.map((fact) => visibleText(fact)).join('  ')}  (${visibleText(reason, 300)})`;
  return notUnderstood === null ? head : `${head}\n    ${visibleText(notUnderstood, MOST_OF_A_LINE)}`;
}
