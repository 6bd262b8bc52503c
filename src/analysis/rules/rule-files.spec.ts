import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { correlationText, eventRuleText } from '../../../test/factories/sigma-rules.js';
import { RulesInvalidError } from './rule-faults.js';
import { loadRules } from './loaded-rules.js';
import { configuredRuleFiles, readFieldMapping, readRules } from './rule-files.js';
import type { RuleFault } from '../sigma/rule-document.js';

const BASE = eventRuleText('base', 's: { attempts|gte: 1 }\ncondition: s');
const COUNT = correlationText(
  'count',
  'type: event_count\nrules: [base]\ngroup-by: []\ntimespan: 5m\ncondition: { gte: 10 }',
);

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rules-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
}

/** The faults of the directory, without its path. */
function faults(...directories: string[]): string[] {
  try {
    loadRules(readRules([directory, ...directories]));
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(RulesInvalidError);
    return (error as Error).message.replaceAll(`${directory}/`, '').split('\n').slice(1);
  }
}

/** What a mapping of fields is read as, and its faults. */
function mapping(text: string): [unknown, string[]] {
  const found: RuleFault[] = [];
  const path = join(directory, 'fields.yml');
  writeFileSync(path, text);
  const fields = readFieldMapping(path, found);
  return [fields, found.map(({ line, reason }) => `${line}: ${reason}`)];
}

