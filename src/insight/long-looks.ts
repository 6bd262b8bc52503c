import { Injectable } from '@nestjs/common';
import { DomainError } from '../common/domain.error.js';
import { Turns } from '../common/turns.js';
import { problemDocument } from '../http/problem-document.js';

/** Each takes up to a few seconds, and with SQLite everybody shares one thread: two leave room for all that is short. */
const LIMITS = { atOnce: 2, mostWaiting: 6 };

const RETRY_AFTER_SECONDS = 3;
const DETAIL = 'Others look through the log; try again in a moment.';

export const QUERIES_BUSY = problemDocument(503, 'QUERIES_BUSY', DETAIL, '/logs/count');

/** Long looks at stored entries take turns, whatever they are for. A look within a look would wait for itself. */
@Injectable()
export class LongLooks {
  private readonly turns = new Turns(LIMITS, {
    busy: () => new DomainError('unavailable', 'QUERIES_BUSY', DETAIL, [], RETRY_AFTER_SECONDS),
    left: () => new DomainError('unavailable', 'CLIENT_LEFT', 'The client left before its turn.'),
  });

  /**
   * @param left aborts when nobody waits for the look any more: one that has not begun never does
   * @throws DomainError QUERIES_BUSY where too many wait, CLIENT_LEFT to nobody
   */
  run<Result>(look: () => Promise<Result>, left?: AbortSignal): Promise<Result> {
    return this.turns.run(look, left);
  }
}
