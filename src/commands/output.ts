import { alertExtent, alertHeadline } from '../alerts/alert-view.js';
import type { AlertDto } from '../alerts/alert.dto.js';
import { progressText } from '../analysis/scan/scan-messages.js';
import type { ScanProgress } from '../analysis/scan/scan-report.js';
import type { Clock } from '../common/clock.js';
import { quotedText, visibleCharacters } from '../common/visible-text.js';

/** An alert in one line for a terminal; attacker text in it is shortened and made visible. */
export function alertLine(alert: AlertDto): string {
  return visibleCharacters(lineOf(alert));
}

function lineOf(alert: AlertDto): string {
  const { fired_at, severity, reason, attempts, details, first_seen, last_seen, outcome, login, explanation } = alert;
  const what = outcome === 'login_succeeded' ? 'LOGIN SUCCEEDED' : 'SUSPICIOUS LOGIN';
  const entered =
    outcome === 'none' || login === null
      ? ''
      : `; ${what} at ${login.timestamp} as ${quotedText(login.username ?? '?', 60)}`;
  const extent = alertExtent({ attempts, events: details.events });
  const title = `[${severity}] ${alertHeadline({ reason, groupBy: alert.group_by })}`;
  if (explanation !== null) return `${fired_at} ${title}: ${explanation}`;
  return `${fired_at} ${title}: ${extent}, ${first_seen} to ${last_seen}${entered}`;
}

/** One line on a terminal that is written over as a scan goes on; nothing where the output is no terminal. */
export class ProgressBar {
  private readonly startedAt: number;

  constructor(
    private readonly terminal: NodeJS.WriteStream,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock();
  }

  show(progress: ScanProgress): void {
    if (!this.terminal.isTTY) return;
    const text = progressText(progress, this.clock() - this.startedAt);
    this.terminal.write(`\r\u001b[K${text.slice(0, this.terminal.columns - 1)}`);
  }

  clear(): void {
    if (this.terminal.isTTY) this.terminal.write('\r\u001b[K');
  }
}

/** How a report is to be laid out where it is printed; a pipe and a file are as wide as a terminal was, and have no colours. */
export function terminalOf(stream: NodeJS.WriteStream): { readonly columns: number; readonly hasColours: boolean } {
  const hasColours = stream.isTTY && (process.env['NO_COLOR'] ?? '') === '' && stream.hasColors();
  return { columns: Math.min(stream.isTTY ? stream.columns : NARROW, WIDEST), hasColours };
}

const NARROW = 80;
/** Longer lines are hard to read. */
const WIDEST = 120;
