import { visibleJson, visibleText } from '../../../src/common/visible-text.js';
import { bounded } from './bounded.js';
import type { ApiAnswer } from './tools.js';
import { WARNING, withMarks } from './untrusted.js';

/** How long an answer may be, in bytes of its JSON: what a model reads, it has to keep in mind. */
export const MAX_ANSWER = 20_000;
/** What of that is for the words around the data. */
const AROUND = 1_500;

/** An answer of the API as JSON for a model, and whether it is one of failure. */
export interface AnswerText {
  readonly text: string;
  readonly isError: boolean;
}

/**
 * `{ warning, data, total?, next_skip?, cut? }`: the data with texts of logs marked, cut to {@link MAX_ANSWER} bytes in all.
 *
 * @param skip how many items of a list were passed over
 */
export function answerText({ data, error, response }: ApiAnswer, skip = 0): AnswerText {
  if (data === undefined) return failure(error, response.status);
  const { value, cuts } = bounded(withMarks(data), MAX_ANSWER - AROUND);
  const total = response.headers.get('x-total-count');
  const next = skip + (Array.isArray(value) ? value.length : 0);
  return {
    text: visibleJson({
      warning: WARNING,
      data: value,
      ...(total === null ? {} : { total: Number(total) }),
      ...(total !== null && Array.isArray(value) && next < Number(total) ? { next_skip: next } : {}),
      ...(cuts.length === 0 ? {} : { cut: cuts.slice(0, MAX_CUTS), cuts: cuts.length }),
    }),
    isError: false,
  };
}

/** How many of the cuts are named. */
const MAX_CUTS = 8;

/** What the service refused, in its own words. */
function failure(error: unknown, status: number): AnswerText {
  const { code = `HTTP_${status}`, detail = 'The service refused.' } = (error ?? {}) as Record<string, string>;
  return failureText(String(code), String(detail));
}

/** `{ error: { code, detail } }` */
export function failureText(code: string, detail: string): AnswerText {
  return {
    text: visibleJson({ error: { code: visibleText(code, 60), detail: visibleText(detail, 300) } }),
    isError: true,
  };
}
