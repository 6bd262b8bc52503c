import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a key, hexadecimal. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Compares two hashes in a time that says nothing of where they differ. */
export function isSameHash(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
