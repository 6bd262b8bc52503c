import type { AlertDto } from '../alerts/alert.dto.js';
import type { AlertChangeKind } from '../alerts/lifecycle/alert-outcome.js';
import { ocsfAlert } from '../alerts/ocsf-alert.js';
import type { LogEntryDto } from '../logs/entries/log-entry.dto.js';
import { ocsfEntry } from '../logs/entries/ocsf-entry.js';
import type { LoggedType } from './live-client.js';

/** The data of an event of the stream as an event of OCSF: one line of JSON in place of another. */
export function liveOcsf(type: LoggedType, data: string): string {
  if (type === 'entries') return JSON.stringify(ocsfEntry(JSON.parse(data) as LogEntryDto));
  const { change, alert } = JSON.parse(data) as { readonly change: AlertChangeKind; readonly alert: AlertDto };
  return JSON.stringify(ocsfAlert(alert, change));
}
