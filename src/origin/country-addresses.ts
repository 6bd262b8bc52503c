import { Injectable, applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { DomainError } from '../common/domain.error.js';
import { givenRows, givenTable } from '../database/bulk-sql.js';
import { SqlReader } from '../database/sql-reader.js';
import { problemDocument } from '../http/problem-document.js';
import { NamesParameter } from '../lists/list-parameters.js';
import type { Among } from '../lists/list-plan.js';
import { sqlCondition } from '../lists/sql-condition.js';
import type { SqlCondition } from '../lists/sql-condition.js';
import { OriginsService } from './origins.service.js';

/** Most addresses that a filter looks for. */
const MAX_ADDRESSES = 50_000;

/** A country as files name it: ISO 3166-1, two letters. */
const COUNTRY_PATTERN = '^[A-Z]{2}$';

export const COUNTRIES_NOT_CONFIGURED = problemDocument(
  400,
  'COUNTRIES_NOT_CONFIGURED',
  'No file says which country an address is of: set GEOIP_COUNTRY.',
  '/logs',
);

export const COUNTRIES_UNREADABLE = problemDocument(
  503,
  'COUNTRIES_UNREADABLE',
  'The file of GEOIP_COUNTRY is not read yet, or cannot be read; GET /origins says which.',
  '/logs',
);

/** @throws DomainError COUNTRIES_NOT_CONFIGURED, or COUNTRIES_UNREADABLE where nothing could be read yet */
export function requireCountries({ countryState }: OriginsService): void {
  const { code, detail } = countryState === 'unread' ? COUNTRIES_UNREADABLE : COUNTRIES_NOT_CONFIGURED;
  if (countryState !== 'read')
    throw new DomainError(countryState === 'unread' ? 'unavailable' : 'invalid', code, detail);
}

/** Countries, separated by commas: two letters each, in capitals by then. */
export function CountriesParameter(description: string): PropertyDecorator {
  return applyDecorators(
    // Decorators are applied from the last to the first, and so are what they do to values: this one comes after the split.
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value)
        ? value.map((each) => (typeof each === 'string' ? each.toUpperCase() : (each as unknown)))
        : value,
    ),
    NamesParameter(
      { description, example: 'NL,BE' },
      { pattern: COUNTRY_PATTERN, isName: (name) => /^[A-Z]{2}$/.test(name), names: ['two letters each, such as NL'] },
    ),
  );
}

/** An address that there is something of. */
export interface SeenAddress {
  readonly address: string;
  /** What it adds up to: the more, the rather the address is looked for; among equals, what came first. */
  readonly weight: number;
}

/** Addresses that were seen, whatever country they are of; one may come several times. */
export interface SeenAddresses {
  readonly addresses: readonly SeenAddress[];
  /** True with the last of them where there are more than were read. */
  readonly isCut: boolean;
}

/** Finds the addresses of countries among those that were seen, so that lists can be filtered by them. */
@Injectable()
export class CountryAddresses {
  constructor(
    private readonly origins: OriginsService,
    private readonly reader: SqlReader,
  ) {}

  /**
   * @param countries undefined: nothing is asked
   * @param conditionsOf what is true of an item of one of the addresses, given the condition on a column
   * @throws DomainError COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE
   */
  async among(
    countries: readonly string[] | undefined,
    seen: () => AsyncIterable<SeenAddresses>,
    conditionsOf: (isOneOfThem: (column: string) => SqlCondition) => Pick<Among, 'test' | 'candidates'>,
  ): Promise<Among | undefined> {
    if (countries === undefined) return undefined;
    requireCountries(this.origins);
    const { addresses, leftOut } = await this.find(new Set(countries), seen());
    const isPostgres = this.reader.engine === 'postgres';
    const given = `SELECT of_country FROM ${givenTable({ of_country: 'text' }, isPostgres)}`;
    const rows = givenRows(
      addresses.map((address) => [address]),
      isPostgres,
    );
    const isOneOfThem = (column: string): SqlCondition => sqlCondition(`${column} IN (${given})`, rows);
    return { name: `country ${countries.toSorted().join(',')}`, leftOut, ...conditionsOf(isOneOfThem) };
  }

  private async find(
    countries: ReadonlySet<string>,
    seen: AsyncIterable<SeenAddresses>,
  ): Promise<{ readonly addresses: readonly string[]; readonly leftOut: number }> {
    const weights = new Map<string, number>();
    let unknown = 0;
    for await (const { addresses, isCut } of seen) {
      if (isCut) unknown = 1;
      for (const { address, weight } of addresses) {
        const known = weights.get(address);
        if (known !== undefined) weights.set(address, known + weight);
        else if (countries.has(this.origins.countryOf(address) ?? '')) weights.set(address, weight);
      }
    }
    const all = [...weights].sort((a, b) => b[1] - a[1]).map(([address]) => address);
    return { addresses: all.slice(0, MAX_ADDRESSES), leftOut: Math.max(0, all.length - MAX_ADDRESSES) + unknown };
  }
}
