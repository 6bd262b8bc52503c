import type { Problem } from '@log-analyzer/client';

/** A request that was refused or got no answer, in words for people. */
export class RequestError extends Error {
  constructor(
    /** 0: there was no answer. */
    readonly status: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer. @throws RequestError where there is none */
export async function dataOf<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await asked.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new RequestError(0, 'The service does not answer. Is it running?', { cause });
  });
  if (response.ok) return data as Data;
  throw new RequestError(response.status, refusal(error, response.status));
}

function refusal(error: unknown, status: number): string {
  if (typeof error !== 'object' || error === null || !('detail' in error)) return `The service answered ${status}.`;
  const { detail, errors = [] } = error as Problem;
  return errors.length === 0 ? detail : errors.map((each) => each.detail).join('; ');
}
