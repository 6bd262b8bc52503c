import type { Response } from 'express';

/** Does work for an answer. @param work is given a signal that aborts when the client goes away before it has the answer */
export async function whileClientWaits<Result>(
  response: Response,
  work: (left: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const left = new AbortController();
  const leave = (): void => left.abort();
  response.once('close', leave);
  try {
    return await work(left.signal);
  } finally {
    response.off('close', leave);
  }
}
