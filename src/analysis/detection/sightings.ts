import type { AlertLogin } from '../../alerts/lifecycle/detected-alert.js';
import { ownCopy } from '../../common/own-copy.js';
import type { Attack } from './attack.js';
import type { DetectionEvent } from './detection-event.js';
import type { PlannedRule } from './plan.js';

/** Told of every attack that a sighting changed. */
export type AttackListener = (attack: Attack) => void;

/**
 * Who was seen where: brings logins together with the attacks from the same address (or on the same user), and
 * attacks with each other.
 */
export class Sightings {
  private kept = 0;
  private readonly attacksByAddress = new Map<string, Attack[]>();
  private readonly attacksByUsername = new Map<string, Attack[]>();
  private readonly loginsByAddress = new Map<string, AlertLogin[]>();
  private readonly loginsByUsername = new Map<string, AlertLogin[]>();

  constructor(private readonly changed: AttackListener) {}

  /** A login that succeeded: every attack that it belongs to learns of it. */
  observeLogin(event: DetectionEvent): void {
    this.recallLogin(event, () => true);
  }

  /** Puts a login back in mind that was judged before the process started; `judges` says for which rules it was not. */
  recallLogin(event: DetectionEvent, judges: (planned: PlannedRule) => boolean): void {
    const login = loginOf(event);
    const attacks = new Set([
      ...found(this.attacksByAddress, login.ipAddress),
      ...found(this.attacksByUsername, login.username),
    ]);
    for (const attack of attacks) if (judges(attack.planned) && attack.recordLogin(login)) this.changed(attack);
    this.keepLogin(login);
  }

  /** A new attack, with the addresses that it has so far. */
  addAttack(attack: Attack): void {
    const logins = new Set<AlertLogin>();
    for (const address of this.index(attack)) {
      for (const login of found(this.loginsByAddress, address)) logins.add(login);
    }
    for (const login of found(this.loginsByUsername, usernameOf(attack))) logins.add(login);
    for (const login of logins) attack.recordLogin(login);
    for (const address of attack.addresses) this.relate(attack, address);
  }

  /** An attack that was known before the process started. */
  restoreAttack(attack: Attack): void {
    this.index(attack);
  }

  /** Another address has joined an attack. */
  addAddress(attack: Attack, address: string): void {
    this.append(this.attacksByAddress, address, attack);
    for (const login of found(this.loginsByAddress, address)) {
      if (login.username === null || login.username !== usernameOf(attack)) attack.recordLogin(login);
    }
    this.relate(attack, address);
  }

  /** How many logins, and addresses of attacks, are kept. */
  get size(): number {
    return this.kept;
  }

  /**
   * Lets go of what nothing that is still to come can belong to; moments in UTC milliseconds.
   *
   * @param attacksBefore for attacks, by when they can no longer change
   * @param loginsBefore for logins, which attacks to come may reach back to
   */
  forget(attacksBefore: number, loginsBefore: number): void {
    const attacks = [this.attacksByAddress, this.attacksByUsername];
    const logins = [this.loginsByAddress, this.loginsByUsername];
    for (const lists of attacks) keepOnly(lists, ({ forgottenAt }) => forgottenAt >= attacksBefore);
    for (const lists of logins) keepOnly(lists, ({ at }) => at >= loginsBefore);
    this.kept = [...attacks, ...logins].reduce((sum, lists) => sum + lengthOf(lists), 0);
  }

  private index(attack: Attack): readonly string[] {
    const addresses = [...attack.addresses];
    for (const address of addresses) this.append(this.attacksByAddress, address, attack);
    const username = usernameOf(attack);
    if (username !== null) this.append(this.attacksByUsername, username, attack);
    return addresses;
  }

  private relate(attack: Attack, address: string): void {
    // In an order that does not depend on where detection was stopped and resumed.
    for (const other of [...found(this.attacksByAddress, address)].sort(byFiring)) {
      if (other === attack || other.planned === attack.planned) continue;
      if (!other.planned.rule.raisesAlerts || !attack.planned.rule.raisesAlerts) continue;
      if (other.endsAt < attack.firstSeen || attack.endsAt < other.firstSeen) continue;
      if (attack.relate(other)) this.changed(attack);
      if (other.relate(attack)) this.changed(other);
    }
  }

  private append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [value]);
    else list.push(value);
    this.kept += 1;
  }

  private keepLogin(login: AlertLogin): void {
    if (login.ipAddress !== null) this.append(this.loginsByAddress, login.ipAddress, login);
    if (login.username !== null) this.append(this.loginsByUsername, login.username, login);
  }
}

function byFiring(a: Attack, b: Attack): number {
  return a.firing.entryId - b.firing.entryId || a.planned.index - b.planned.index || a.firstSeen - b.firstSeen;
}

/** The user whom an attack is about, where it is not about an address. */
function usernameOf({ planned, groupValues }: Attack): string | null {
  if (!planned.byUsername) return null;
  return groupValues[planned.rule.groupBy.findIndex(({ name }) => name === 'username')] ?? null;
}

function loginOf({ id, timestamp, username, method, ipAddress }: DetectionEvent): AlertLogin {
  return {
    at: timestamp,
    username: copied(username),
    method: copied(method),
    ipAddress: copied(ipAddress),
    entryId: id,
  };
}

function copied(text: string | null): string | null {
  return text === null ? null : ownCopy(text);
}

function found<Value>(lists: ReadonlyMap<string, Value[]>, key: string | null): readonly Value[] {
  return (key === null ? undefined : lists.get(key)) ?? [];
}

function lengthOf(lists: ReadonlyMap<unknown, readonly unknown[]>): number {
  let length = 0;
  for (const list of lists.values()) length += list.length;
  return length;
}

/** Takes out of lists what is not kept, and lists that are empty then. */
export function keepOnly<Key, Value>(lists: Map<Key, Value[]>, keeps: (value: Value) => boolean): void {
  for (const [key, list] of lists) {
    const kept = list.filter(keeps);
    if (kept.length === 0) lists.delete(key);
    else if (kept.length < list.length) lists.set(key, kept);
  }
}
