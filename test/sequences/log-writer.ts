import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Deepest rotation that a sequence makes. */
const MAX_ROTATED = 6;

/**
 * A syslog daemon with its logrotate: writes lines to a log in a folder, in pieces of any size, and rotates it in
 * every way that is met in the field. Remembers every line that was ever completed.
 */
export class LogWriter {
  /** Lines that were written with their newline, in the order of completion. */
  readonly completed: string[] = [];
  private unwritten = '';
  private pending: string[] = [];
  /** The file that the daemon has open; a rename does not change what it writes to. */
  private open: string;

  constructor(private readonly folder: string) {
    this.open = this.live;
  }

  get live(): string {
    return join(this.folder, 'auth.log');
  }

  /** Queues lines and writes all but the last `held` bytes of what is queued. */
  write(lines: readonly string[], held: number): void {
    this.unwritten += lines.map((line) => `${line}\n`).join('');
    this.pending.push(...lines);
    const length = Math.max(0, this.unwritten.length - held);
    const piece = this.unwritten.slice(0, length);
    if (piece === '') return;
    appendFileSync(this.open, piece);
    this.unwritten = this.unwritten.slice(length);
    const finished = piece.split('\n').length - 1;
    this.completed.push(...this.pending.splice(0, finished));
  }

  /** Writes what is held back: a daemon never rotates in the middle of a line. */
  finishLine(): void {
    this.write([], 0);
  }

  /** Rename; the daemon goes on writing to the renamed file until it reopens the log. */
  rename(): void {
    if (!existsSync(this.live)) return;
    this.finishLine();
    this.shift();
    renameSync(this.live, this.rotated(1));
    if (this.open === this.live) this.open = this.rotated(1);
  }

  reopen(): void {
    this.finishLine();
    this.open = this.live;
    appendFileSync(this.open, '');
  }

  /** The first half of copytruncate. */
  copy(): void {
    if (!existsSync(this.live)) return;
    this.reopen();
    this.shift();
    copyFileSync(this.live, this.rotated(1));
  }

  /** The second half, without a line in between. */
  copyTruncate(): void {
    if (!existsSync(this.live)) return;
    this.copy();
    truncateSync(this.live, 0);
  }

  compress(): void {
    for (let number = 2; number <= MAX_ROTATED; number++) {
      const path = this.rotated(number);
      if (!existsSync(path) || path === this.open) continue;
      writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
      rmSync(path);
    }
  }

  /** Makes the log anew with the content it has, as an editor does that changed nothing. */
  rewriteSame(): void {
    if (!existsSync(this.live)) return;
    this.reopen();
    const copy = `${this.live}.tmp`;
    copyFileSync(this.live, copy);
    renameSync(copy, this.live);
  }

  /** Empties the log; whoever has not read it has lost it. */
  truncate(): void {
    if (!existsSync(this.live)) return;
    this.reopen();
    truncateSync(this.live, 0);
  }

  /** Leaves a hole of NUL bytes, as a daemon does that goes on at its old position after a truncation. */
  truncateWithHole(bytes: number): void {
    this.truncate();
    if (existsSync(this.live)) appendFileSync(this.live, Buffer.alloc(bytes));
  }

  remove(): void {
    if (!existsSync(this.live)) return;
    this.reopen();
    rmSync(this.live);
  }

  private rotated(number: number): string {
    return `${this.live}.${number}`;
  }

  /** Moves `.1` to `.2` and so on; the oldest falls out. */
  private shift(): void {
    for (const ending of ['', '.gz']) rmSync(`${this.rotated(MAX_ROTATED)}${ending}`, { force: true });
    for (let number = MAX_ROTATED - 1; number >= 1; number--) {
      for (const ending of ['', '.gz']) {
        const from = `${this.rotated(number)}${ending}`;
        const to = `${this.rotated(number + 1)}${ending}`;
        if (existsSync(from)) renameSync(from, to);
        if (this.open === from) this.open = to;
      }
    }
  }
}
