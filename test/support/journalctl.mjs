// Stands in for journalctl: prints the entries of the file that JOURNAL names, as `-o json` does, behind the cursor or
// from the time it is asked for: those that the FIELD=value arguments name, with the fields that are asked for. Says what
// the real one says when it does not know the cursor.
import { readFileSync } from 'node:fs';

const option = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const entries = readFileSync(process.env.JOURNAL, 'utf8').split('\n').filter(Boolean);
const cursor = option('after-cursor');
const since = option('since');
let first = 0;
if (cursor !== undefined) {
  first = entries.findIndex((entry) => JSON.parse(entry).__CURSOR === cursor) + 1;
  if (first === 0) {
    process.stderr.write('Failed to seek to cursor: Invalid argument\n');
    process.exit(1);
  }
}
const microseconds = since === undefined ? 0 : Number(since.slice(1)) * 1e6;

// Values of one field are alternatives, fields are all to be there, and a + begins an alternative to all before it.
const alternatives = [new Map()];
for (const arg of process.argv.slice(2)) {
  if (arg === '+') alternatives.push(new Map());
  const [, field, value] = /^([A-Z_][A-Z0-9_]*)=(.*)$/.exec(arg) ?? [];
  const values = alternatives.at(-1);
  if (field !== undefined) values.set(field, [...(values.get(field) ?? []), value]);
}
const isNamed = (entry) =>
  alternatives.some((fields) => [...fields].every(([field, values]) => values.includes(entry[field])));
const fields = option('output-fields').split(',');
const isShown = ([field]) => field.startsWith('__') || fields.includes(field);

const chosen = entries
  .slice(first)
  .map((entry) => JSON.parse(entry))
  .filter((entry) => Number(entry.__REALTIME_TIMESTAMP) >= microseconds && isNamed(entry))
  .map((entry) => Object.fromEntries(Object.entries(entry).filter(isShown)));
process.stdout.write(chosen.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
