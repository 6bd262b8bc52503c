/** What is known of where an address is from. It is shown, never decided by. */
export interface AddressOrigin {
  /** ISO 3166-1, two letters; null: not known. */
  readonly country: string | null;
  /** Number of the autonomous system that announces the address; null: not known. */
  readonly asn: number | null;
  /** Who runs that network: text of whoever made the file, cut and without anything invisible. */
  readonly networkName: string | null;
}

export const UNKNOWN_ORIGIN: AddressOrigin = Object.freeze({ country: null, asn: null, networkName: null });

/** One file that says where addresses are from. */
export interface OriginDatabase {
  /** What it says of an address in canonical notation; null: nothing. @throws where the file is damaged */
  find(address: string): Partial<AddressOrigin> | null;
  /** What it is, for people: `GeoLite2-Country`, `ranges of addresses`. */
  readonly kind: string;
  /** When its data were made, UTC milliseconds; null: it does not say. */
  readonly builtAt: number | null;
}
