import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { correlationText, eventRuleText } from '../../test/factories/sigma-rules.js';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { readRules } from '../analysis/rules/rule-files.js';
import type { RuleFault } from '../analysis/sigma/rule-document.js';
import { readRuleTests, runRuleTest, testFilesAt } from './rule-tests.js';

const RULE = eventRuleText('honey', 's: { attempts|gte: 1, username: honey }\ncondition: s');
const TWICE = 'type: event_count\nrules: [honey]\ngroup-by: [ip_address]\ntimespan: 5m\ncondition: { gte: 3 }';
const LINE = 'Nov 20 10:00:00 web-1 sshd[7]: Failed password for honey from 192.0.2.7 port 22 ssh2';

/** A test with one line. */
function fires(alerts: string): string {
  return `- name: fires\n  lines: "${LINE}"\n  alerts: ${alerts}\n`;
}

function ofFile(log: string): string {
  return `- name: file\n  log: ${log}\n  alerts: [{ rule: honey }]\n`;
}

describe('tests of rules', () => {
  const folder = temporaryFolder();
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder(), name), text);
    return join(folder(), name);
  };
  const faultsOf = (text: string): string[] => {
    const faults: RuleFault[] = [];
    readRuleTests(write('a.test.yml', text), faults);
    return faults.map(({ line, reason }) => `${line}: ${reason}`);
  };
  const resultOf = async (text: string) => {
    const faults: RuleFault[] = [];
    const [test] = readRuleTests(write('a.test.yml', text), faults);
    expect(faults).toEqual([]);
    write('a.yml', RULE);
    const { missing, unexpected, failure } = await runRuleTest(test!, readRules([folder()]), new Set(['honey']));
    return { missing, unexpected: unexpected.map(({ rule }) => rule), failure };
  };

  it('are found beside a rule, below a directory, and by their own name', () => {
    for (const name of ['a.yml', 'a.test.yml', 'b.yaml', 'b.test.yaml', '.c.test.yml']) write(name, '[]\n');
    mkdirSync(join(folder(), 'more'));
    write('more/d.test.yml', '[]\n');
    const found = (path: string): string[] =>
      testFilesAt([join(folder(), path)]).map((each) => each.slice(folder().length + 1));
    expect(found('')).toEqual(['a.test.yml', 'b.test.yaml', 'more/d.test.yml']);
    expect(found('a.yml')).toEqual(['a.test.yml']);
    expect(found('b.yaml')).toEqual(['b.test.yaml']);
    expect(found('more/d.test.yml')).toEqual(['more/d.test.yml']);
    expect(found('missing.yml')).toEqual([]);
    symlinkSync('.', join(folder(), 'loop'));
    expect(found('')).toHaveLength(3);
  });

  it('say of a missing alert which lines its rules select, and which lines are not understood', async () => {
    write('a.yml', `${RULE}---\n${correlationText('twice', TWICE)}`);
    const lines = [LINE, 'Nov 20 10:00:01 web-1 sshd[7]: A line of the future', LINE].map((line) => `    ${line}\n`);
    const text = `- name: twice\n  lines: |\n${lines.join('')}  alerts: [{ rule: twice }, { rule: honey }]\n`;
    const [test] = readRuleTests(write('a.test.yml', text), []);
    const { hints } = await runRuleTest(test!, readRules([folder()]), new Set(['honey', 'twice']));
    expect(hints).toEqual([
      'honey selects 2 of 3 lines: 1, 3',
      'not understood: 1 of 3 lines: 2; npm run explain says why',
    ]);
  });

  it('pass where exactly the alerts come that they name, by the fields that they name', async () => {
    expect(
      await resultOf(fires('[{ rule: honey, ip_address: 192.0.2.7, group_by: { ip_address: 192.0.2.7 } }]')),
    ).toEqual({
      missing: [],
      unexpected: [],
      failure: null,
    });
    expect(await resultOf(fires('[]'))).toMatchObject({ unexpected: ['honey'] });
    expect(await resultOf(fires('[{ rule: honey, attempts: 2 }]'))).toMatchObject({
      missing: [{ rule: 'honey', attempts: 2 }],
      unexpected: ['honey'],
    });
    expect(await resultOf(fires('[{ rule: honey }, { rule: honey }]'))).toMatchObject({ missing: [{ rule: 'honey' }] });
  });

  it('find for each expected alert the one that it means', async () => {
    const other = LINE.replace('192.0.2.7', '192.0.2.8');
    const text = `- name: two\n  lines: "${LINE}\\n${other}"\n  alerts: [{ rule: honey }, { rule: honey, ip_address: 192.0.2.7 }]\n`;
    expect(await resultOf(text)).toEqual({ missing: [], unexpected: [], failure: null });
  });

  it('read lines in the zone and by the time that they are written with', async () => {
    const text = `- name: dated
  zone: Europe/Berlin
  written: 2024-11-21T00:00:00Z
  lines: |
    ${LINE}
  alerts: [{ rule: honey, fired_at: 2024-11-20T09:00:00.000Z }]
`;
    expect(await resultOf(text)).toMatchObject({ missing: [], unexpected: [] });
  });

  it('read a log by its path from their folder, and say when it is not there', async () => {
    write('some.log', `${LINE}\n`);
    expect(await resultOf(ofFile('some.log'))).toMatchObject({ missing: [], unexpected: [], failure: null });
    expect(await resultOf(ofFile('missing.log'))).toMatchObject({ failure: expect.stringContaining('ENOENT') });
  });

  it('look at the rules alone that they name', async () => {
    const text = `- name: others\n  lines: "${LINE}"\n  rules: [other]\n  alerts: []\n`;
    expect(await resultOf(text)).toMatchObject({ missing: [], unexpected: [] });
  });

  it.each([
    ['name: x\n', ['1: is no list of tests']],
    ['- just text\n', ['1: a test is a map of name, lines or log, and alerts']],
    ['- name: x\n  lines: a\n', ['1: a test has a list of alerts, [] for none']],
    ['- name: x\n  alerts: []\n', ['1: a test has either lines, the text of a log, or log, the path of one']],
    [
      '- name: x\n  lines: a\n  log: b\n  alerts: []\n',
      ['1: a test has either lines, the text of a log, or log, the path of one'],
    ],
    ['- lines: a\n  alerts: []\n', ['1: a test has a name']],
    ['- name: x\n  lines: a\n  alert: []\n  alerts: []\n', ['3: unknown attribute "alert"; did you mean "alerts"?']],
    ['- name: x\n  lines: a\n  zone: Mars\n  alerts: []\n', ['3: "Mars" is no IANA time zone']],
    ['- name: x\n  lines: a\n  written: soon\n  alerts: []\n', ['3: "soon" is no time such as 2026-11-20T09:00:00Z']],
    ['- name: x\n  lines: a\n  rules: honey\n  alerts: []\n', ['3: rules is a list of names of rules, at least one']],
    ['- name: x\n  lines: a\n  rules: []\n  alerts: []\n', ['3: rules is a list of names of rules, at least one']],
    ['- name: x\n  lines: ""\n  alerts: []\n', ['2: the log of a test has at least one line']],
    ['- name: x\n  lines: a\n  written: 5\n  alerts: []\n', ['3: 5 is no time such as 2026-11-20T09:00:00Z']],
    ['- name: x\n  lines: a\n  alerts: [{ attempts: 1 }]\n', ['3: an alert names its rule']],
    ['- name: x\n  lines: a\n  alerts: [honey]\n', ['3: an alert is a map of fields as GET /alerts has them']],
    [
      '- name: x\n  lines: a\n  alerts: [{ rule: honey, atempts: 1 }]\n',
      ['3: an alert has no field "atempts"; did you mean "attempts"?'],
    ],
  ])('are refused as %j', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });
});
