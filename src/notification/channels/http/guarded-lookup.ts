import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.js';

/** A host that leads, or only leads, to addresses that are not public. */
export class PrivateAddressError extends Error {
  readonly code = 'PRIVATE_ADDRESS';
}

/** Resolves a name to all its addresses; the system's own lookup unless a test has its own. */
export type ResolveName = (
  name: string,
  options: LookupOptions & { all: true },
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * The lookup of a connection that may only lead to public addresses. It is asked at the moment of connecting, and what
 * it answers is connected to: a name cannot mean one address when it is checked and another when it is used.
 */
export function publicAddressesOnly(resolve: ResolveName = systemLookup): LookupFunction {
  return (name, options, answer) => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return answer(error, '', 0);
      const allowed = addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = allowed;
      if (first === undefined) return answer(new PrivateAddressError(), '', 0);
      if (options.all === true) return answer(null, allowed);
      answer(null, first.address, first.family);
    });
  };
}
