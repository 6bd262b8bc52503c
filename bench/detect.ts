import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorrelationRule, DetectionRule } from '../src/analysis/detection/detection-rule.js';
import { Engine } from '../src/analysis/detection/engine.js';
import type { ObservedEvent } from '../src/analysis/detection/engine.js';
import { loadRules } from '../src/analysis/rules/loaded-rules.js';
import { readRules } from '../src/analysis/rules/rule-files.js';
import { logEntryOfEvent } from '../src/logs/entries/entry-of-event.js';
import { LogParser } from '../src/logs/parsing/log-parser.js';
import { generateLoadLog, loadLines } from './generate-load-log.js';
import { median, say, secondsSince } from './measure.js';

/** Limits that the figures are held against. */
const MAX_SHARE = 1.25;
const MAX_MEGABYTES = 300;
const MANY_ADDRESSES = 1_000_000;

const lines = Number(process.argv[2] ?? 1_000_000);
const runs = Number(process.argv[3] ?? 5);
const shipped = loadRules(readRules(['rules'])).rules;

function eventsOf(count: number): ObservedEvent[] {
  const parser = new LogParser({ timeZone: 'UTC' });
  parser.setReferenceTime(Date.UTC(2026, 11, 1));
  const events: ObservedEvent[] = [];
  for (const line of loadLines({ lines: count })) {
    const parsed = parser.parse(line.trimEnd());
    if (parsed.kind === 'event' && parsed.stored)
      events.push({ ...logEntryOfEvent(events.length + 1, parsed, 1, line), receivedAt: Number.MAX_SAFE_INTEGER });
  }
  return events;
}

/** The shipped rules again and again, each time with other thresholds. */
function manyRules(count: number): DetectionRule[] {
  const rules: DetectionRule[] = [...shipped];
  const correlations = shipped.filter((rule): rule is CorrelationRule => rule.kind === 'correlation');
  for (let copy = 1; rules.length < count; copy++) {
    for (const rule of correlations) {
      const threshold = rule.type.startsWith('temporal') ? rule.threshold : rule.threshold + copy;
      rules.push({ ...rule, id: `${rule.id}-${copy}`, name: `${rule.name}_${copy}`, threshold });
    }
  }
  return rules.slice(0, count);
}

function benchEngine(): void {
  const events = eventsOf(Math.min(lines, 300_000));
  const seed = shipped.filter(({ name }) => name === 'ssh_failed_attempt' || name === 'ssh_brute_force');
  const sets = { '1 rule': seed, [`${shipped.length} shipped rules`]: shipped, '100 rules': manyRules(100) };
  for (const [name, rules] of Object.entries(sets)) {
    const seconds: number[] = [];
    for (let run = 0; run < runs; run++) {
      const engine = new Engine(rules);
      const start = process.hrtime.bigint();
      for (const event of events) engine.observe(event);
      seconds.push(secondsSince(start));
    }
    console.log(`       ${name}: ${Math.round(events.length / median(seconds))} events/s`);
  }
}

/** What the rules add to a cold backfill, by `analyze` with and without them in turns. */
function benchShare(folder: string): void {
  const log = join(folder, 'load.log');
  generateLoadLog(log, { lines });
  const analyze = (name: string, withRules: boolean): number => {
    const environment = { DATABASE_URL: `sqlite:${join(folder, name)}`, SHIPPED_RULES: String(withRules) };
    const start = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, ['dist/cli.js', 'analyze', log], {
      stdio: 'ignore',
      env: { ...process.env, ...environment, RULES_DIR: '', LOG_TIMEZONE: 'UTC' },
    });
    if (status !== 0) throw new Error(`analyze ended with ${status}`);
    return secondsSince(start);
  };
  const ratios: number[] = [];
  for (let run = 0; run < runs; run++) {
    const without = analyze(`without-${run}.sqlite`, false);
    ratios.push(analyze(`with-${run}.sqlite`, true) / without);
  }
  const ratio = median(ratios);
  say('backfill with all shipped rules against none', ratio.toFixed(2), `at most ${MAX_SHARE}`, ratio <= MAX_SHARE);
}

/** Memory of a process whose engine keeps an event of each of many addresses. */
function benchMemory(): void {
  const { stdout } = spawnSync(process.execPath, [process.argv[1]!, 'memory'], { encoding: 'utf8' });
  const megabytes = Number(stdout);
  say(
    `memory with ${MANY_ADDRESSES} addresses`,
    `${megabytes.toFixed(0)} MB`,
    `at most ${MAX_MEGABYTES} MB`,
    megabytes > 0 && megabytes <= MAX_MEGABYTES,
  );
}

function fillMemory(): void {
  const engine = new Engine(shipped);
  const [sample] = eventsOf(100).filter(({ attempts }) => attempts > 0);
  for (let index = 0; index < MANY_ADDRESSES; index++) {
    const bits = Math.imul(index, 0x9e3779b1) >>> 0;
    const ipAddress = `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`;
    engine.observe({ ...sample!, id: index + 1, timestamp: Date.UTC(2026, 5, 1) + index * 10, ipAddress });
  }
  if (engine.size === 0) throw new Error('Nothing was kept.');
  console.log(process.resourceUsage().maxRSS / 1000);
}

if (process.argv[2] === 'memory') {
  fillMemory();
} else {
  const folder = mkdtempSync(join(tmpdir(), 'bench-detect-'));
  try {
    benchEngine();
    benchMemory();
    benchShare(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
