import type { SourceFault } from '../../logs/ingestion/line-source.js';

const SHORTEST_PAUSE_MS = 10_000;
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
    const pause = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** Math.min(10, tries - 1));
    const message = error instanceof Error ? error.message : String(error);
    this.rests.set(path, { message, tries, until: now + pause });
  }

  /** It was taken. */
  delete(path: string): void {
    this.rests.delete(path);
  }

  get faults(): SourceFault[] {
    return [...this.rests].map(([path, { message }]) => ({ path, code: 'EFAILED', message }));
  }
}
