import type { Schemas } from '@log-analyzer/client';

type Login = Schemas['LoginDto'];

/** A user and an address from which they logged in, with what their logins had in common. */
export interface LoginPair {
  readonly username: string;
  readonly address: string | null;
  readonly hosts: readonly string[];
  readonly methods: readonly string[];
  readonly count: number;
  readonly last: string;
  /** Session of the latest login. */
  readonly session: string;
  /** True where one of the logins was the first of the user from there, as far as the log goes back. */
  readonly isFirst: boolean;
  /** True where no login of the user is known from before. */
  readonly isFirstOfUser: boolean;
  /** True where one of them was by a key that the user had not used before. */
  readonly hasNewKey: boolean;
  /** Most failed attempts before one of them. */
  readonly failuresBefore: number;
}

/**
 * Who logged in from where: first those after failed attempts, then pairs seen for the first time of users who are known, then the
 * latest.
 *
 * @param logins newest first
 */
export function loginPairs(logins: readonly Login[]): LoginPair[] {
  const byPair = new Map<string, Login[]>();
  for (const login of logins) {
    const key = JSON.stringify([login.username, login.ip_address]);
    const pair = byPair.get(key);
    if (pair === undefined) byPair.set(key, [login]);
    else pair.push(login);
  }
  return [...byPair.values()]
    .map(pairOf)
    .sort((one, other) => rank(one) - rank(other) || Date.parse(other.last) - Date.parse(one.last));
}

function rank({ isFirst, isFirstOfUser, failuresBefore }: LoginPair): number {
  if (!isFirst) return 3;
  if (failuresBefore > 0) return 0;
  return isFirstOfUser ? 2 : 1;
}

function pairOf(logins: readonly Login[]): LoginPair {
  const latest = logins[0]!;
  return {
    username: latest.username,
    address: latest.ip_address,
    hosts: distinct(logins.map(({ host }) => host)),
    methods: distinct(logins.map(({ method }) => method)),
    count: logins.length,
    last: latest.timestamp,
    session: latest.session_id,
    isFirst: logins.some((login) => login.new_address_for_user === true),
    isFirstOfUser: logins.some((login) => login.history_since === null),
    hasNewKey: logins.some(
      ({ new_key_for_user, history_since }) => new_key_for_user === true && history_since !== null,
    ),
    failuresBefore: Math.max(...logins.map(({ failures_before }) => failures_before)),
  };
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
