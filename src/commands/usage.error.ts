import { parseArgs } from 'node:util';

/** The command was called in a way that it does not know. */
export class UsageError extends Error {
  readonly code = 'USAGE';
}

/** Splits the arguments of a command that takes files and, perhaps, `--json`. @throws UsageError */
export function fileArguments(args: readonly string[], allowJson: boolean): { files: string[]; json: boolean } {
  const options = allowJson ? ({ json: { type: 'boolean' } } as const) : {};
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { files: positionals, json: (values as { json?: boolean }).json ?? false };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
