import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseAllDocuments } from 'yaml';
import type { DetectionRule } from '../../src/analysis/detection/detection-rule.js';
import { loadRules } from '../../src/analysis/rules/loaded-rules.js';
import { readRules } from '../../src/analysis/rules/rule-files.js';
import { WRITES_FIXTURES } from '../parsing/golden.js';
import { ruleSchema, ruleTestsSchema } from './rule-schemas.js';

const RULES = join(__dirname, '..', '..', 'rules');
const SCHEMAS = join(__dirname, '..', 'fixtures', 'sigma');
const FILES = readdirSync(RULES).filter((name) => name.endsWith('.yml') && !name.endsWith('.test.yml'));
const TEST_FILES = readdirSync(RULES).filter((name) => name.endsWith('.test.yml'));

const { rules, sources } = loadRules(readRules([RULES]));

function fileOf(rule: DetectionRule): string {
  return basename(sources.get(rule.id)!.file);
}

function validator(schema: string, folder = SCHEMAS) {
  const { $schema: _, ...rest } = JSON.parse(readFileSync(join(folder, schema), 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(rest);
}

describe('the shipped rules', () => {
  const isDetection = validator('sigma-detection-rule-schema.json');
  const isCorrelation = validator('sigma-correlation-rules-schema.json');

  it.each(FILES)('%s is valid by the JSON schemas of the specification', (file) => {
    for (const document of parseAllDocuments(readFileSync(join(RULES, file), 'utf8'))) {
      const rule = document.toJS() as Record<string, unknown>;
      const validate = 'correlation' in rule ? isCorrelation : isDetection;
      validate(rule);
      expect({ rule: rule['name'], errors: validate.errors ?? [] }).toEqual({ rule: rule['name'], errors: [] });
    }
  });

  it('describe themselves in full', () => {
    for (const rule of rules) {
      const { name, description, status, author, date, references, tags, falsePositives } = rule;
      expect({ name, status, author, date }).toEqual({
        name: expect.stringMatching(/^[a-z][a-z0-9_]+$/),
        status: expect.stringMatching(/^(test|experimental)$/),
        author: 'The Log Analyzer project',
        date: expect.stringMatching(/^202\d-\d\d-\d\d$/),
      });
      expect(description.length).toBeGreaterThan(20);
      expect([references, tags, falsePositives].every((list) => list.length > 0)).toBe(true);
    }
  });

  it('stand each in a file with the rules that it refers to', () => {
    for (const rule of rules) {
      if (rule.kind === 'correlation') expect(rule.rules.map(fileOf)).toEqual(rule.rules.map(() => fileOf(rule)));
    }
  });
});

describe('the schemas for editors', () => {
  const written = { 'rule.schema.json': ruleSchema(), 'rule-tests.schema.json': ruleTestsSchema() };

  it.each(Object.entries(written))('%s is what the compiler takes', (file, schema) => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (WRITES_FIXTURES) writeFileSync(join(RULES, file), text);
    expect(JSON.parse(readFileSync(join(RULES, file), 'utf8'))).toEqual(JSON.parse(text));
  });

  it.each(FILES)('take %s, which names its schema', (file) => {
    const text = readFileSync(join(RULES, file), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/rule\.schema\.json$/m);
    for (const document of parseAllDocuments(text)) expect(errorsIn('rule.schema.json', document.toJS())).toEqual([]);
  });

  it.each(TEST_FILES)('take %s', (file) => {
    const [document] = parseAllDocuments(readFileSync(join(RULES, file), 'utf8'));
    expect(errorsIn('rule-tests.schema.json', document!.toJS())).toEqual([]);
  });

  it.each([
    ['an unknown field', { detection: { s: { user: 'root' }, condition: 's' } }],
    ['an unknown modifier', { detection: { s: { 'username|has': 'root' }, condition: 's' } }],
    ['a log type that there is not', { detection: { s: { log_type: 'ssh_nothing' }, condition: 's' } }],
    ['a log that is not read', { logsource: { product: 'windows' } }],
    ['a level that there is not', { level: 'grave' }],
    ['a rule without a detection', { detection: undefined }],
  ])('refuse %s', (_, change) => {
    const rule = {
      title: 'x',
      logsource: { service: 'sshd' },
      detection: { s: { 'username|contains': ['root', 'admin'], log_type: 'ssh_*' }, condition: 's' },
    };
    expect(errorsIn('rule.schema.json', JSON.parse(JSON.stringify(rule)))).toEqual([]);
    expect(errorsIn('rule.schema.json', JSON.parse(JSON.stringify({ ...rule, ...change })))).not.toEqual([]);
  });
});

function errorsIn(schema: string, content: unknown): unknown[] {
  const validate = validator(schema, RULES);
  validate(content);
  return validate.errors ?? [];
}
