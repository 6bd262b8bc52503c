import { readFileSync } from 'node:fs';
import { shippedPath } from './project-folder.js';

/** The version of this program, as its package says it. */
export const PACKAGE_VERSION = readVersion(shippedPath('package.json'));

function readVersion(file: string): string {
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
