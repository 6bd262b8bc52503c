import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where package.json, the shipped rules, the formats, the templates of mails and the built page are, however this file was built. */
const PROJECT_FOLDER = folderOfPackage(dirname(fileURLToPath(import.meta.url)));

function folderOfPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderOfPackage(dirname(folder));
}

/** @returns the path of a file or folder that is shipped with the program */
export function shippedPath(...names: readonly string[]): string {
  return join(PROJECT_FOLDER, ...names);
}
