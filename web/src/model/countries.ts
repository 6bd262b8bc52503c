const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** `NL` → `Netherlands`; a code that stands for nothing stays as it is. */
export function countryName(code: string): string {
  return (/^[A-Z]{2}$/.test(code) ? NAMES.of(code) : undefined) ?? code;
}

/** Which network an address is of: `AS64496 EXAMPLE-NET`; null where that is not known. */
export function networkWords(asn: number | null, name: string | null): string | null {
  const words = [asn === null ? null : `AS${asn}`, name].filter((each) => each !== null);
  return words.length === 0 ? null : words.join(' ');
}
