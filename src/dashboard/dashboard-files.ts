import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shippedPath } from '../common/project-folder.js';

/**
 * Content-Security-Policy of our own pages, stricter than that of Swagger UI: nothing inline, nothing from elsewhere,
 * and no text that becomes markup (trusted types), whatever an attacker has written into a log.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join(';');

/** Where the build puts the page: `index.html`, and what it needs in `dashboard/`. */
export const PAGE_FOLDER = shippedPath('dist', 'web');

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

  /** @param path within the folder */
  isCompressed(path: string): boolean {
    return existsSync(join(this.folder, `${path}.gz`));
  }
}

/** True for names that hold a hash of their content: what they hold never changes. */
export function isHashed(name: string): boolean {
  return /-[\w-]{8}\.\w+$/.test(name);
}
