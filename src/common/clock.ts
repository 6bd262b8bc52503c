/** The present moment, UTC milliseconds. Handed to whoever needs it, so that tests decide what time it is. */
export type Clock = () => number;

/** Injection token of the {@link Clock}. */
export const CLOCK = Symbol('Clock');

export const systemClock: Clock = () => Date.now();

/** A moment as the API shows it: ISO 8601 UTC with milliseconds. @param milliseconds UTC milliseconds; null stays null */
export function isoTime(milliseconds: number): string;
export function isoTime(milliseconds: number | null): string | null;
export function isoTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

/** A moment that means the same everywhere: ISO 8601 with an offset. */
export const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
