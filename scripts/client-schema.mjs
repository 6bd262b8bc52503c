// Writes the types of the client from openapi.json, or, with --check, fails when they are not what it says.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';

const TARGET = 'packages/client/src/schema.ts';

const nodes = await openapiTypescript(JSON.parse(readFileSync('openapi.json', 'utf8')), {
  // What has a default may be left out of a request; of an answer it is always there, and the document says so.
  defaultNonNullable: false,
});
const types = `// Written by npm run client from openapi.json; do not edit.\n\n${astToString(nodes)}`;
if (!process.argv.includes('--check')) writeFileSync(TARGET, types);
else if (readFileSync(TARGET, 'utf8') !== types) {
  console.error(`${TARGET} is out of date. Bring it up to date with: npm run client`);
  process.exitCode = 1;
}
