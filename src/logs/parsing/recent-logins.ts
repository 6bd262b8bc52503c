import type { ConnectionSign } from './open-connections.js';

/** How many logins are remembered, the latest. */
const MAX_LOGINS = 512;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The clients that have logged in, by host, address and port: the end of a session may come hours later, from another
 * process, and looks like that of a connection which never came to a login. Hashes of 32 bits, so that the state stays
 * small: where two are the same, a probe is not seen as one.
 */
export class RecentLogins {
  private readonly hashes: Set<number>;

  constructor(state: readonly number[]) {
    this.hashes = new Set(state);
  }

  /** In the order of the logins. */
  state(): number[] {
    return [...this.hashes];
  }

  add(sign: ConnectionSign): void {
    const hash = hashOf(sign);
    if (hash === null) return;
    this.hashes.delete(hash);
    this.hashes.add(hash);
    if (this.hashes.size <= MAX_LOGINS) return;
    const [oldest] = this.hashes;
    this.hashes.delete(oldest!);
  }

  has(sign: ConnectionSign): boolean {
    const hash = this.hashes.size === 0 ? null : hashOf(sign);
    return hash !== null && this.hashes.has(hash);
  }
}

/** Null where the address or the port is not known. */
function hashOf({ host, ip, port }: ConnectionSign): number | null {
  if (ip === null || port === null) return null;
  const text = `${host ?? ''} ${ip} ${port}`;
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  return hash >>> 0;
}
