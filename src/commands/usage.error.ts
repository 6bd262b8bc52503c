import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** The command was called in a way that it does not know. */
export class UsageError extends Error {
  readonly code = 'USAGE';
}

/** Splits the arguments of a command into files and the options that it knows. @throws UsageError */
export function parsedArguments<const Options extends OptionsConfig>(
  args: readonly string[],
  options: Options,
): { files: string[]; values: ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>>['values'] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { files: positionals, values };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The arguments of a command that takes files and, perhaps, `--json`. @throws UsageError */
export function fileArguments(args: readonly string[], allowJson: boolean): { files: string[]; json: boolean } {
  if (!allowJson) return { files: parsedArguments(args, {}).files, json: false };
  const { files, values } = parsedArguments(args, { json: { type: 'boolean' } });
  return { files, json: values.json ?? false };
}
