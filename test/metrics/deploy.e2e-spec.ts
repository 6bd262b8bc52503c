import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { parseMetrics } from './prometheus-text.js';

const DASHBOARD = 'deploy/grafana/log-analyzer.json';
const ALERT_RULES = 'deploy/prometheus/alerts.yml';

/** Prometheus' own checker; on Debian in the package prometheus. */
const PROMTOOL = process.env['PROMTOOL'] ?? 'promtool';
const hasPromtool = spawnSync(PROMTOOL, ['--version']).status === 0;
if (!hasPromtool) console.warn('Prometheus itself does not check the metrics: there is no promtool here.');
const withPromtool = hasPromtool ? it : it.skip;

/** Expressions of the dashboard and of the alert rules. */
function expressions(): string[] {
  const { panels } = JSON.parse(readFileSync(DASHBOARD, 'utf8')) as { panels: { targets: { expr: string }[] }[] };
  const { groups } = parse(readFileSync(ALERT_RULES, 'utf8')) as { groups: { rules: { expr: string }[] }[] };
  return [
    ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
  ];
}

describe('what is deployed beside the service', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let text: string;

  beforeAll(async () => {
    service = await startService(folder());
    await service.http.get('/version');
    text = (await service.http.get('/metrics')).text;
  });

  afterAll(() => service.stop());

  it('uses only metrics that exist', () => {
    const names = new Set<string>();
    for (const { name, type } of parseMetrics(text).values()) {
      for (const suffix of type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']) names.add(name + suffix);
    }
    const used = expressions().flatMap((each) => each.match(/\b(?:log_analyzer|process|nodejs)_\w+/g) ?? []);
    expect(used.length).toBeGreaterThan(30);
    expect(used.filter((name) => !names.has(name))).toEqual([]);
  });

  it('shows every metric of ours that is no detail of another', () => {
    const used = expressions().join('\n');
    const ours = [...parseMetrics(text).keys()].filter((name) => name.startsWith('log_analyzer_'));
    const unused = ours.filter((name) => !used.includes(name));
    expect(unused).toEqual([
      'log_analyzer_rule_events_evaluated_total',
      'log_analyzer_rule_fired_total',
      'log_analyzer_metrics_failures_total',
    ]);
  });

  it('is described, metric by metric', () => {
    const page = readFileSync('docs/monitoring.md', 'utf8');
    const ours = [...parseMetrics(text).keys()].filter((name) => name.startsWith('log_analyzer_'));
    expect(ours.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  withPromtool('has alert rules that Prometheus takes', () => {
    const { stdout, stderr, status } = spawnSync(PROMTOOL, ['check', 'rules', ALERT_RULES], { encoding: 'utf8' });
    expect({ status, output: stdout + stderr }).toMatchObject({ status: 0 });
  });

  withPromtool('has metrics that Prometheus finds nothing wrong with', () => {
    const { stdout, stderr, status } = spawnSync(PROMTOOL, ['check', 'metrics'], { input: text, encoding: 'utf8' });
    expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: '' });
  });
});