describe('the rule files of directories', () => {
  it('reads the documents of the YAML files of a directory, in order', () => {
    write({ 'b.yml': BASE, 'a.yaml': COUNT, 'README.md': 'no rule', '.hidden.yml': '}' });
    const { rules, sources } = loadRules(readRules([directory]));
    expect(rules.map(({ name }) => name)).toEqual(['count', 'base']);
    expect(sources.get(rules[1]!.id)).toEqual({ file: join(directory, 'b.yml'), line: 1, text: BASE });
  });

  it('tells the line and the text of each document of a file', () => {
    write({ 'all.yml': `# about this file\n---\n${BASE}---\n# about the second\n${COUNT}` });
    const { rules, sources } = loadRules(readRules([directory]));
    expect(rules.map(({ id }) => sources.get(id)!.line)).toEqual([3, BASE.split('\n').length + 4]);
    expect(rules.map(({ id }) => sources.get(id)!.text)).toEqual([BASE, COUNT]);
  });

  it('reads several directories, which may refer to each other', () => {
    const other = join(directory, 'more');
    mkdirSync(other);
    write({ 'count.yml': COUNT });
    writeFileSync(join(other, 'base.yml'), BASE);
    // One that lies below another is read once.
    expect(loadRules(readRules([directory, other])).rules).toHaveLength(2);
    expect(loadRules(readRules([directory])).rules).toHaveLength(2);
    expect(() => loadRules(readRules([other])).rules).not.toThrow();
  });

  it('lists the faults of all files, each with its line', () => {
    write({ 'a.yml': `${BASE}---\n${BASE.replace('level: low', 'level: grave')}`, 'b.yml': 'title: [\n' });
    expect(faults()).toEqual([
      expect.stringMatching(/^ {2}- a\.yml:11: the id .* is that of another rule already/),
      '  - a.yml:12: the name "base" is that of another rule already (a.yml:3)',
      '  - a.yml:13: level: "grave" is none of informational, low, medium, high, critical',
      expect.stringMatching(/^ {2}- b\.yml:\d: is no valid YAML: /),
    ]);
  });

  it.each([
    ['a wrong indentation', 'title: x\n  id: y\n', 'a.yml:1: is no valid YAML: Nested mappings'],
    [
      'an attribute that stands twice',
      'title: x\nid: 1\ntitle: y\n',
      'a.yml:3: is no valid YAML: Map keys must be unique',
    ],
    ['a tag that YAML does not know', 'title: !secret x\n', 'a.yml:1: is no valid YAML: Unresolved tag'],
    ['an alias of nothing', 'title: *x\n', 'a.yml:1: is no valid YAML'],
    ['nothing', '', 'a.yml:1: holds no rules'],
    ['only a remark', '# nothing\n', 'a.yml:1: holds no rules'],
    ['an empty document', `${BASE}---\n`, 'a.yml:9: a rule is a map of attributes'],
    ['nesting', `title: ${'['.repeat(30)}${']'.repeat(30)}\n`, 'a.yml:1: is nested more than 20 deep'],
    ['nesting without end', '['.repeat(20_000), 'a.yml:1: is no valid YAML'],
    ['an anchor within itself', 'title: x\na: &a [*a]\n', 'a.yml:1: is'],
    ['too much', `# ${'x'.repeat(1_000_000)}`, 'a.yml:1: is larger than 1000000 bytes'],
    [
      'aliases that explode',
      `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
        .split('')
        .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]`)
        .join('\n')}\n`,
      'a.yml:1: is no valid YAML: Excessive alias count',
    ],
  ])('refuses %s', (_name, text, fault) => {
    write({ 'a.yml': text });
    expect(faults()).toEqual([expect.stringContaining(`  - ${fault}`)]);
  });

  it('refuses a directory that is missing, or has no rules', () => {
    expect(faults(join(directory, 'missing'))).toEqual([
      expect.stringMatching(/:1: holds no rule files \(\*\.yml, \*\.yaml\)$/),
      expect.stringMatching(/^ {2}- missing:1: cannot be read: ENOENT/),
    ]);
  });

  it('refuses a file that is not UTF-8', () => {
    writeFileSync(join(directory, 'a.yml'), Buffer.from([0x74, 0x69, 0xe9, 0x0a]));
    expect(faults()).toEqual(['  - a.yml:1: is not UTF-8']);
  });

  it('refuses a directory with the name of a rule file', () => {
    mkdirSync(join(directory, 'a.yml'));
    expect(faults()).toEqual(['  - a.yml:1: is not a file']);
  });

  it('shows invisible characters of a file as escapes', () => {
    write({ 'a.yml': BASE.replace('attempts|gte', '"\\u202euser"') });
    expect(faults()).toEqual([expect.stringContaining('unknown field "\\u202euser"')]);
  });

  it('passes over the tests that stand beside rules', () => {
    write({ 'base.yml': BASE, 'base.test.yml': '- name: x\n', 'base.test.yaml': '- name: x\n' });
    expect(loadRules(readRules([directory])).rules).toHaveLength(1);
  });

  it('leaves out rules of others that cannot be used, and says which and why', () => {
    const windows = eventRuleText('windows', 's: { EventID: 1 }\ncondition: s').replace(
      'product: linux',
      'product: windows',
    );
    const over = correlationText(
      'over',
      'type: event_count\nrules: [windows]\ngroup-by: []\ntimespan: 5m\ncondition: { gte: 2 }',
    );
    write({ 'a.yml': `${BASE}---\n${windows}---\n${over}`, 'b.yml': 'title: [\n', 'c.yml': BASE, 'd.yml': COUNT });
    const { rules, skipped, warnings } = loadRules(readRules([directory], { skipsUnsupported: true }));
    expect(rules.map(({ name }) => name)).toEqual(['base', 'count']);
    expect(skipped.map(({ file, line, reason }) => `${file.slice(directory.length + 1)}:${line}: ${reason}`)).toEqual([
      expect.stringMatching(/^a\.yml:14: the product "windows" is not what this program reads/),
      'a.yml:16: unknown field "EventID"',
      'a.yml:25: a rule that it refers to cannot be used',
      expect.stringMatching(/^b\.yml:\d: is no valid YAML/),
      expect.stringMatching(/^c\.yml:2: the id .* is that of another rule already/),
      expect.stringMatching(/^c\.yml:3: the name "base" is that of another rule already/),
    ]);
    expect(warnings).toEqual([]);
    expect(faults()).not.toEqual([]);
  });

  describe('a mapping of fields', () => {
    it('is a map of names of others to fields', () => {
      expect(mapping('src_ip: ip_address\nUSER: username\n')).toEqual([{ src_ip: 'ip_address', USER: 'username' }, []]);
    });

    it.each([
      ['- src_ip\n', ['1: is no map of names of fields, such as src_ip: ip_address']],
      ['src_ip: ip_addres\n', ['1: unknown field "ip_addres"; did you mean "ip_address"?']],
      ['a: port\nusername: host\n', ['2: "username" is a field by this name already']],
      ['a: [port\n', [expect.stringMatching(/^\d: is no valid YAML/)]],
      ['', ['1: holds no rules']],
    ])('that is %j is refused', (text, reasons) => {
      expect(mapping(text)[1]).toEqual(reasons);
    });

    it('that is missing is said', () => {
      const found: RuleFault[] = [];
      readFieldMapping(join(directory, 'missing.yml'), found);
      expect(found).toMatchObject([{ line: 1, reason: expect.stringContaining('cannot be read: ENOENT') }]);
    });

    it('is that of the configuration for rules of the directories that it names', () => {
      write({ 'a.yml': eventRuleText('mine', 's: { src_ip: 192.0.2.1 }\ncondition: s') });
      const fields = join(directory, 'fields.map');
      writeFileSync(fields, 'src_ip: ip_address\n');
      const settings = { SHIPPED_RULES: true, RULES_DIR: [directory], RULES_SKIP_UNSUPPORTED: false, LOG_FILES: [] };
      const files = configuredRuleFiles({ ...settings, RULES_FIELDS: fields });
      expect(loadRules(files).rules.at(-1)!.name).toBe('mine');
      expect(() => loadRules(configuredRuleFiles({ ...settings, RULES_FIELDS: '' }))).toThrow('unknown field "src_ip"');
      writeFileSync(fields, 'src_ip: address\n');
      expect(() => configuredRuleFiles({ ...settings, RULES_FIELDS: fields })).toThrow(RulesInvalidError);
    });
  });
});
