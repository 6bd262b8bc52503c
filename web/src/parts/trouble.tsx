import type { RequestError } from '../model/answers.js';

/** What went wrong, and what to do about it. */
export function Trouble({ error, onRetry }: { error: RequestError; onRetry: () => void }) {
  return (
    <div class="trouble" role="alert">
      <p>
        <strong>{error.message}</strong> {advice(error.status)}
      </p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

function advice(status: number): string {
  switch (status) {
    case 0:
      return 'The page goes on by itself when it does; what you see may be old.';
    case 403:
      return 'Sign in with a key of a higher scope.';
    case 404:
      return 'It may have been removed, or the link is not complete.';
    case 429:
      return 'Wait a minute, or raise RATE_LIMIT_PER_MINUTE.';
    case 431:
      return 'The name is too long to be asked for.';
    case 500:
      return 'The log of the service says why.';
    default:
      return '';
  }
}
