import { isoTime } from '../../common/clock.js';
import type { StoredDetails } from '../parsing/event-details.js';

type FirstSeen = 'newAddressForUser' | 'newNetworkForUser' | 'newKeyForUser' | 'loginHistorySince';

/** What a line tells besides, as the API and `explain` show it: names in snake_case, times in ISO 8601 UTC. */
export interface ShownDetails extends Omit<
  StoredDetails,
  'until' | 'addressCarried' | FirstSeen | 'newPath' | 'bytesRead' | 'bytesWritten' | 'ambiguous'
> {
  readonly until?: string;
  readonly address_carried?: boolean;
  readonly new_path?: string;
  readonly bytes_read?: number;
  readonly bytes_written?: number;
  readonly ambiguous?: boolean;
  readonly new_address_for_user?: boolean | null;
  readonly new_network_for_user?: boolean | null;
  readonly new_key_for_user?: boolean | null;
  readonly login_history_since?: string | null;
}

export function shownDetails(stored: StoredDetails): ShownDetails {
  const { newAddressForUser, newNetworkForUser, newKeyForUser, loginHistorySince, ...others } = stored;
  const { until, addressCarried, newPath, bytesRead, bytesWritten, ...details } = others;
  return {
    ...details,
    ...(newPath === undefined ? {} : { new_path: newPath }),
    ...(bytesRead === undefined ? {} : { bytes_read: bytesRead }),
    ...(bytesWritten === undefined ? {} : { bytes_written: bytesWritten }),
    ...(until === undefined ? {} : { until: isoTime(until) }),
    ...(addressCarried === undefined ? {} : { address_carried: true }),
    ...(newAddressForUser === undefined ? {} : { new_address_for_user: newAddressForUser }),
    ...(newNetworkForUser === undefined ? {} : { new_network_for_user: newNetworkForUser }),
    ...(newKeyForUser === undefined ? {} : { new_key_for_user: newKeyForUser }),
    ...(loginHistorySince === undefined
      ? {}
      : { login_history_since: loginHistorySince === null ? null : isoTime(loginHistorySince) }),
  };
}
