import { LogEntryDto } from '../../src/logs/entries/log-entry.dto.js';
import { logEntryOfEvent } from '../../src/logs/entries/entry-of-event.js';
import type { LogEvent } from '../../src/logs/parsing/parsed-line.js';
import { parsedLog, readScenario, scenarios } from '../parsing/golden.js';

/** An entry of which nothing is known but when, where it stands and what type it has. */
export const bareEntry = (log_type: string): LogEntryDto => ({
  id: 17,
  timestamp: '2026-11-20T09:12:46.000Z',
  time_basis: 'exact',
  log_type,
  host: null,
  program: 'sshd',
  pid: null,
  ip_address: null,
  source_host: null,
  port: null,
  username: null,
  valid_user: null,
  method: null,
  service: null,
  target_user: null,
  command: null,
  tty: null,
  working_directory: null,
  attempts: 0,
  details: null,
  allowlisted: false,
  source: '/var/log/auth.log',
  raw_log: 'the line',
  category: 'system',
});

/** One of which everything is known. @param text what others chose, wherever they can */
export const fullEntry = (log_type: string, text = 'text'): LogEntryDto => ({
  ...bareEntry(log_type),
  host: 'web-1',
  pid: 4242,
  ip_address: '203.0.113.7',
  source_host: text,
  port: 40022,
  username: text,
  valid_user: false,
  method: 'password',
  service: 'sshd',
  target_user: text,
  command: text,
  tty: 'pts/0',
  working_directory: text,
  details: {
    reason: text,
    network: '203.0.113.0/24',
    group: text,
    path: text,
    new_path: text,
    action: text,
    bytes_read: 7,
  },
});

/** What is stored of an event, as the API shows it. */
export function shownEntry(event: LogEvent, id: number): LogEntryDto {
  const entry = logEntryOfEvent(id, event, 1, 'the line');
  const row = Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      typeof value === 'boolean' ? Number(value) : value,
    ]),
  );
  return LogEntryDto.from(row as unknown as Parameters<typeof LogEntryDto.from>[0], '/var/log/auth.log');
}

/** Every line of the golden logs that becomes an entry, as the API shows it, and where it stands. */
export function* goldenEntries(): Generator<{ readonly where: string; readonly entry: LogEntryDto }> {
  for (const name of scenarios()) {
    const { log, golden } = readScenario(name);
    for (const [index, line] of parsedLog(log, golden).entries()) {
      if (line.kind !== 'event' || line.logType === null) continue;
      yield { where: `${name}, line ${index + 1}`, entry: shownEntry(line, index + 1) };
    }
  }
}
