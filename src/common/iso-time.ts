/** A moment as the API shows it: ISO 8601 UTC with milliseconds. @param milliseconds UTC milliseconds; null stays null */
export function isoTime(milliseconds: number): string;
export function isoTime(milliseconds: number | null): string | null;
export function isoTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
