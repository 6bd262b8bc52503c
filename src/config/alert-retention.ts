import type { SettingFault } from './setting.js';
import { SEVERITIES } from './value-formats.js';
import type { Severity } from './value-formats.js';

/** How many days alerts are kept, by severity; one that is not named is kept for ever. */
export type AlertRetention = Readonly<Partial<Record<Severity, number>>>;

const MAX_DAYS = 36_500;

/** Reads `365`, for all, or `low=90,medium=180,high=365`. */
export function parseAlertRetention(text: string): AlertRetention | SettingFault {
  if (text.trim() === '') return {};
  if (isDays(text.trim())) return kept(Object.fromEntries(SEVERITIES.map((severity) => [severity, Number(text)])));
  const days: Partial<Record<Severity, number>> = {};
  for (const part of text.split(',')) {
    const [name = '', value = ''] = part.split('=').map((piece) => piece.trim());
    const severity = SEVERITIES.find((each) => each === name);
    if (severity === undefined || !isDays(value)) {
      return { fault: `must be a number of days, or some of ${SEVERITIES.join(', ')} with theirs: low=90,medium=180` };
    }
    days[severity] = Number(value);
  }
  return kept(days);
}

/** 0 days is for ever, as it is for log entries. */
function kept(days: AlertRetention): AlertRetention {
  return Object.fromEntries(Object.entries(days).filter(([, number]) => number > 0));
}

function isDays(text: string): boolean {
  return /^\d{1,6}$/.test(text) && Number(text) <= MAX_DAYS;
}
