import type { Request } from 'express';

/** Express setting that holds the path under which a proxy shows the service. */
export const BASE_PATH_SETTING = 'base path';

/** The path of a request as its client sees it: links begin with it. */
export function publicPath(request: Request): string {
  const basePath = request.app.get(BASE_PATH_SETTING) as string | undefined;
  return `${basePath ?? ''}${request.path}`;
}
