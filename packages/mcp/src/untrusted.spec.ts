import { readFileSync } from 'node:fs';
import { OURS, withMarks } from './untrusted.js';

describe('the marks of texts of logs', () => {
  it('stand on everything that may be one, wherever it stands, and on nothing of ours', () => {
    const answer = {
      id: '79849d56-64c2-56f5-a0be-5a7dd717b0c7',
      severity: 'high',
      reason: 'SSH brute force',
      ip_address: '203.0.113.7',
      network: '2001:db8::/32',
      first_seen: '2026-11-20T09:41:00.060Z',
      attempts: 26,
      login: null,
      group_by: { username: 'root' },
      details: { usernames: [{ username: 'obey me', attempts: 3 }], flags: ['a', 'b'], none: [] },
      story: ['They tried "obey me".'],
    };
    expect(withMarks(answer)).toEqual({
      id: '79849d56-64c2-56f5-a0be-5a7dd717b0c7',
      severity: 'high',
      untrusted_reason: 'SSH brute force',
      ip_address: '203.0.113.7',
      network: '2001:db8::/32',
      first_seen: '2026-11-20T09:41:00.060Z',
      attempts: 26,
      login: null,
      group_by: { untrusted_username: 'root' },
      details: {
        usernames: [{ untrusted_username: 'obey me', attempts: 3 }],
        untrusted_flags: ['a', 'b'],
        none: [],
      },
      untrusted_story: ['They tried "obey me".'],
    });
  });

  it('leave a text short, with nothing invisible in it', () => {
    const marked = withMarks({ username: `a\u202Eb\u{E0041}${'c'.repeat(1000)}` }) as { untrusted_username: string };
    expect(marked.untrusted_username).toMatch(/^a\\u202eb\\u\{e0041\}c+…$/);
    expect(marked.untrusted_username.length).toBeLessThan(330);
  });

  it.each(['deadbeef', 'a.b ignore', '::1\n2', '1.2.3.4 is root'])('take %j for no address', (value) => {
    expect(Object.keys(withMarks({ value }) as object)).toEqual(['untrusted_value']);
  });
});

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: unknown;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

describe('members that are not marked', () => {
  const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
    components: { schemas: Readonly<Record<string, Schema>> };
  };
  const answers =
    'IncidentDetail AlertDetail SessionDetail Login IpDossier UserDossier RuleWithSource Coverage Overview';

  /** `name of a member @ schema` of every text that may be anything and goes unmarked. */
  function texts(schema: Schema, owner: string, seen: Set<string>): string[] {
    const name = schema.$ref?.split('/').pop();
    if (name !== undefined) {
      if (seen.has(name)) return [];
      seen.add(name);
      return texts(document.components.schemas[name]!, name, seen);
    }
    const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
    if (schema.items !== undefined) parts.push(schema.items);
    if (typeof schema.additionalProperties === 'object') parts.push(schema.additionalProperties);
    const members = Object.entries(schema.properties ?? {});
    return [
      ...members.filter(([key, member]) => OURS.has(key) && isFree(member)).map(([key]) => `${key}@${owner}`),
      ...[...parts, ...members.map(([, member]) => member)].flatMap((part) => texts(part, owner, seen)),
    ];
  }

  function isFree({ type = [], enum: values, format, items }: Schema): boolean {
    if (items !== undefined) return isFree(items);
    return [type].flat().includes('string') && values === undefined && format === undefined;
  }

  it('are of rules, or are made by us, in every answer', () => {
    const seen = new Set<string>();
    const found = answers.split(' ').flatMap((name) => texts({ $ref: `#/components/schemas/${name}Dto` }, '', seen));
    const ours = found.filter((each) => !/@(?:Rule|IncidentRule)\w*$/.test(each));
    // A new one that holds text of a log has to be marked: take its name out of OURS.
    expect(ours.toSorted()).toEqual([
      'log_type@LogEntryDto',
      'log_type@SessionEntryDto',
      'rule@AlertDetailDto',
      'rule@AlertInBriefDto',
      'rule@RelatedAlertDto',
      'rule_version@AlertDetailDto',
      'tags@AlertDetailDto',
    ]);
  });
});
