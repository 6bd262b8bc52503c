/** A word of the Sigma specification that is taken. */
interface Supported {
  readonly supported: true;
  readonly meaning: string;
}

/** One that is refused. The reason completes "… is not supported: ". */
interface Refused {
  readonly supported: false;
  readonly reason: string;
}

/** What becomes of a word of the Sigma specification here. */
export type Support = Supported | Refused;

const yes = (meaning: string): Supported => ({ supported: true, meaning });
const no = (reason: string): Refused => ({ supported: false, reason });

const WINDOWS = 'it is made for command lines of Windows';
const ENCODED = 'it is made for commands and scripts that hide their text, of which authentication logs have none';
const DATE = 'the entries have one time, and the field hour gives the hour of it';

/** The value modifiers of specification 2.1.0: the compiler decides by this table, and docs/rules.md shows it. */
export const MODIFIERS = {
  all: yes('Every value of the list must be met, not any one.'),
  contains: yes('The value stands anywhere in the field.'),
  startswith: yes('The field begins with the value.'),
  endswith: yes('The field ends with the value.'),
  exists: yes('`true`: the field is not null; `false`: it is.'),
  cased: yes('Upper and lower case are told apart.'),
  neq: yes('The field is none of the values; a null field is different from every value.'),
  re: yes('Regular expression, found anywhere in the field, in linear time; see below.'),
  i: yes('After `re`: upper and lower case are the same.'),
  m: yes('After `re`: `^` and `$` also hold at line breaks.'),
  s: yes('After `re`: `.` also takes a line break.'),
  cidr: yes('The address lies in the network, such as `10.0.0.0/8`, `2001:db8::/32`.'),
  gt: yes('The number is greater than the value.'),
  gte: yes('The number is greater than the value, or equal.'),
  lt: yes('The number is less than the value.'),
  lte: yes('The number is less than the value, or equal.'),
  fieldref: yes('The value is the name of another field of the same event, which must be equal.'),
  windash: no(WINDOWS),
  base64: no(ENCODED),
  base64offset: no(ENCODED),
  utf16le: no(ENCODED),
  utf16be: no(ENCODED),
  utf16: no(ENCODED),
  wide: no(ENCODED),
  expand: no('there is no list of placeholders; write the values'),
  minute: no(DATE),
  hour: no(DATE),
  day: no(DATE),
  week: no(DATE),
  month: no(DATE),
  year: no(DATE),
} as const satisfies Record<string, Support>;

/** The types of correlation. */
export const CORRELATIONS = {
  event_count: yes('How many events the rules found.'),
  value_count: yes('How many different values a field had in them; null does not count.'),
  value_sum: yes('The sum of a number field over them.'),
  temporal: yes(
    'Different rules were met: all of them, or as many as a condition says (`gte: 2`), or as it names them (`a and (b or c)`).',
  ),
  temporal_ordered: yes('As `temporal`, and in the order in which the rules are listed, whichever are left out.'),
  value_avg: no('an average over a sliding window moves with every harmless event; use value_sum or event_count'),
  value_percentile: no('percentiles over a sliding window are not kept; use value_sum or event_count'),
  value_median: no('a median over a sliding window is not kept; use value_sum or event_count'),
} as const satisfies Record<string, Support>;

/** What else the specification, or its first version, has. */
export const OTHER_PARTS = {
  filter: no('put the exclusion into the condition of the rule (`selection and not filter`), or use the allowlist'),
  aggregation: no('Sigma 1 wrote counting as "| count() …" in the condition; write a correlation'),
  timeframe: no('Sigma 1 wrote the window into the detection; write a correlation with a timespan'),
  action: no('Sigma 1 collections shared attributes by it; repeat them in each document'),
  absence: no(
    'whether a rule was not met is only known when the window is over, and an alert is not taken back; ask for what happens',
  ),
  taxonomy: no('fields have the names of this program; only the taxonomy sigma, the default, is taken'),
} as const satisfies Record<string, Support>;

export function supportOf(table: Readonly<Record<string, Support>>, word: string): Support | null {
  return Object.hasOwn(table, word) ? table[word]! : null;
}

/** The fault for a word that the specification has and we do not take. */
export function refusal(what: string, { reason }: Refused): string {
  return `${what} is not supported: ${reason}`;
}
