import { UsageError, parsedArguments } from './usage.js';
import { checkLines, printLines, rulesAt } from './read-rules.js';
import type { ReadRules } from './read-rules.js';

/**
 * `rules check [--json] [--fields FILE] [--skip-unsupported] [DIR|FILE…]`: all that is wrong with rules, or a word that
 * nothing is. `rules test …`: the same, and what the tests beside the rules show. The rules are taken as the service would
 * load them from `RULES_DIR`: beside the shipped ones, unless `SHIPPED_RULES` leaves those out.
 */
export async function rules(args: readonly string[]): Promise<number> {
  const { files, values } = parsedArguments(args, {
    json: { type: 'boolean' },
    fields: { type: 'string' },
    'skip-unsupported': { type: 'boolean' },
  });
  const [action, ...paths] = files;
  const run = ACTIONS.get(action ?? '');
  if (run === undefined) {
    const actions = [...ACTIONS.keys()].map((name) => `rules ${name}`).join(' or ');
    throw new UsageError(
      action === undefined ? `Say what to do: ${actions}.` : `There is no 'rules ${action}': ${actions}.`,
    );
  }
  const { json = false, fields, 'skip-unsupported': skips } = values;
  return run(rulesAt(paths, { fields, skips }), json);
}

type Action = (read: ReadRules, json: boolean) => number | Promise<number>;

const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['check', check],
  ['test', async (read, json) => (await import('./test-rules.js')).testRules(read, json)],
]);

function check({ checked }: ReadRules, json: boolean): number {
  printLines(checkLines(checked, json));
  return checked.faults.length === 0 ? 0 : 1;
}
