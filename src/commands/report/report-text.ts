import { styleText } from 'node:util';
import { counted, grouped } from '../../common/figure-words.js';
import { quotedText, visibleCharacters, visibleLines, visibleText } from '../../common/visible-text.js';
import type { IncidentDetailDto } from '../../insight/incidents/incident.dto.js';
import type { RankingDto, TimelinePartDto } from '../../insight/stats.dto.js';
import { timeText } from '../../insight/verdict-words.js';
import type { Report } from './read-report.js';
import { OUTCOME_WORDS, cautions, figuresSentence, reportVerdict } from './report-words.js';

type Style = Parameters<typeof styleText>[0];

/** How wide the terminal is, in characters, and whether it shows colours. */
export interface Terminal {
  readonly columns: number;
  readonly hasColours: boolean;
}

const INCIDENTS_TOLD = 10;
const LONGEST_VALUE = 40;

/** A report for a terminal. Attacker text in it is cut, visible and quoted. */
export function reportText(report: Report, { columns, hasColours }: Terminal): string {
  const paint = (style: Style, text: string): string => (hasColours ? styleText(style, text) : text);
  const heading = (text: string): string => `\n${paint('bold', text)}\n`;
  const { overview, incidents, logins } = report;
  const lines = [
    `${report.logs.map((path) => visibleText(path)).join(', ')}${report.since === null ? '' : `: ${timeText(report.since)} to ${timeText(report.until!)} UTC`}`,
    '',
    paint(['bold', VERDICT_COLOURS[overview?.verdict.kind ?? 'unknown']], reportVerdict(report)),
    ...wrapped(figuresSentence(report), columns, ''),
  ];
  if (report.parts.some(({ attempts }) => attempts > 0)) {
    lines.push(heading('Failed attempts'), ...chart(report.parts, columns, paint));
  }
  if (incidents.length > 0) {
    lines.push(heading(`Incidents (${grouped(overview!.verdict.incidents)})`));
    for (const incident of incidents.slice(0, INCIDENTS_TOLD)) lines.push(...incidentLines(incident, columns, paint));
    const rest = incidents.slice(INCIDENTS_TOLD);
    for (const { headline, severity } of rest) lines.push(`  [${severity}] ${visibleCharacters(headline)}`);
  }
  if (overview !== null && overview.attempts > 0) {
    const half = Math.max(40, Math.floor((columns - 4) / 2));
    const tables = [
      ranking(`Attackers (${grouped(overview.attacking_addresses)})`, overview.ips, half),
      ranking(`User names (${grouped(overview.attacked_usernames)})`, overview.users, half),
    ];
    lines.push('', ...(columns >= 84 ? beside(tables[0]!, tables[1]!, half) : [...tables[0]!, '', ...tables[1]!]));
  }
  if (logins.length > 0) {
    lines.push(
      heading(
        `Logins (${logins.length < overview!.logins ? `${logins.length} of ${grouped(overview!.logins)}, the latest` : grouped(overview!.logins)})`,
      ),
    );
    for (const login of logins) {
      const from = login.ip_address === null ? '' : ` from ${login.ip_address}`;
      const by = login.method === null ? '' : ` by ${quotedText(login.method, 30)}`;
      const failures = login.failures_before === 0 ? '' : `, after ${counted(login.failures_before, 'failed attempt')}`;
      lines.push(`  ${timeText(login.timestamp)}  ${quotedText(login.username, LONGEST_VALUE)}${from}${by}${failures}`);
    }
  }
  const said = cautions(report);
  if (said.length > 0) lines.push('', ...said.flatMap((each) => wrapped(visibleLines(each), columns, '')));
  return `${lines.join('\n').replaceAll('\n\n\n', '\n\n')}\n`;
}

const VERDICT_COLOURS = {
  got_in: 'red',
  suspected: 'yellow',
  under_attack: 'yellow',
  attacked: 'yellow',
  quiet: 'green',
  unknown: 'yellow',
} as const;

const SEVERITY_COLOURS: Readonly<Record<string, Style>> = { critical: 'red', high: 'red', medium: 'yellow' };

type Paint = (style: Style, text: string) => string;

function incidentLines(incident: IncidentDetailDto, columns: number, paint: Paint): string[] {
  const { severity, outcome, headline, story } = incident;
  const word = OUTCOME_WORDS[outcome];
  const mark = `[${severity}]${word === '' ? '' : ` ${word}`}`;
  const style = word === '' ? (SEVERITY_COLOURS[severity] ?? 'gray') : ('red' as const);
  return [
    `  ${paint(style, mark)} ${paint('bold', visibleCharacters(headline))}`,
    ...wrapped(story.map((sentence) => visibleCharacters(sentence)).join(' '), columns, '      '),
  ];
}

const BARS = '▁▂▃▄▅▆▇█';

/** One bar for each part, or for several where the terminal is narrow. */
function chart(parts: readonly TimelinePartDto[], columns: number, paint: Paint): string[] {
  const width = Math.max(20, columns - 4);
  const size = Math.ceil(parts.length / width);
  const sums = Array.from({ length: Math.ceil(parts.length / size) }, (_, index) =>
    parts.slice(index * size, (index + 1) * size).reduce((sum, { attempts }) => sum + attempts, 0),
  );
  const most = Math.max(...sums);
  const bars = sums.map((sum) => (sum === 0 ? ' ' : BARS[Math.min(7, Math.floor((sum / most) * 8))])).join('');
  const [first, last] = [timeText(parts[0]!.start), timeText(parts.at(-1)!.start)];
  const axis = sums.length >= 36 ? `${first}${last.padStart(sums.length - first.length)}` : first;
  const each = parts.length > 1 ? lengthText((Date.parse(parts[1]!.start) - Date.parse(parts[0]!.start)) * size) : '';
  return [
    `  ${paint('yellow', bars)}`,
    `  ${axis}`,
    `  up to ${counted(most, 'attempt')}${each === '' ? '' : `; a bar is ${each}`}`,
  ];
}

function lengthText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes % 1_440 === 0) return counted(minutes / 1_440, 'day');
  return minutes % 60 === 0 ? counted(minutes / 60, 'hour') : counted(minutes, 'minute');
}

function ranking(title: string, { top }: RankingDto, width: number): string[] {
  const longest = Math.min(LONGEST_VALUE, width - 12);
  return [
    `${title}`,
    ...top
      .filter(({ attempts }) => attempts > 0)
      .map(({ value, attempts }) => {
        const shown = quotedText(value, longest - 2);
        return `  ${shown.padEnd(Math.max(longest, shown.length))}${grouped(attempts).padStart(9)}`;
      }),
  ];
}

function beside(left: readonly string[], right: readonly string[], width: number): string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
    `${(left[index] ?? '').padEnd(width)}  ${right[index] ?? ''}`.trimEnd(),
  );
}

/** Breaks a text between words. */
function wrapped(text: string, columns: number, indent: string): string[] {
  const width = Math.max(20, columns - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, indent + line];
}
