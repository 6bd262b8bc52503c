import { pauseAfter, reasonOf } from '../../faults/set-aside.js';
import type { SourceFault } from '../../logs/ingestion/line-source.js';

const LONGEST_PAUSE_MS = 300_000;

interface Rest {
  readonly message: string;
  readonly tries: number;
  /** UTC milliseconds. */
  readonly until: number;
}

/** Sources that could not be taken, and are left out until it is their turn to be tried again. */
export class RestingSources {
  private readonly rests = new Map<string, Rest>();

  get size(): number {
    return this.rests.size;
  }

  /** @param now UTC milliseconds */
  isResting(path: string, now: number): boolean {
    const rest = this.rests.get(path);
    return rest !== undefined && now < rest.until;
  }

  /** It could not be taken. @param now UTC milliseconds */
  add(path: string, error: unknown, now: number): void {
    const tries = (this.rests.get(path)?.tries ?? 0) + 1;
    this.rests.set(path, { message: reasonOf(error), tries, until: now + pauseAfter(tries, LONGEST_PAUSE_MS) });
  }

  /** It was taken. */
  delete(path: string): void {
    this.rests.delete(path);
  }

  get faults(): SourceFault[] {
    return [...this.rests].map(([path, { message }]) => ({ path, code: 'EFAILED', message }));
  }
}
