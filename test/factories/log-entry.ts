import type { LogEntry } from '../../src/logs/entries/log-entry.entity.js';
import { detectionEvent } from './detection-event.js';

/** A stored refused password, unless the test says otherwise. */
export function logEntry(changes: Partial<LogEntry> = {}): LogEntry {
  return { ...detectionEvent(), timeBasis: 'exact', allowlisted: false, lane: 0, sourceId: 1, ...changes };
}
