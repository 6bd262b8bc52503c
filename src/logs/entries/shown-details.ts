import { isoTime } from '../../common/clock.js';
import type { StoredDetails } from '../parsing/event-details.js';

/** What a line tells besides, as the API and `explain` show it: names in snake_case, times in ISO 8601 UTC. */
export interface ShownDetails extends Omit<
  StoredDetails,
  'until' | 'addressCarried' | 'newPath' | 'bytesRead' | 'bytesWritten' | 'ambiguous'
> {
  readonly until?: string;
  readonly address_carried?: boolean;
  readonly new_path?: string;
  readonly bytes_read?: number;
  readonly bytes_written?: number;
  readonly ambiguous?: boolean;
}

export function shownDetails(stored: StoredDetails): ShownDetails {
  const { until, addressCarried, newPath, bytesRead, bytesWritten, ...details } = stored;
  return {
    ...details,
    ...(newPath === undefined ? {} : { new_path: newPath }),
    ...(bytesRead === undefined ? {} : { bytes_read: bytesRead }),
    ...(bytesWritten === undefined ? {} : { bytes_written: bytesWritten }),
    ...(until === undefined ? {} : { until: isoTime(until) }),
    ...(addressCarried === undefined ? {} : { address_carried: true }),
  };
}
