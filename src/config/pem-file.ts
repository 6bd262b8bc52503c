import type { ReadFile, SettingFault } from './setting.js';

/** Reads the file that a setting names: certificates or a key in PEM. An empty text stays empty: not set. */
export function parsePemFile(path: string, readFile: ReadFile): string | SettingFault {
  if (path === '') return '';
  try {
    const text = readFile(path);
    return text.includes('-----BEGIN ') ? text : { fault: `names ${path}, which is no PEM file` };
  } catch (error) {
    return { fault: `names a file that cannot be read: ${(error as Error).message}` };
  }
}
