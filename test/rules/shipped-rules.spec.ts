import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseAllDocuments } from 'yaml';
import type { DetectionRule } from '../../src/analysis/detection/detection-rule.js';
import { loadRules } from '../../src/analysis/rules/loaded-rules.js';
import { readRules } from '../../src/analysis/rules/rule-files.js';

const RULES = join(__dirname, '..', '..', 'rules');
const SCHEMAS = join(__dirname, '..', 'fixtures', 'sigma');
const FILES = readdirSync(RULES).filter((name) => name.endsWith('.yml'));

const { rules, sources } = loadRules(readRules([RULES]));

function fileOf(rule: DetectionRule): string {
  return basename(sources.get(rule.id)!.file);
}

function validator(schema: string) {
  const { $schema: _, ...rest } = JSON.parse(readFileSync(join(SCHEMAS, schema), 'utf8')) as Record<string, unknown>;
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
        name: expect.stringMatching(/^ssh_/),
        status: expect.stringMatching(/^(test|experimental)$/),
        author: 'The Log Analyzer project',
        date: expect.stringMatching(/^2026-11-\d\d$/),
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
