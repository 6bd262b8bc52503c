import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DetectionEvent, DetectionRule } from '../../src/analysis/detection/detection-rule.js';
import { Engine } from '../../src/analysis/detection/engine.js';
import { CORRELATIONS, MODIFIERS } from '../../src/analysis/sigma/support.js';
import { observed } from '../factories/detection-event.js';
import { compileText } from '../factories/sigma-rules.js';
import { WRITES_FIXTURES } from '../parsing/golden.js';
import { SPECIFICATION } from './specification.js';
import type { SpecificationCase } from './specification.js';

const PAGE = join(__dirname, '..', '..', 'docs', 'sigma-support.md');

/** Whether the last of the rules fires on the events. */
function fires(rules: readonly DetectionRule[], events: readonly DetectionEvent[]): boolean {
  const engine = new Engine(rules);
  for (const event of events) engine.observe(observed(event));
  return engine.takeGrowth().some(({ rule }) => rule.name === rules.at(-1)!.name);
}

/** What is said of a case in the table: nothing of it is asserted that does not hold. */
function outcome({ documents, streams, refusal }: SpecificationCase): string {
  const { rules, faults } = compileText(...documents);
  if (streams === null) {
    const found = faults.find(({ reason }) => reason.includes(refusal!));
    return found === undefined ? `wrong: ${JSON.stringify(faults.map(({ reason }) => reason))}` : found.reason;
  }
  if (faults.length > 0) return `wrong: ${JSON.stringify(faults.map(({ reason }) => reason))}`;
  const silent = streams.fires.filter((events) => !fires(rules, events));
  const loud = streams.quiet.filter((events) => fires(rules, events));
  return silent.length + loud.length === 0 ? 'pass' : `wrong: silent ${silent.length}, loud ${loud.length}`;
}

function rows(part: string): string[] {
  return SPECIFICATION.filter((each) => each.part === part).map((each) => {
    const said = outcome(each);
    const cells = each.streams === null ? ['refused', said] : [said, ''];
    return `| ${[each.feature, ...cells].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
}

function page(): string {
  const parts = [...new Set(SPECIFICATION.map(({ part }) => part))];
  const sections = parts.map(
    (part) => `## ${part}\n\n| feature | result | reason |\n| --- | --- | --- |\n${rows(part).join('\n')}\n`,
  );
  return `# What of Sigma works

Written by \`npm run fixtures\` from \`test/rules/specification.ts\`; a test compares. Each row is a case of the Sigma
specification (2.1.0) that is tried on the compiler and on detection: *pass* means that it selects or fires on what it must, and
not on what it must not; *refused*, that a rule with it is not loaded, for the reason given. How rules are written is in
[rules.md](rules.md).

${sections.join('\n')}`;
}

describe('the specification of Sigma', () => {
  it.each(SPECIFICATION)('$part: $feature', (each) => {
    expect(outcome(each)).not.toMatch(/^wrong/);
  });

  it('is covered as far as the tables of the compiler go', () => {
    const features = SPECIFICATION.map(({ feature }) => feature).join('\n');
    for (const word of [...Object.keys(MODIFIERS), ...Object.keys(CORRELATIONS)])
      expect(features).toMatch(new RegExp(`\`(?:re\\|)?${word}\\b`));
  });

  it('is told in docs/sigma-support.md as it is', () => {
    if (WRITES_FIXTURES) writeFileSync(PAGE, page());
    expect(readFileSync(PAGE, 'utf8')).toBe(page());
  });
});
