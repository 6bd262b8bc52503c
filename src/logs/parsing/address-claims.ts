import { detachString } from '../../common/visible-text.js';
import type { ParsedMessage } from './parsed-message.js';

/** An address that a line gives, and that a cut in the client's text may have made. */
export interface AddressClaim {
  readonly host: string | null;
  readonly pid: number;
  /** How much stands in front of the client's text. */
  readonly lead: number;
  readonly username: string;
  readonly address: string;
  readonly port: number | null;
}

/** Connections that such lines are kept of. */
const MAX_CLAIMS = 256;
const LONGEST_NAME = 1_000;

/**
 * Two lines of one connection that give the same name, address and port prove each other, where their texts in front of
 * the name are of different lengths: no limit cuts both behind the same part of the name. So a name that makes every line
 * as long as one that was cut does not hide where it comes from.
 */
export class AddressClaims {
  private readonly byConnection: Map<string, AddressClaim>;

  constructor(claims: readonly AddressClaim[]) {
    this.byConnection = new Map(claims.map((claim) => [keyOf(claim.host, claim.pid), claim]));
  }

  state(): AddressClaim[] {
    return [...this.byConnection.values()];
  }

  /** Gives the reading the address that it claims, where another line of the connection has claimed it before. */
  prove(reading: ParsedMessage, host: string | null, pid: number | null): void {
    const { claim, clientTextAt: lead } = reading;
    const username = nameOf(reading);
    if (claim === null || pid === null || username === null) return;
    const key = keyOf(host, pid);
    const known = this.byConnection.get(key);
    const { address, port } = claim;
    if (known?.username === username && known.address === address && isSame(known.port, port) && known.lead !== lead) {
      reading.address = address;
      reading.port = port ?? known.port;
      return;
    }
    this.byConnection.delete(key);
    this.byConnection.set(key, { host, pid, lead, username, address: detachString(address), port });
    if (this.byConnection.size > MAX_CLAIMS) this.byConnection.delete(this.byConnection.keys().next().value!);
  }
}

/** A port at the end of a line that may have been cut is not known. */
function isSame(one: number | null, other: number | null): boolean {
  return one === null || other === null || one === other;
}

function keyOf(host: string | null, pid: number): string {
  return `${pid} ${host ?? ''}`;
}

/** Some lines escape the name twice. */
function nameOf({ username }: ParsedMessage): string | null {
  return username === null ? null : detachString(username.slice(0, LONGEST_NAME)).replaceAll('\\\\', '\\');
}
