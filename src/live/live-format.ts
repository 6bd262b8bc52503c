import type { AlertDto } from '../alerts/alert.dto.js';
import { ecsAlert } from '../alerts/ecs-alert.js';
import type { AlertChangeKind } from '../alerts/lifecycle/alert-outcome.js';
import { ocsfAlert } from '../alerts/ocsf-alert.js';
import type { ItemFormat } from '../lists/item-format.js';
import { ecsEntry } from '../logs/entries/ecs-entry.js';
import type { LogEntryDto } from '../logs/entries/log-entry.dto.js';
import { ocsfEntry } from '../logs/entries/ocsf-entry.js';
import type { LoggedType } from './live-client.js';

const FORMATS = {
  ocsf: { entry: ocsfEntry, alert: ocsfAlert },
  ecs: { entry: ecsEntry, alert: ecsAlert },
} as const;

/** Puts the data of events of the stream into the schema of others: one line of JSON in place of another. */
export function liveFormat(format: ItemFormat): (type: LoggedType, data: string) => string {
  const { entry: entryOf, alert: alertOf } = FORMATS[format];
  return (type, data) => {
    if (type === 'entries') return JSON.stringify(entryOf(JSON.parse(data) as LogEntryDto));
    const { change, alert } = JSON.parse(data) as { readonly change: AlertChangeKind; readonly alert: AlertDto };
    return JSON.stringify(alertOf(alert, change));
  };
}
