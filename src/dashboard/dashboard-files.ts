import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the build puts the page: `index.html`, and what it needs in `dashboard/`. */
export const PAGE_FOLDER = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** A name of a file, and of nothing else: no way leads out of the folder. */
const FILE_NAME = /^[\w-]+(?:\.[\w-]+)+$/;

/** The files of the page. */
export class DashboardFiles {
  constructor(private readonly folder: string) {}

  get isBuilt(): boolean {
    return existsSync(join(this.folder, 'index.html'));
  }

  has(name: string): boolean {
    return FILE_NAME.test(name) && existsSync(join(this.folder, 'dashboard', name));
  }
}

/** True for names that hold a hash of their content: what they hold never changes. */
export function isHashed(name: string): boolean {
  return /-[\w-]{8}\.\w+$/.test(name);
}
