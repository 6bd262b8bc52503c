import { Plan } from '../analysis/detection/plan.js';
import { Selectors } from '../analysis/detection/selectors.js';
import type { DetectionRule } from '../analysis/detection/detection-rule.js';
import { logEntryOfEvent } from '../logs/entries/entry-of-event.js';
import { LineExplainer } from '../logs/parsing/explanation.js';
import type { LineExplanation } from '../logs/parsing/explanation.js';
import type { SourceFilter } from '../logs/programs/imported/filter-set.js';
import { LogParser } from '../logs/parsing/log-parser.js';
import { readLines } from './input.js';

/** A log whose lines are explained. */
interface ExplainedLog {
  /** Of a file, or `-`. */
  readonly path: string;
  readonly timeZone: string;
  readonly host: string | null;
  readonly program: string | null;
  readonly filters?: readonly SourceFilter[] | undefined;
  /** When it was written, for lines without a year; UTC milliseconds. */
  readonly referenceTime: number;
}

/** What was understood of each line, in order, and by which of the rules it is selected. */
export async function* explainLog(
  { path, timeZone, host, program, filters, referenceTime }: ExplainedLog,
  rules: readonly DetectionRule[],
): AsyncGenerator<LineExplanation, void> {
  const plan = new Plan(rules);
  // All rules are asked, also those that select what is stored anyway.
  const selectors = new Selectors({ selectorsOf: (type) => plan.eventRulesFor(type).map(({ rule }) => rule) });
  const parser = new LogParser({ timeZone, host, program, filters });
  parser.setReferenceTime(referenceTime);
  const explainer = new LineExplainer(parser, (event, line) =>
    selectors.selecting(logEntryOfEvent(0, event, 0, line)).map(({ name }) => name),
  );
  for await (const lines of readLines(path)) for (const line of lines) yield* explainer.explain(line);
  yield* explainer.end();
}
