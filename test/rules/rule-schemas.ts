import { ALERT_FIELDS } from '../../src/alerts/alert.dto.js';
import { SEVERITIES } from '../../src/alerts/lifecycle/alert-terms.js';
import { CORRELATION_TYPES } from '../../src/analysis/detection/detection-rule.js';
import { EVENT_FIELDS } from '../../src/analysis/sigma/event-fields.js';
import type { DescribedField } from '../../src/analysis/sigma/event-fields.js';
import { MODIFIERS } from '../../src/analysis/sigma/support.js';
import { formatNames } from '../../src/logs/ingestion/format-files.js';
import { LOG_SOURCES } from '../../src/logs/programs/registry.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
const text = { type: 'string' };
const textList = { type: 'array', items: text };
const value = { type: ['string', 'number', 'boolean', 'null'] };

/** What editors know of a rule: a JSON schema of what the compiler takes. */
export function ruleSchema(): object {
  return {
    $schema: DIALECT,
    title: 'A detection rule (Sigma 2.1.0) as this program takes it',
    type: 'object',
    required: ['title'],
    oneOf: [{ required: ['logsource', 'detection'] }, { required: ['correlation'] }],
    properties: {
      title: { type: 'string', maxLength: 256, description: 'The reason of its alerts.' },
      id: { type: 'string', format: 'uuid', description: 'Stays when the rule changes: alert ids follow from it.' },
      name: { type: 'string', maxLength: 100, description: 'What correlations and alerts call the rule.' },
      status: { enum: ['stable', 'test', 'experimental', 'deprecated'] },
      description: text,
      license: text,
      author: text,
      references: textList,
      date: { type: 'string', format: 'date' },
      modified: { type: 'string', format: 'date' },
      fields: textList,
      falsepositives: { anyOf: [text, textList] },
      level: { enum: SEVERITIES, description: 'The severity of its alerts.' },
      tags: textList,
      scope: textList,
      taxonomy: { const: 'sigma' },
      related: { type: 'array', items: { type: 'object', required: ['id', 'type'] } },
      generate: { type: 'boolean', description: 'Rules that this one counts raise alerts of their own, too.' },
      logsource: logSource(),
      detection: {
        type: 'object',
        required: ['condition'],
        properties: { condition: { anyOf: [text, textList] }, timeframe: false },
        additionalProperties: { anyOf: [selection(), { type: 'array', items: { anyOf: [selection(), value] } }] },
      },
      correlation: correlation(),
    },
  };
}

function logSource(): object {
  const attributes = Object.entries(LOG_SOURCES).map(([name, values]) => [name, { enum: values }]);
  return { type: 'object', minProperties: 1, properties: { ...Object.fromEntries(attributes), definition: text } };
}

/** A map of fields, with their meaning for whoever hovers over one. */
function selection(): object {
  const fields = [...EVENT_FIELDS.values()];
  const modifiers = Object.entries(MODIFIERS).flatMap(([name, { supported }]) => (supported ? [name] : []));
  const keys = `^(${fields.map(({ name }) => name).join('|')})?(\\|(${modifiers.join('|')}))+$`;
  return {
    type: 'object',
    minProperties: 1,
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
    patternProperties: { [keys]: { anyOf: [value, { type: 'array', items: value, minItems: 1 }] } },
    additionalProperties: false,
  };
}

function fieldSchema({ type, meaning, values, otherEnding }: DescribedField): object {
  const others = otherEnding === undefined ? '[*?]' : `[*?]|${otherEnding}$`;
  const single = values === undefined ? value : { anyOf: [{ enum: values }, { type: 'string', pattern: others }] };
  return { description: `${meaning} (${type})`, anyOf: [single, { type: 'array', items: single, minItems: 1 }] };
}

function correlation(): object {
  const field = { enum: [...EVENT_FIELDS.keys()] };
  const number = { type: 'integer', minimum: 0 };
  const comparisons = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'].map((name) => [name, number]);
  return {
    type: 'object',
    required: ['type', 'rules', 'timespan'],
    additionalProperties: false,
    properties: {
      type: { enum: CORRELATION_TYPES },
      rules: { anyOf: [text, { ...textList, minItems: 1 }], description: 'Ids or names.' },
      'group-by': { anyOf: [text, textList, { type: 'null' }] },
      aliases: { type: 'object', additionalProperties: { type: 'object', additionalProperties: field } },
      timespan: { type: 'string', pattern: '^[0-9]{1,9}[smhdw]$' },
      generate: { type: 'boolean' },
      condition: {
        anyOf: [
          { ...text, description: 'Of temporal types: names of rules with and, or, parentheses.' },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              ...Object.fromEntries(comparisons),
              field: { anyOf: [field, { type: 'array', items: field }] },
            },
          },
        ],
      },
    },
  };
}

/** What editors know of the tests of rules. */
export function ruleTestsSchema(): object {
  return {
    $schema: DIALECT,
    title: 'Tests of detection rules: logs, and the alerts that the rules raise on them',
    type: 'array',
    items: {
      type: 'object',
      required: ['name', 'alerts'],
      oneOf: [{ required: ['lines'] }, { required: ['log'] }],
      additionalProperties: false,
      properties: {
        name: text,
        lines: { ...text, description: 'The log.' },
        log: { ...text, description: 'The path of the log, from the folder of this file.' },
        zone: { ...text, description: 'IANA zone of lines without an offset; UTC unless it is given.' },
        format: { enum: formatNames(), description: 'The format that the log has, as LOG_FILES says it.' },
        written: {
          ...text,
          description: 'When the lines were written, for those without a year; now unless it is given.',
        },
        rules: { ...textList, description: 'The rules that are looked at; all that are tested unless they are given.' },
        alerts: {
          type: 'array',
          description: 'All alerts of those rules; of each the fields that matter, as GET /alerts has them.',
          items: {
            type: 'object',
            additionalProperties: false,
            properties: Object.fromEntries(ALERT_FIELDS.map((name) => [name, true])),
          },
        },
      },
    },
  };
}
