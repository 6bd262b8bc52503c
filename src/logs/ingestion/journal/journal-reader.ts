import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { JOURNALD } from '../../../config/log-sources.js';
import type { LineSource, SourceFault, TakenLines } from '../line-source.js';
import { journalRequest } from './journal-request.js';

/** A journal that is read needs no second; one that hangs holds up no other log for longer. */
const SILENCE_MS = 20_000;

/** How much of an error message of journalctl is kept. */
const MAX_ERROR = 500;

/**
 * Reads the systemd journal through `journalctl -o json`. The cursor of the last entry is the checkpoint; where the
 * journal does not know it any more, reading goes on at its time, without the entries of that time or before.
 */
export class JournalReader implements LineSource {
  readonly path = JOURNALD;
  readonly checkpoints = [];
  readonly incomplete = [];
  faults: SourceFault[] = [];

  /**
   * @param request what journalctl is asked for, see {@link journalRequest}
   * @param silenceMs how long journalctl may give nothing, and not end either
   * @param program what is run
   */
  constructor(
    private cursor: string | null,
    private readonly request: readonly string[] = journalRequest(),
    private readonly silenceMs = SILENCE_MS,
    private readonly program = 'journalctl',
  ) {}

  async *read(now: number, batchBytes: () => number): AsyncGenerator<TakenLines> {
    this.faults = [];
    const position = this.cursor === null ? [] : [`--after-cursor=${this.cursor}`];
    const outcome = yield* this.run(position, now, 0, batchBytes);
    if (outcome === null) return;
    const time = this.cursor === null ? null : timeOfCursor(this.cursor);
    if (!/cursor/i.test(outcome.message) || time === null) {
      this.faults = [outcome];
      return;
    }
    const again = yield* this.run([`--since=@${Math.floor(time / 1e6)}`], now, time, batchBytes);
    if (again !== null) this.faults = [again];
  }

  /** @param after microseconds; entries of that time or before are left out. @returns what went wrong, or null */
  private async *run(
    position: string[],
    now: number,
    after: number,
    batchBytes: () => number,
  ): AsyncGenerator<TakenLines, SourceFault | null> {
    const args = ['-o', 'json', '--no-pager', '--quiet', ...position, ...this.request];
    const child = spawn(this.program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null | NodeJS.ErrnoException>((end) => {
      child.once('error', end).once('close', end);
    });
    let errorText = '';
    child.stderr.on('data', (text) => (errorText = (errorText + String(text)).slice(0, MAX_ERROR)));
    try {
      const entries = unlessSilent(createInterface({ input: child.stdout }), this.silenceMs, () => {
        errorText = `journalctl gave nothing for ${this.silenceMs / 1000} s`;
        child.kill('SIGKILL');
      });
      for await (const lines of inBatches(entries, batchBytes)) {
        const fresh = after === 0 ? lines : lines.filter((line) => timeOfEntry(line) > after);
        const cursor = cursorOf(lines);
        if (cursor === null) continue;
        const bytes = fresh.reduce((sum, line) => sum + line.length, 0);
        this.cursor = cursor;
        yield { lines: fresh, bytes, referenceTime: now, checkpoint: { kind: 'journal', cursor }, size: null };
      }
    } finally {
      child.kill();
    }
    return faultOf(await ended, errorText.trim());
  }
}

/** @param silent ends the lines; only while one is waited for does the time count */
async function* unlessSilent(lines: AsyncIterable<string>, ms: number, silent: () => void): AsyncGenerator<string> {
  let timer = setTimeout(silent, ms);
  try {
    for await (const line of lines) {
      clearTimeout(timer);
      yield line;
      timer = setTimeout(silent, ms);
    }
  } finally {
    clearTimeout(timer);
  }
}

async function* inBatches(lines: AsyncIterable<string>, batchBytes: () => number): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let size = 0;
  for await (const line of lines) {
    batch.push(line);
    size += line.length;
    if (size < batchBytes()) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

/** The cursor of the last entry that has one. */
function cursorOf(lines: readonly string[]): string | null {
  for (const line of lines.toReversed()) {
    const cursor = fieldOf(line, '__CURSOR');
    if (cursor !== null) return cursor;
  }
  return null;
}

function timeOfEntry(line: string): number {
  return Number(fieldOf(line, '__REALTIME_TIMESTAMP') ?? 0);
}

function fieldOf(line: string, name: string): string | null {
  try {
    const value = (JSON.parse(line) as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** A cursor holds the time of its entry: `…;t=5f0c9b1e2a3b4;…`, microseconds in hexadecimal. */
function timeOfCursor(cursor: string): number | null {
  const time = /(?:^|;)t=([0-9a-f]{1,16})(?:;|$)/.exec(cursor)?.[1];
  return time === undefined ? null : Number.parseInt(time, 16);
}

function faultOf(end: number | null | NodeJS.ErrnoException, errorText: string): SourceFault | null {
  if (end === 0) return null;
  if (end instanceof Error) {
    const code = end.code === 'ENOENT' ? 'JOURNALCTL_MISSING' : (end.code ?? 'UNKNOWN');
    return { path: JOURNALD, code, message: end.message };
  }
  const [firstLine = ''] = errorText.split('\n');
  return { path: JOURNALD, code: 'JOURNALCTL_FAILED', message: firstLine || `journalctl ended with ${String(end)}` };
}
