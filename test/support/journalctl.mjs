// Stands in for journalctl: prints the entries of the file that JOURNAL names, as `-o json` does, behind the cursor or
// from the time it is asked for. Says what the real one says when it does not know the cursor.
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
const chosen = entries.slice(first).filter((entry) => Number(JSON.parse(entry).__REALTIME_TIMESTAMP) >= microseconds);
process.stdout.write(chosen.map((entry) => `${entry}\n`).join(''));
