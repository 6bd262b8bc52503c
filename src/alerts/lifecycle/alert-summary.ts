import type { DetectedAlert } from './detected-alert.js';
import { isTallyCut, mostFrequent } from './tally.js';
import type { CountedValue, TallyState } from './tally.js';

/** How many usernames, addresses, methods and hosts an alert shows; the totals count all of them. */
export const MOST_VALUES_SHOWN = 50;

/** What an alert shows of its tallies, which can be long; attempts by value, the most first. */
export interface AlertSummary {
  readonly usernameCount: number;
  /** True where there were more usernames than {@link usernameCount}, which tells those that are kept apart. */
  readonly usernamesCut?: boolean;
  readonly usernames: readonly CountedValue[];
  readonly ipAddressCount: number;
  readonly ipAddresses: readonly CountedValue[];
  readonly methods: readonly CountedValue[];
  readonly hosts: readonly CountedValue[];
}

/** The tallies of an alert. */
export type AlertTallies = Pick<DetectedAlert, 'usernames' | 'ipAddresses' | 'methods' | 'hosts'>;

export function alertSummary(alert: AlertTallies & Pick<DetectedAlert, 'ipAddressCount'>): AlertSummary {
  const { usernames, ipAddresses, methods, hosts, ipAddressCount } = alert;
  return {
    usernameCount: usernames.counts.length,
    ...(isTallyCut(usernames) ? { usernamesCut: true } : {}),
    usernames: shown(usernames),
    ipAddressCount,
    ipAddresses: shown(ipAddresses),
    methods: usedMethods(shown(methods)),
    hosts: shown(hosts),
  };
}

/** A method that no attempt is counted for says nothing: what it was named beside counts elsewhere. */
export function usedMethods(methods: readonly CountedValue[]): CountedValue[] {
  return methods.filter(({ count }) => count > 0);
}

function shown(tally: TallyState): CountedValue[] {
  return mostFrequent(tally, MOST_VALUES_SHOWN);
}
