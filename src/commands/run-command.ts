import { MisconfiguredError } from '../common/misconfigured-error.js';
import { PACKAGE_VERSION } from '../common/package-version.js';
import { closestWord } from '../common/query/closest-word.js';
import { visibleLines, visibleText } from '../common/visible-text.js';
import { SHELLS, completionFor, helpOf, overview } from './help.js';
import { UsageError, checkArguments } from './usage.js';

/** A command: its arguments in, its exit code out. */
type Command = (args: readonly string[]) => Promise<number>;

/** Loaded when called for: `explain` need not wait for the web framework. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  analyze: async () => (await import('./analyze.command.js')).analyze,
  replay: async () => (await import('./replay.command.js')).replay,
  report: async () => (await import('./report.command.js')).report,
  tail: async () => (await import('./tail.command.js')).tail,
  explain: async () => (await import('./explain.command.js')).explain,
  rules: async () => (await import('./rules.command.js')).rules,
  migrate: async () => (await import('./migrate.command.js')).migrate,
  backup: async () => (await import('./backup.command.js')).backup,
  'migrate-store': async () => (await import('./migrate.command.js')).migrateStore,
  'import-fail2ban': async () => (await import('./import-fail2ban.command.js')).importFail2ban,
  mcp: async () => (await import('./mcp.command.js')).mcp,
  openapi: async () => (await import('./openapi.command.js')).openapi,
  completion: () => Promise.resolve(completion),
};

/** Runs the command that the arguments name. @returns the exit code: 0 done, 1 failed, 2 wrong usage */
export async function runCommand([name = '', ...args]: readonly string[]): Promise<number> {
  if (name === '--version' || name === '-V') {
    process.stdout.write(`${PACKAGE_VERSION}\n`);
    return 0;
  }
  const asksForHelp = [name, ...args].some((arg) => ['--help', '-h'].includes(arg)) || name === 'help';
  if (asksForHelp) return help([name, ...args].find((arg) => arg !== 'help' && !arg.startsWith('-')));
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    const nearest = closestWord(name, Object.keys(COMMANDS));
    const meant = nearest === null ? '' : ` Did you mean '${nearest}'?`;
    process.stderr.write(
      name === '' ? overview() : `There is no command '${visibleText(name)}'.${meant}\n\n${overview()}`,
    );
    return 2;
  }
  try {
    checkArguments(name, args);
    const command = await load();
    return await command(args);
  } catch (error) {
    return reportFailure(error, name);
  }
}

function help(name: string | undefined): number {
  const text = name === undefined ? overview() : helpOf(name);
  if (text === null) process.stderr.write(`There is no command '${visibleText(name!)}'.\n\n${overview()}`);
  else process.stdout.write(text);
  return text === null ? 2 : 0;
}

/** `completion bash|zsh|fish` */
const completion: Command = async ([shell = '']) => {
  const known = SHELLS.find((each) => each === shell);
  if (known === undefined) throw new UsageError(`Name a shell: ${SHELLS.join(', ')}.`);
  process.stdout.write(completionFor(known));
  return 0;
};

function reportFailure(error: unknown, name: string): number {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${visibleLines(message)}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${helpOf(name) ?? ''}`);
  return error instanceof MisconfiguredError ? 2 : 1;
}
