import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedLine } from '../../src/logs/parsing/parsed-line.js';
import { LogParser } from '../../src/logs/parsing/log-parser.js';

/** What `<scenario>.expected.json` holds: how the log is read, and what each of its lines is. */
export interface Golden {
  readonly timeZone: string;
  readonly referenceTime: string;
  readonly host?: string;
  readonly lines: readonly ExpectedLine[];
}

/** A parsed line without what is null, false, 0 or (occurrences) 1, but for `validUser: false`; its time as ISO text. */
export type ExpectedLine = Readonly<Record<string, unknown>>;

export const GOLDEN_FOLDER = join(__dirname, '..', 'fixtures', 'auth-logs');

/** True under `npm run fixtures`: files are written instead of compared. */
export const WRITES_FIXTURES = process.env['WRITE_FIXTURES'] === '1';

export function scenarios(): string[] {
  return readdirSync(GOLDEN_FOLDER)
    .filter((file) => file.endsWith('.log'))
    .map((file) => file.slice(0, -4));
}

export function readScenario(name: string): { readonly log: string; readonly golden: Golden } {
  const log = readFileSync(join(GOLDEN_FOLDER, `${name}.log`), 'utf8');
  return { log, golden: JSON.parse(readFileSync(join(GOLDEN_FOLDER, `${name}.expected.json`), 'utf8')) as Golden };
}

export function writeScenario(name: string, lines: readonly string[], golden: Golden): void {
  writeFileSync(join(GOLDEN_FOLDER, `${name}.log`), lines.map((line) => `${line}\n`).join(''));
  writeFileSync(join(GOLDEN_FOLDER, `${name}.expected.json`), goldenText(golden));
}

/** One line of the log is one line of the file, so that a difference reads well. */
export function goldenText({ lines, ...options }: Golden): string {
  const head = JSON.stringify(options, null, 2).slice(0, -2);
  return `${head},\n  "lines": [\n${lines.map((line) => `    ${JSON.stringify(line)}`).join(',\n')}\n  ]\n}\n`;
}

/** What each line is in the end, without what is usual. */
export function parseLog(log: string, golden: Golden): ExpectedLine[] {
  return parsedLog(log, golden).map(compact);
}

/** What each line is in the end: one that had to wait for the result of PAM is as its result left it. */
export function parsedLog(log: string, { timeZone, referenceTime, host }: Golden): ParsedLine[] {
  const parser = new LogParser({ timeZone, host: host ?? null });
  parser.setReferenceTime(Date.parse(referenceTime));
  const parsed: ParsedLine[] = [];
  const waiting = new Map<number, number>();
  const takeSettled = (): void => {
    for (const { event, round } of parser.takeSettled()) parsed[waiting.get(round)!] = event;
  };
  for (const line of log.split('\n').slice(0, -1)) {
    const read = parser.parse(line);
    if (read.kind === 'event' && read.pendingRound !== null) waiting.set(read.pendingRound, parsed.length);
    parsed.push(read);
    takeSettled();
  }
  parser.settle();
  takeSettled();
  return parsed;
}

export function compact(parsed: ParsedLine): ExpectedLine {
  const entries = Object.entries(parsed).filter(([key, value]) => !isDefault(key, value));
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      key === 'timestamp' ? new Date(value as number).toISOString() : (value as unknown),
    ]),
  );
}

/** `validUser: false` says something else than null. */
function isDefault(key: string, value: unknown): boolean {
  if (key === 'occurrences') return value === 1;
  return value === null || value === 0 || (value === false && key !== 'validUser');
}
