import { ipKeyGenerator } from 'express-rate-limit';

/** So many wrong keys may be tried from an address in a minute. */
export const WRONG_KEYS_PER_MINUTE = 20;

const WINDOW_MS = 60_000;
/** Addresses, and keys that were right from an address, that are kept in mind: those of late. */
const MAX_REMEMBERED = 10_000;

/**
 * Slows those who guess keys. From an address that has tried too many, no key is looked at until its minute is over, right
 * or wrong: the answer tells nothing. Only keys that have been used from there before go on, so that nobody can lock out
 * those who share an address with them, or a proxy.
 */
export class KeyGuesses {
  private readonly wrongKeys = new Map<string, { count: number; readonly until: number }>();
  /** By address and hash of the key. */
  private readonly rightKeys = new Set<string>();

  /** @param now UTC milliseconds, or any clock of milliseconds that goes on evenly */
  constructor(private readonly now: () => number) {}

  isRefused(address: string, hash: string): boolean {
    const found = this.wrongKeys.get(ipKeyGenerator(address));
    if (found === undefined || found.until <= this.now()) return false;
    return found.count >= WRONG_KEYS_PER_MINUTE && !this.rightKeys.has(rightKey(address, hash));
  }

  wrong(address: string): void {
    const network = ipKeyGenerator(address);
    const found = this.wrongKeys.get(network);
    if (found !== undefined && found.until > this.now()) {
      found.count += 1;
      return;
    }
    this.wrongKeys.delete(network);
    this.wrongKeys.set(network, { count: 1, until: this.now() + WINDOW_MS });
    forgetOldest(this.wrongKeys);
  }

  right(address: string, hash: string): void {
    const key = rightKey(address, hash);
    this.rightKeys.delete(key);
    this.rightKeys.add(key);
    forgetOldest(this.rightKeys);
  }
}

function rightKey(address: string, hash: string): string {
  return `${ipKeyGenerator(address)} ${hash}`;
}

function forgetOldest(remembered: Map<string, unknown> | Set<string>): void {
  if (remembered.size <= MAX_REMEMBERED) return;
  const [oldest] = remembered.keys();
  if (oldest !== undefined) remembered.delete(oldest);
}
