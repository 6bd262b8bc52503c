import { detachString } from '../../common/visible-text.js';
import { networkOf } from '../sigma/addresses.js';

/** What a user has logged in with, or that it has logged in at all. */
export type LoginTrait = 'user' | 'address' | 'network' | 'key';

/** Since when a user is known to log in with something. Moments are UTC milliseconds. */
export interface LoginFact {
  readonly username: string;
  readonly trait: LoginTrait;
  /** The address, the network or the fingerprint; empty for the user itself. */
  readonly value: string;
  firstSeen: number;
  /** By the day: what is used every hour is not written every hour. */
  lastSeen: number;
}

/** A login, as far as it is compared with earlier ones. */
export interface ComparedLogin {
  /** UTC milliseconds. */
  readonly timestamp: number;
  readonly username: string;
  readonly ipAddress: string | null;
  readonly keyFingerprint: string | null;
}

/** What a login is for its user. */
export interface FirstSeen {
  /** Null where the line tells no address. */
  readonly newAddressForUser: boolean | null;
  readonly newNetworkForUser: boolean | null;
  /** Null for a login without a key. */
  readonly newKeyForUser: boolean | null;
  /** The first login of the user that is known, UTC milliseconds: how far back "new" looks. Null: this is the first. */
  readonly loginHistorySince: number | null;
}

/** What changed of the history: facts that were given up, and then those as they are now, which may be among them. */
export interface HistoryChanges {
  readonly changed: readonly LoginFact[];
  readonly removed: readonly LoginFact[];
}

const DAY_MS = 86_400_000;
const LONGEST_NAME = 256;
/** Of more, those that were used longest ago are given up, a tenth at once. */
const MAX_FACTS = 100_000;
/** Nobody's many addresses push out what is known of others. */
const MAX_FACTS_OF_USER = 1_000;

/**
 * With what users have logged in before, by the times of events. Pure: the same logins in the same order give the same answers,
 * wherever it is stopped and resumed from what is stored. What an event costs does not depend on how much is known.
 */
export class LoginHistory {
  private readonly facts = new Map<string, LoginFact>();
  /** How many facts there are, by user. */
  private readonly counts = new Map<string, number>();
  private changed = new Set<LoginFact>();
  private removed = new Map<string, LoginFact>();

  constructor(
    known: Iterable<LoginFact> = [],
    private readonly maxFacts = MAX_FACTS,
  ) {
    for (const fact of known) {
      this.facts.set(keyOf(fact), { ...fact });
      this.counts.set(fact.username, this.factsOf(fact.username) + 1);
    }
  }

  /** Compares a login with those before it, and keeps it for those after it. */
  observe({ timestamp, username, ipAddress, keyFingerprint }: ComparedLogin): FirstSeen {
    const user = username.slice(0, LONGEST_NAME);
    const network = networkOf(ipAddress);
    const isNew = (trait: LoginTrait, value: string | null): boolean | null =>
      value === null ? null : this.note(user, trait, value, timestamp) === null;
    const first = {
      loginHistorySince: this.note(user, 'user', '', timestamp),
      newAddressForUser: isNew('address', ipAddress),
      newNetworkForUser: isNew('network', network),
      newKeyForUser: isNew('key', keyFingerprint),
    };
    if (this.factsOf(user) > MAX_FACTS_OF_USER)
      this.giveUpOldest((each) => each.username === user && each.trait !== 'user', MAX_FACTS_OF_USER);
    if (this.facts.size > this.maxFacts) this.giveUpOldest(() => true, this.maxFacts);
    return first;
  }

  /** What changed since the last call. */
  takeChanges(): HistoryChanges {
    const changes = {
      changed: Array.from(this.changed, (fact) => ({ ...fact })),
      removed: [...this.removed.values()],
    };
    if (this.changed.size > 0) this.changed = new Set();
    if (this.removed.size > 0) this.removed = new Map();
    return changes;
  }

  /** @returns since when it was known at that moment; null where it was not */
  private note(username: string, trait: LoginTrait, value: string, at: number): number | null {
    const key = keyOf({ username, trait, value });
    const lastSeen = at - (at % DAY_MS);
    const known = this.facts.get(key);
    if (known === undefined) {
      const fact = { username: detachString(username), trait, value: detachString(value), firstSeen: at, lastSeen };
      this.facts.set(key, fact);
      this.counts.set(username, this.factsOf(username) + 1);
      this.changed.add(fact);
      return null;
    }
    const since = known.firstSeen <= at ? known.firstSeen : null;
    if (known.firstSeen > at || known.lastSeen < lastSeen) {
      known.firstSeen = Math.min(known.firstSeen, at);
      known.lastSeen = Math.max(known.lastSeen, lastSeen);
      this.changed.add(known);
    }
    return since;
  }

  private factsOf(username: string): number {
    return this.counts.get(username) ?? 0;
  }

  private giveUpOldest(isMeant: (fact: LoginFact) => boolean, most: number): void {
    const meant = [...this.facts].filter(([, fact]) => isMeant(fact));
    const oldest = meant.sort(
      ([a, one], [b, other]) => one.lastSeen - other.lastSeen || one.firstSeen - other.firstSeen || (a < b ? -1 : 1),
    );
    for (const [key, fact] of oldest.slice(0, Math.ceil(most / 10))) {
      this.facts.delete(key);
      this.counts.set(fact.username, this.factsOf(fact.username) - 1);
      this.changed.delete(fact);
      this.removed.set(key, fact);
    }
  }
}

function keyOf({ username, trait, value }: Pick<LoginFact, 'username' | 'trait' | 'value'>): string {
  return `${trait} ${value} ${username}`;
}
