/** A filter of fail2ban's, or one of our formats, that reads the lines of a log. */
export interface LogFilterSetting {
  readonly kind: 'filter' | 'format';
  /** Path or name, with arguments in brackets: `/etc/fail2ban/filter.d/postfix.conf[mode=auth]`. */
  readonly reference: string;
  /** How many failures of an address raise an alert; null: as the shipped rule says. */
  readonly maxRetry: number | null;
  /** Within how many seconds; null: within ten minutes. */
  readonly findTimeSeconds: number | null;
}

type FilterOption = 'filter' | 'format' | 'maxretry' | 'findtime';

/** True for the name of an option that is about filters. */
export function isFilterOption(name: string | undefined): name is FilterOption {
  return name === 'filter' || name === 'format' || name === 'maxretry' || name === 'findtime';
}

const MAX_FILTERS = 200;
const MAX_RETRY = 1_000_000;
const MAX_FIND_TIME = 366 * 86_400;

/** `maxretry` and `findtime` are of the filter in front of them. @returns what is wrong, or null */
export function takeFilterOption(filters: LogFilterSetting[], name: FilterOption, value: string): string | null {
  if (value === '') return `has an empty ${name}`;
  if (name === 'filter' || name === 'format') {
    if (filters.length >= MAX_FILTERS) return `has more than ${MAX_FILTERS} filters`;
    if (name === 'format' && !/^[a-z0-9-]+$/.test(value)) return 'has a format that is no name';
    filters.push({ kind: name, reference: value, maxRetry: null, findTimeSeconds: null });
    return null;
  }
  const last = filters.pop();
  if (last === undefined) return `has a ${name} without a filter in front of it`;
  if (name === 'maxretry') {
    const maxRetry = /^\d{1,7}$/.test(value) ? Number(value) : 0;
    filters.push({ ...last, maxRetry });
    return maxRetry < 1 || maxRetry > MAX_RETRY ? 'has a maxretry that is no number from 1' : null;
  }
  const findTimeSeconds = secondsOf(value);
  filters.push({ ...last, findTimeSeconds });
  const isValid = findTimeSeconds !== null && findTimeSeconds >= 1 && findTimeSeconds <= MAX_FIND_TIME;
  return isValid ? null : 'has a findtime that is no time such as 600 or 10m';
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** `600`, `600s`, `10m`, `2h`, `1d`, `1w`; null for other texts. */
function secondsOf(text: string): number | null {
  const [, digits, unit = ''] = /^(\d{1,9})([smhdw]?)$/.exec(text) ?? [];
  return digits === undefined ? null : Number(digits) * UNIT_SECONDS[unit]!;
}

/** The parts between separators that are not within brackets or quotes in them, without blanks at their ends. */
export function splitOutsideBrackets(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quote = '';
  let isInside = false;
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (isInside && (character === '"' || character === "'")) quote = character;
    else if (character === '[') isInside = true;
    else if (character === ']') isInside = false;
    if (character === separator && !isInside) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return [...parts, part.trim()];
}
