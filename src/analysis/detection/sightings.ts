import type { AlertLogin } from '../../alerts/lifecycle/detected-alert.js';
import { ownCopy } from '../../common/own-copy.js';
import type { Attack } from './attack.js';
import type { DetectionEvent } from './detection-event.js';
import { append, found, keepOnly, lengthOf } from './lists-by-key.js';
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

  /** A login that succeeded: every attack learns of it that it belongs to, and whose rule judges it. */
  addLogin(event: DetectionEvent, judges: (planned: PlannedRule) => boolean): void {
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
    append(lists, key, value);
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
