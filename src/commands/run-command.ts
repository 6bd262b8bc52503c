import { visibleLines } from '../common/visible-text.js';
import { SettingsError } from '../config/load-settings.js';
import { RulesInvalidError } from '../analysis/rules/rule-faults.js';
import { FilterUnusableError } from '../logs/ingestion/source-filters.js';
import { UsageError } from './file-arguments.js';

/** A command: its arguments in, its exit code out. */
type Command = (args: readonly string[]) => Promise<number>;

/** Loaded when called for: `explain` need not wait for the web framework. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  analyze: async () => (await import('./analyze.command.js')).analyze,
  replay: async () => (await import('./replay.command.js')).replay,
  report: async () => (await import('./report.command.js')).report,
  explain: async () => (await import('./explain.command.js')).explain,
  rules: async () => (await import('./rules.command.js')).rules,
  migrate: async () => (await import('./migrate.command.js')).migrate,
  backup: async () => (await import('./backup.command.js')).backup,
  'migrate-store': async () => (await import('./migrate.command.js')).migrateStore,
  'import-fail2ban': async () => (await import('./import-fail2ban.command.js')).importFail2ban,
  openapi: async () => (await import('./openapi.command.js')).openapi,
};

const USAGE = `Usage: cli COMMAND

  analyze FILE…|-              stores what is new in log files and raises alerts, once
  replay [--json] FILE…|-      prints the alerts that log files would raise; stores nothing;
         [--rules DIR]         by the rules of a directory instead of the configured ones;
         [--against DIR]       prints what would appear (+) and vanish (-) with the rules of another;
         [--decisions]         whom the alerts would have turned away, and whom not, and why
  report FILE…|-               says what log files say: did they get in, who tried, what they did; stores nothing;
         [--html OUT] [--json] as a page of its own, or as JSON;
         [--since TIME]        of a part of the time, such as 2h or '2026-11-29 10:00' (UTC)
         [--until TIME]
  explain [--json] [FILE…|-]   prints for each line what was understood of it, why, and which rules
          [--rules DIR]        select it
  rules check [--json]         lists all that is wrong with the rules of directories and files, or of the
        [DIR|FILE…]            configuration; with --fields FILE by a mapping of fields, with
                               --skip-unsupported without the rules that cannot be used
  rules test [--json]          the same, and runs the tests beside the rules (NAME.test.yml)
        [DIR|FILE…]
  migrate                      brings the database's schema up to date
  backup FILE                  writes a copy of an SQLite database while the service goes on
  migrate-store sqlite:PATH    copies an SQLite database into the PostgreSQL database of DATABASE_URL
  import-fail2ban [--write]    prints the settings that do what the jails of a fail2ban do, by default of
                  [FOLDER]     /etc/fail2ban, and what has no counterpart; writes .env and what it names
  openapi [FILE]               writes the OpenAPI document to a file or to standard output

Files may be compressed with gzip. Exit codes: 0 done, 1 failed, 2 wrong usage.
`;

/** Runs the command that the arguments name. @returns the exit code: 0 done, 1 failed, 2 wrong usage */
export async function runCommand([name = '', ...args]: readonly string[]): Promise<number> {
  if ([name, ...args].some((arg) => ['--help', '-h'].includes(arg)) || name === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    process.stderr.write(name === '' ? USAGE : `There is no command '${name}'.\n\n${USAGE}`);
    return 2;
  }
  try {
    const command = await load();
    return await command(args);
  } catch (error) {
    return reportFailure(error);
  }
}

function reportFailure(error: unknown): number {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${visibleLines(message)}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
  return misconfigured(error) ? 2 : 1;
}

function misconfigured(error: unknown): boolean {
  return [UsageError, SettingsError, RulesInvalidError, FilterUnusableError].some((kind) => error instanceof kind);
}
