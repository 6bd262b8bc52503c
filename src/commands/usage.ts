import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { MisconfiguredError } from '../common/misconfigured-error.js';
import { HELP } from './help.js';

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** The command was called in a way that it does not know. */
export class UsageError extends MisconfiguredError {
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

/** The arguments of a command that takes files, and no options. @throws UsageError */
export function fileArguments(args: readonly string[]): string[] {
  return parsedArguments(args, {}).files;
}

export const NO_FILE = 'Name at least one log file.';

/**
 * Holds arguments against what the help says that the command takes, before anything is loaded: its options, and files
 * where it cannot do without.
 *
 * @throws UsageError
 */
export function checkArguments(name: string, args: readonly string[]): void {
  const [first = '', ...rest] = args;
  const isWord = Object.hasOwn(HELP, `${name} ${first}`);
  const help = HELP[isWord ? `${name} ${first}` : name];
  if (help === undefined) return;
  const options = help.options.map(([option]) => {
    const [flag = '', value] = option.split(' ');
    return [flag.slice(2), { type: value === undefined ? 'boolean' : 'string' }] as const;
  });
  const { files } = parsedArguments(isWord ? rest : args, Object.fromEntries(options));
  if (help.usage.startsWith('FILE…') && files.length === 0) throw new UsageError(NO_FILE);
}
