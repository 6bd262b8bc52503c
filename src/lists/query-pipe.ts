import { ValidationPipe, applyDecorators } from '@nestjs/common';
import type { ArgumentMetadata } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { parseQuery, problemWords, QUERY_KEYS } from '../common/query/query.js';
import type { QueryTerm, Searched } from '../common/query/query.js';
import { RequestInvalidError } from '../http/problem-document.js';
import type { ProblemDetail } from '../http/problem-document.js';

/** Longest query; what it looks for in lines has a limit of its own. */
const LONGEST_QUERY = 1000;

/** More faults than these help nobody. */
const MAX_FAULTS = 20;

const QUERY_OF = Symbol('list that a query asks');

/** The parameter `q` of a list: the query that the page has a bar for, which stands for other parameters of the same list. */
export function QueryParameter(list: Searched): PropertyDecorator {
  const keys = Object.entries(QUERY_KEYS).flatMap(([key, { on, param }]) => (on.includes(list) ? [[key, param]] : []));
  const known = keys.map(([key, param]) => `\`${key}:\` (\`${param}\`)`).join(', ');
  const example =
    list === 'entries' ? 'user:root from:183.62.0.0/16 since:2h "Failed password"' : 'severity:high since:2h';
  const words =
    list === 'entries'
      ? ' Words without a key are text somewhere in the line, where ASCII letters match in either case; what should not be ' +
        'read as a key or an address is put in quotes.'
      : '';
  return applyDecorators(
    ApiPropertyOptional({
      type: String,
      maxLength: LONGEST_QUERY,
      description: `A query in place of single parameters: ${known}.${words} Example: \`${example}\`.`,
    }),
    (target: object) => Reflect.defineMetadata(QUERY_OF, list, target),
  );
}

/** Holds requests to what their DTOs say, and reads the query of a list as the parameters that it stands for. */
export class RequestPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      // Which class a fault is of says what else there is to choose from.
      validationError: { target: true },
      exceptionFactory: (errors) => RequestInvalidError.fromValidation(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const list = metadata.type === 'query' ? listOf(metadata.metatype) : undefined;
    const { q, ...others } = (value ?? {}) as Readonly<Record<string, unknown>>;
    if (list === undefined || q === undefined) return super.transform(value, metadata);
    const { params, terms } = paramsOf(q, list, others);
    try {
      return await super.transform({ ...others, ...params }, metadata);
    } catch (error) {
      throw error instanceof RequestInvalidError ? new RequestInvalidError(error.faults.map(naming(terms))) : error;
    }
  }
}

function listOf(metatype: ArgumentMetadata['metatype']): Searched | undefined {
  return metatype === undefined
    ? undefined
    : (Reflect.getMetadata(QUERY_OF, metatype.prototype as object) as Searched | undefined);
}

/** @throws RequestInvalidError that says of each word what is wrong with it, and where it stands */
function paramsOf(q: unknown, list: Searched, others: Readonly<Record<string, unknown>>) {
  if (typeof q !== 'string') throw new RequestInvalidError([fault('must be a string')]);
  if (q.length > LONGEST_QUERY) {
    throw new RequestInvalidError([fault(`must be shorter than or equal to ${LONGEST_QUERY} characters`)]);
  }
  // Its times have been written out, as those of other parameters have.
  const { params, terms, problems } = parseQuery(q, { now: 0, zone: 'utc' });
  const faults = [
    ...problems.map(problemWords),
    ...terms.flatMap((term) => {
      if (!isOn(list, term.param)) return [`${quoted(term)} is asked of ${OTHER[list]}`];
      return term.param in others ? [`${quoted(term)}: there is ${term.param} besides`] : [];
    }),
  ];
  if (faults.length > 0) throw new RequestInvalidError(faults.slice(0, MAX_FAULTS).map(fault));
  const { status, ...rest } = params;
  // What the page calls all of them is no filter.
  return { params: status === undefined || status === 'all' ? rest : params, terms };
}

const OTHER: Readonly<Record<Searched, string>> = {
  entries: 'alerts, not of log entries',
  alerts: 'log entries, not of alerts',
};

function isOn(list: Searched, param: string): boolean {
  if (param === 'q') return list === 'entries';
  return Object.values(QUERY_KEYS).some((key) => key.param === param && key.on.includes(list));
}

function fault(detail: string): ProblemDetail {
  return { pointer: 'q', detail: `q: ${detail}` };
}

function quoted({ text, at }: QueryTerm): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}" (at ${at + 1})`;
}

/** Says of a fault which word of the query it is of. */
function naming(terms: readonly QueryTerm[]) {
  return ({ pointer, detail }: ProblemDetail): ProblemDetail => {
    const term = terms.find(({ param }) => param === pointer);
    if (term === undefined) return { pointer, detail };
    return pointer === 'q' ? { pointer, detail } : fault(`${quoted(term)}: ${detail}`);
  };
}
