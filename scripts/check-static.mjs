/** `npm run check:static`: everything that needs no test to run, in two rows side by side. Tells what it does as it ends. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Within a row one waits for the other: what follows the build looks at what was built. */
const ROWS = [
  ['build', 'check:migrations', 'check:openapi', 'check:client'],
  ['check:format', 'check:lint', 'check:boundaries', 'check:types', 'check:api', 'check:supply'],
];

function run(name) {
  const child = spawn('npm', ['run', '--silent', name], { cwd: join(import.meta.dirname, '..') });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  return new Promise((resolve) => {
    child.once('close', (status) => {
      console.log(`${name}: ${status === 0 ? 'passed' : `FAILED (${status})`}`);
      if (status !== 0) console.log(output);
      resolve(status === 0);
    });
  });
}

async function runRow(names) {
  let passed = true;
  for (const name of names) passed = (await run(name)) && passed;
  return passed;
}

const results = await Promise.all(ROWS.map(runRow));
process.exit(results.every(Boolean) ? 0 : 1);
