import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { acceptedPassword, bruteForce } from '../factories/log-lines.js';
import { mailSettings, startMailServer } from '../support/mail-server.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { parseMetrics } from './prometheus-text.js';
import type { MetricFamily } from './prometheus-text.js';

/** Words for units that are not the base unit, and types said in names: Prometheus' naming conventions ask for neither. */
const UNWANTED = /milli|micro|minutes|hours|_ms\b|kilo|mega|percent|counter|gauge|histogram/;

describe('GET /metrics', () => {
  const folder = temporaryFolder();
  let service: RunningService;

  const append = (...lines: string[]) =>
    appendFileSync(join(folder(), 'auth.log'), lines.map((line) => `${line}\n`).join(''));

  const start = async (environment: Record<string, string> = {}, clock?: () => number) => {
    service = await startService(folder(), environment, clock);
  };

  const metrics = async (): Promise<ReadonlyMap<string, MetricFamily>> => {
    const { text } = await service.http
      .get('/metrics')
      .expect(200)
      .expect('Content-Type', /^text\/plain; version=0.0.4/);
    return parseMetrics(text);
  };

  /** The values of a family by the label values that are asked for, such as `ssh_brute_force high`. */
  const values = async (name: string, ...labels: string[]): Promise<Record<string, number>> => {
    const samples = (await metrics()).get(name)?.samples ?? [];
    return Object.fromEntries(samples.map((each) => [labels.map((label) => each.labels[label]).join(' '), each.value]));
  };

  afterEach(() => service.stop());

  it('keeps to the conventions of Prometheus', async () => {
    append(...bruteForce(10));
    await start();
    const families = [...(await metrics()).values()];
    expect(families.length).toBeGreaterThan(40);
    for (const { name, type, help } of families) {
      expect(name).toMatch(/^(?:log_analyzer|process|nodejs)_[a-z0-9_]+$/);
      expect({ name, isCounter: type === 'counter' }).toEqual({ name, isCounter: name.endsWith('_total') });
      expect(name).not.toMatch(UNWANTED);
      expect(help).not.toBe('');
      if (type === 'histogram') expect(name).toMatch(/_seconds$/);
    }
  });

  it('tells what became of the lines, what was found, and what is open', async () => {
    append(...bruteForce(10), ...bruteForce(10, { address: '203.0.113.8', second: 20 }));
    append(
      acceptedPassword(),
      '2026-11-20T10:00:00Z web-1 postfix[5]: hello',
      '2026-11-20T10:00:00Z web-1 sshd[5]: Frobbed',
    );
    await start();
    expect(await values('log_analyzer_lines_total', 'outcome')).toEqual({
      event_stored: 21,
      event_not_stored: 0,
      ignored: 0,
      not_understood: 1,
      other_program: 1,
    });
    expect(await values('log_analyzer_source_understood_ratio')).toEqual({ '': 21 / 22 });
    expect(await values('log_analyzer_alerts_total', 'rule', 'severity')).toEqual({ 'ssh_brute_force high': 2 });
    expect(await values('log_analyzer_alerts_open', 'severity')).toMatchObject({ high: 2, critical: 0 });
    expect(await values('log_analyzer_rule_fired_total', 'rule')).toMatchObject({
      ssh_brute_force: 2,
      ssh_scanning: 0,
    });
    expect(await values('log_analyzer_rule_events_evaluated_total', 'rule')).toMatchObject({ ssh_brute_force: 21 });
    expect(await values('log_analyzer_scan_failures_total')).toEqual({ '': 0 });
    expect((await values('log_analyzer_database_size_bytes'))['']).toBeGreaterThan(10_000);
  });

  it('goes on counting after a restart', async () => {
    append(...bruteForce(10));
    await start();
    await service.stop();
    append(...bruteForce(10, { address: '203.0.113.8', second: 20 }));
    await start();
    expect(await values('log_analyzer_alerts_total', 'rule')).toEqual({ ssh_brute_force: 2 });
    expect(await values('log_analyzer_lines_total', 'outcome')).toMatchObject({ event_stored: 20 });
  });

  it('shows how far reading lags, and what cannot be read', async () => {
    let now = NOW;
    await start({ LOG_FILES: join(folder(), '*".log') }, () => now);
    expect(await values('log_analyzer_source_readable')).toEqual({ '': 0 });
    const path = join(folder(), 'a\\"b".log');
    appendFileSync(path, `${bruteForce(1)[0]}\n`);
    await service.scan();
    appendFileSync(path, 'half a line');
    now += 30_000;
    expect(await values('log_analyzer_source_lag_bytes', 'source')).toEqual({ [path]: 11 });
    expect(await values('log_analyzer_source_lag_seconds', 'source')).toEqual({ [path]: 30 });
    expect(await values('log_analyzer_source_readable', 'source')).toEqual({ [path]: 1 });
  });

  it('tells whether people hear of alerts', async () => {
    const mailServer = await startMailServer();
    append(...bruteForce(10));
    await start(mailSettings(mailServer));
    await service.notified();
    expect(await values('log_analyzer_notifications_delivered_total', 'channel')).toEqual({ email: 1 });
    await service.stop();
    await mailServer.stop();
    append(...bruteForce(10, { address: '203.0.113.8', second: 20 }));
    await start(mailSettings(mailServer));
    await service.notified();
    expect(await values('log_analyzer_notifications_delivered_total', 'channel')).toEqual({ email: 1 });
    expect(await values('log_analyzer_notification_retries_total', 'channel')).toEqual({ email: 1 });
    expect(await values('log_analyzer_notifications_pending', 'channel')).toEqual({ email: 1 });
    expect(await values('log_analyzer_notifications_failed_total', 'channel')).toEqual({ email: 0 });
  });

  it('names requests by the routes that we wrote, whatever is asked for', async () => {
    await start();
    for (let n = 0; n < 20; n++) {
      await service.http.get(`/logs/${n}`);
      await service.http.get(`/nowhere-${n}`);
      await service.http.get(`/alerts?limit=${n + 1}`);
    }
    await service.http.get('/logs').set('Host', 'elsewhere.example');
    const counts = await values('log_analyzer_http_request_duration_seconds', 'method', 'route', 'status');
    const routes = new Set(Object.keys(counts).map((key) => key.trim()));
    expect(routes).toEqual(new Set(['GET /logs/:id 404', 'GET unmatched 404', 'GET /alerts 200', 'GET unmatched 421']));
  });

  it('answers with what is left when the database is gone', async () => {
    await start();
    await service.app.get(DataSource).destroy();
    expect(await values('log_analyzer_alerts_open', 'severity')).toEqual({});
    expect(await values('log_analyzer_metrics_failures_total', 'subject')).toMatchObject({ alerts: 2, database: 2 });
    expect((await values('process_cpu_seconds_total'))['']).toBeGreaterThan(0);
    await service.app.get(DataSource).initialize();
  });
});
