/** How far a client of the live stream has come: the last change of an alert, and the last log entry, that it knows. */
export interface LivePosition {
  readonly change: number;
  readonly entry: number;
}

/** As the stream gives it with every event, and takes it back in `Last-Event-ID`. */
export function positionText({ change, entry }: LivePosition): string {
  return `${change}-${entry}`;
}

/** @returns null for what {@link positionText} has not written */
export function parsePosition(text: string): LivePosition | null {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(text);
  return match === null ? null : { change: Number(match[1]), entry: Number(match[2]) };
}
