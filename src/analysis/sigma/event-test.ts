import type { DetectionEvent } from '../detection/detection-rule.js';

/** A test of one event: what conditions, selections and whole detections become. */
export type EventTest = (event: DetectionEvent) => boolean;

/** True where every test is; without loops for the usual few. */
export function allOf(tests: readonly EventTest[]): EventTest {
  const [first, second] = tests;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  if (tests.length === 2) return (event) => first(event) && second(event);
  return (event) => tests.every((test) => test(event));
}

/** True where any test is. */
export function anyOf(tests: readonly EventTest[]): EventTest {
  const [first, second] = tests;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  if (tests.length === 2) return (event) => first(event) || second(event);
  return (event) => tests.some((test) => test(event));
}

export function not(test: EventTest): EventTest {
  return (event) => !test(event);
}
