import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_FORMS } from '../../src/logs/programs/registry.js';
import { AFTER_LOGIN_EXAMPLES } from './after-login-examples.js';
import { scenarioOf } from './every-form-and-prefix.js';
import { FORM_EXAMPLES } from './form-examples.js';
import {
  GOLDEN_FOLDER,
  WRITES_FIXTURES,
  goldenText,
  parseLog,
  readScenario,
  scenarios,
  writeScenario,
} from './golden.js';
import { PREFIX_EXAMPLES } from './prefix-examples.js';

/** The prefixes that the lines of programs beside an SSH server are tried behind. */
const FIVE = ['rfc3164', 'iso-offset', 'rfc5424-data', 'journal-json', 'rfc3164-priority'];

describe('the files of every form behind every prefix', () => {
  it.each(PREFIX_EXAMPLES.map((prefix) => [prefix.name, prefix] as const))(
    '%s is what the tables say',
    (name, prefix) => {
      const { lines, golden } = scenarioOf(prefix);
      if (WRITES_FIXTURES) writeScenario(`every-form-${name}`, lines, golden);
      const written = readFileSync(join(GOLDEN_FOLDER, `every-form-${name}.log`), 'utf8');
      expect(written).toBe(lines.map((line) => `${line}\n`).join(''));
      expect(readFileSync(join(GOLDEN_FOLDER, `every-form-${name}.expected.json`), 'utf8')).toBe(goldenText(golden));
    },
  );

  it.each(PREFIX_EXAMPLES.filter(({ name }) => FIVE.includes(name)).map((prefix) => [prefix.name, prefix] as const))(
    '%s is what the table of the lines after a login says',
    (name, prefix) => {
      const { lines, golden } = scenarioOf(prefix, AFTER_LOGIN_EXAMPLES);
      const scenario = `after-login-${name}`;
      if (WRITES_FIXTURES) writeScenario(scenario, lines, golden);
      expect(readFileSync(join(GOLDEN_FOLDER, `${scenario}.log`), 'utf8')).toBe(
        lines.map((line) => `${line}\n`).join(''),
      );
      expect(readFileSync(join(GOLDEN_FOLDER, `${scenario}.expected.json`), 'utf8')).toBe(goldenText(golden));
    },
  );

  it('have an example of every form, or a golden log of its program has', () => {
    const ofPrograms = scenarios().filter((name) => !name.startsWith('every-form-'));
    const elsewhere = ofPrograms.flatMap((name) => readScenario(name).golden.lines.map(({ form }) => form));
    const shown = new Set([...FORM_EXAMPLES.map(({ form }) => form), ...elsewhere]);
    expect(ALL_FORMS.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });
});

describe('golden logs', () => {
  it.each(scenarios())('%s is read as expected', (name) => {
    const { log, golden } = readScenario(name);
    expect(parseLog(log, golden)).toEqual(golden.lines);
  });
});
