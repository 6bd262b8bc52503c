import { countryName, networkWords } from '../model/countries.js';
import { useOrigin } from '../origins.js';

/** Where an address is from, in two letters beside it; nothing where that is not known. */
export function OriginTag({ address }: { address: string }) {
  const origin = useOrigin(address);
  if (origin === null || (origin.country === null && origin.asn === null)) return null;
  const { country, asn, network_name: name } = origin;
  const words = [country === null ? null : countryName(country), networkWords(asn, name)].filter(
    (each) => each !== null,
  );
  return (
    <span class="origin" title={words.join(' · ')}>
      <span aria-hidden="true">{country ?? `AS${asn}`}</span>
      <span class="unseen">({words.join(', ')})</span>
    </span>
  );
}
