import { isoTime } from '../common/clock.js';
import { once } from 'node:events';
import { visibleJson, visibleText } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/load-settings.js';
import { LineExplainer } from '../logs/parsing/explanation.js';
import type { LineExplanation } from '../logs/parsing/explanation.js';
import { LogParser } from '../logs/parsing/log-parser.js';
import { fileArguments, requireReadable } from './file-arguments.js';
import { readLines, referenceTime } from './input.js';

/** `explain [--json] [FILE…|-]`: prints what was understood of each line, and why; standard input without a file. */
export async function explain(args: readonly string[]): Promise<number> {
  const { files, json } = fileArguments(args, true);
  const paths = files.length === 0 ? ['-'] : files;
  await requireReadable(paths);
  const { LOG_TIMEZONE: timeZone } = loadProcessSettings('command');
  for (const path of paths) {
    const parser = new LogParser({ timeZone });
    parser.setReferenceTime(await referenceTime(path));
    const explainer = new LineExplainer(parser);
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
    source_host: explanation.sourceHost,
    port: explanation.port,
    username: explanation.username,
    valid_user: explanation.validUser,
    method: explanation.method,
    key_type: explanation.keyType,
    key_fingerprint: explanation.keyFingerprint,
    certificate_id: explanation.certificateId,
    attempts: explanation.attempts,
    stored: explanation.stored,
    reason: explanation.reason,
  });
}

function explanationText(lineNumber: number, explanation: LineExplanation): string {
  const { timestamp, logType, ipAddress, sourceHost, username, attempts, reason } = explanation;
  const facts = [
    isoTime(timestamp),
    logType ?? '-',
    ipAddress ?? sourceHost ?? '-',
    username === null ? '-' : `user ${JSON.stringify(visibleText(username, 60))}`,
    `attempts ${attempts}`,
  ];
  return `${lineNumber}: ${facts.map((fact) => visibleText(fact)).join('  ')}  (${visibleText(reason, 300)})`;
}
