// Fails when openapi.json is not what the service says of itself. Runs on the compiled service.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const current = execFileSync(process.execPath, ['dist/cli.js', 'openapi'], { encoding: 'utf8' });
let stored = '';
try {
  stored = readFileSync('openapi.json', 'utf8');
} catch {
  // Missing is the same as out of date.
}
if (current !== stored) {
  console.error('openapi.json is out of date. Bring it up to date with: npm run openapi');
  process.exitCode = 1;
}
