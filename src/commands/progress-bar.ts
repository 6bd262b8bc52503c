import { progressText } from '../analysis/scan/progress-text.js';
import type { ScanProgress } from '../analysis/scan/scan-report.js';
import type { Clock } from '../common/clock.js';

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
