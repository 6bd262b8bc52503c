import type { Request } from 'express';

/** What of Express's router is looked at. */
interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** The methods that routes of this path answer to; none: there is no such path. */
export function allowedMethods({ app, path }: Request): string[] {
  const { stack } = (app as unknown as { router: { stack: readonly Layer[] } }).router;
  const methods = new Set<string>();
  for (const { route } of stack.filter((layer) => layer.route !== undefined && matches(layer, path))) {
    for (const method of Object.keys(route!.methods)) methods.add(method.toUpperCase());
  }
  methods.delete('_ALL');
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort();
}

/** A path that cannot be decoded is the path of nothing. */
function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}
