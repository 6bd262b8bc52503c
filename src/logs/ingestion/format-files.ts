import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { shippedPath } from '../../common/project-folder.js';
import type { FilterDefinition } from '../programs/imported/filter-definition.js';
import { IniFault } from '../programs/imported/ini.js';

/** A line, and what is to be read from it. */
export interface FormatSample {
  readonly line: string;
  readonly address: string;
  readonly user?: string;
}

/** An expression of a format, with lines that show what it is for. */
export interface FormatExpression {
  readonly text: string;
  /** Why no client can move the address, where the lint cannot tell. */
  readonly vouched: string | null;
  /** True where a client can. */
  readonly forgeable: boolean;
  readonly samples: readonly FormatSample[];
  /** Lines that it must leave alone. */
  readonly others: readonly string[];
  /** What an attacker would write, with the address that is right. */
  readonly forged: readonly FormatSample[];
}

/** How one kind of failure of a program is written: a filter of our own. */
export interface FormatFilter {
  readonly name: string;
  readonly about: string;
  readonly writtenBy: string;
  readonly datePattern: string | null;
  readonly expressions: readonly FormatExpression[];
}

/** How the programs that write a log write failures. */
export interface Format {
  readonly name: string;
  readonly logs: string;
  readonly filters: readonly FormatFilter[];
}

const FOLDER = shippedPath('formats');
const ENDING = '.yml';

/** The names of the formats that come with the program. */
export function formatNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .toSorted();
}

/** @throws IniFault where there is none of that name */
export function readFormat(name: string): Format {
  if (!formatNames().includes(name))
    throw new IniFault(`is none of the formats that there are: ${formatNames().join(', ')}`);
  return parseFormat(readFileSync(join(FOLDER, `${name}${ENDING}`), 'utf8'));
}

/** Reads the text of a format. @throws IniFault where it is none */
export function parseFormat(text: string): Format {
  const document = mapOf(parse(text), 'it');
  return {
    name: textOf(document, 'format'),
    logs: textOf(document, 'logs'),
    filters: listOf(document, 'filters').map((filter) => {
      const map = mapOf(filter, 'a filter');
      return {
        name: textOf(map, 'name'),
        about: textOf(map, 'about'),
        writtenBy: textOf(map, 'written_by'),
        datePattern: map['date_pattern'] === undefined ? null : textOf(map, 'date_pattern'),
        expressions: listOf(map, 'expressions').map(expressionOf),
      };
    }),
  };
}

/** The filters of a format, as those of fail2ban are. */
export function definitionsOf({ filters }: Format): FilterDefinition[] {
  return filters.map(({ name, datePattern, expressions }) => ({
    name,
    prefix: null,
    failures: expressions.map(({ text }) => text),
    vouched: expressions.map(({ vouched }) => vouched !== null),
    ignored: [],
    datePattern,
    maxLines: 1,
    journalMatch: [],
  }));
}

function expressionOf(item: unknown): FormatExpression {
  const map = mapOf(item, 'an expression');
  const { matches, vouched, forgeable } = map;
  return {
    text: Array.isArray(matches) ? matches.map(String).join('') : textOf(map, 'matches'),
    vouched: typeof vouched === 'string' ? vouched : null,
    forgeable: forgeable === true,
    samples: samplesOf(map, 'samples'),
    others: listOf(map, 'others', true).map(String),
    forged: samplesOf(map, 'forged'),
  };
}

function samplesOf(map: Fields, name: string): FormatSample[] {
  return listOf(map, name, true).map((item) => {
    const sample = mapOf(item, 'a sample');
    const user = sample['user'] === undefined ? {} : { user: textOf(sample, 'user') };
    return { line: textOf(sample, 'line'), address: textOf(sample, 'address'), ...user };
  });
}

type Fields = Readonly<Record<string, unknown>>;

function mapOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new IniFault(`is no format: ${what} is no map`);
  return value as Fields;
}

function listOf(map: Fields, name: string, isOptional = false): readonly unknown[] {
  const value = map[name];
  if (Array.isArray(value)) return value;
  if (value === undefined && isOptional) return [];
  throw new IniFault(`is no format: ${name} is no list`);
}

function textOf(map: Fields, name: string): string {
  const value = map[name];
  if (typeof value !== 'string' || value === '') throw new IniFault(`is no format: ${name} is no text`);
  return value;
}
