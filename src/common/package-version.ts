import { readFileSync } from 'node:fs';

/** The version of this program, as its package says it. */
export const PACKAGE_VERSION = readVersion(new URL('../../package.json', import.meta.url));

function readVersion(file: URL): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
