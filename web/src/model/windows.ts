/** Lengths of a window that a slider goes through, seconds. */
export const WINDOW_STEPS: readonly number[] = [
  60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400, 172_800, 604_800,
];

/** Units that people give a length in, and how many seconds each has. */
export const WINDOW_UNITS = [
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3_600],
  ['days', 86_400],
] as const;

export type WindowUnit = (typeof WINDOW_UNITS)[number][0];

/** The largest unit that says a length in whole numbers. */
export function unitOf(seconds: number): WindowUnit {
  return WINDOW_UNITS.findLast(([, length]) => seconds >= length && seconds % length === 0)?.[0] ?? 'seconds';
}

export function secondsOf(number: number, unit: WindowUnit): number {
  return number * WINDOW_UNITS.find(([name]) => name === unit)![1];
}

/** The place on the slider that is nearest to a length; for equals the shorter one. */
export function stepNearest(seconds: number): number {
  const distances = WINDOW_STEPS.map((step) => Math.abs(Math.log(step / seconds)));
  return distances.indexOf(Math.min(...distances));
}
