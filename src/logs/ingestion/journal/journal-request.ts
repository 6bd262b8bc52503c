import type { JournalMatch } from '../../programs/imported/journal-match.js';
import { PROGRAM_NAMES } from '../../programs/registry.js';

/** Everything that the parser reads; journalctl adds the time and the cursor by itself. */
const FIELDS = ['MESSAGE', 'SYSLOG_IDENTIFIER', 'SYSLOG_PID', '_PID', '_HOSTNAME'];

/**
 * What journalctl is asked for, as its arguments: the entries of our own programs, and those that filters are for. All
 * entries, where a filter does not say which it is for.
 *
 * @param filters of each filter that reads the journal
 * @param wantsOthers true where a rule, or an option of the source, asks for lines of other programs
 */
export function journalRequest(filters: readonly JournalMatch[] = [], wantsOthers = false): readonly string[] {
  const named = new Set(filters.flat(2).map(({ field }) => field));
  const output = `--output-fields=${[...new Set([...FIELDS, ...named])].join(',')}`;
  if (wantsOthers || filters.some((match) => match.length === 0)) return [output];
  // Values of one field are alternatives; what stands behind a + is one more, with all its fields.
  const own = PROGRAM_NAMES.map((name) => `SYSLOG_IDENTIFIER=${name}`);
  const alternatives = filters.flat().map((terms) => terms.map(({ field, value }) => `${field}=${value}`));
  return [output, ...own, ...alternatives.flatMap((terms) => ['+', ...terms])];
}
