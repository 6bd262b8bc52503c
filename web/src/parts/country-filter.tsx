import { useHasCountries } from '../origins.js';

interface Props {
  readonly params: Readonly<Record<string, string>>;
  readonly onChange: (event: { currentTarget: { value: string } }) => void;
}

/** Leaves what is of addresses of some countries; nothing where countries are not known. */
export function CountryFilter({ params: { country = '' }, onChange }: Props) {
  const hasCountries = useHasCountries();
  if (!hasCountries && country === '') return null;
  return (
    <label>
      Country <input key={country} defaultValue={country} placeholder="NL,BE" autocomplete="off" onChange={onChange} />
    </label>
  );
}
