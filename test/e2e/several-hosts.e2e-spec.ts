import { appendFileSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertDto } from '../../src/alerts/alert.dto.js';
import { readRules } from '../../src/analysis/rules/rule-files.js';
import { replayAlerts } from '../../src/commands/replay.command.js';
import { failedPassword, timeOf } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOUR = 3600;
const OPTIONS = {
  ruleFiles: readRules([join(__dirname, '..', '..', 'rules')]),
  allowlist: [],
  timeZone: 'UTC',
};

/** By name: seconds of failures on one host, and on another. */
const ATTACKS = {
  'a slow one over a day': [spread(60, 0, 22 * HOUR), spread(60, 600, 22 * HOUR)],
  'one that takes turns': [[...spread(12, 0, 110), ...spread(12, 600, 710)], spread(5, 150, 550)],
  'one at the same time': [spread(12, 0, 110), spread(12, 3, 113)],
} as const;

function spread(count: number, from: number, to: number): number[] {
  return Array.from({ length: count }, (_, index) => from + Math.floor((index * (to - from)) / count));
}

function linesOf(seconds: readonly number[], pid: number): { second: number; text: string }[] {
  return seconds.map((second, index) => ({ second, text: `${failedPassword({ second, pid: pid + index })}\n` }));
}

describe('an attack on two hosts', () => {
  const folder = temporaryFolder();
  let service: RunningService | null = null;
  const path = (name: string) => join(folder(), name);

  afterEach(async () => {
    await service?.stop();
    service = null;
  });

  const replayed = async (...names: string[]) => {
    const logs = names.map((name) => ({ source: path(name), files: [path(name)], timeZone: null, host: null }));
    const alerts: AlertDto[] = [];
    await replayAlerts(logs, OPTIONS, (some) => alerts.push(...some));
    return alerts.map(({ id, attempts, fired_at, last_seen }) => ({ id, attempts, fired_at, last_seen }));
  };

  for (const [name, [first, second]] of Object.entries(ATTACKS)) {
    it(`adds up, however the logs are read: ${name}`, async () => {
      const lines = [linesOf(first, 10_000), linesOf(second, 20_000)] as const;
      for (const [index, file] of ['a.log', 'b.log'].entries()) {
        writeFileSync(path(file), lines[index]!.map(({ text }) => text).join(''));
      }
      const inOrder = lines.flat().sort((a, b) => a.second - b.second);
      writeFileSync(path('both.log'), inOrder.map(({ text }) => text).join(''));
      const expected = await replayed('both.log');
      expect(expected.length).toBeGreaterThan(0);
      expect(await replayed('a.log', 'b.log')).toEqual(expected);
      expect(await replayed('b.log', 'a.log')).toEqual(expected);
      service = await startService(folder(), { LOG_FILES: `${path('a.log')},${path('b.log')}` });
      const { body } = await service.http.get('/alerts').expect(200);
      expect(body.map(({ id }: { id: string }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    });
  }

  it('is the same attack when the lines come one by one', async () => {
    const [first, second] = ATTACKS['one that takes turns'];
    const lines = [linesOf(first, 10_000), linesOf(second, 20_000)] as const;
    service = await startService(folder(), { LOG_FILES: `${path('a.log')},${path('b.log')}` });
    const inOrder = lines.flatMap((of, index) => of.map((line) => ({ ...line, file: ['a.log', 'b.log'][index]! })));
    for (const { file, text } of inOrder.sort((a, b) => a.second - b.second)) {
      appendFileSync(path(file), text);
      await service.scan();
    }
    const { body } = await service.http.get('/alerts').expect(200);
    expect(body).toEqual([expect.objectContaining({ attempts: 29, last_seen: timeOf(first.at(-1)!) })]);
    expect(await replayed('a.log', 'b.log')).toEqual([expect.objectContaining({ id: body[0].id, attempts: 29 })]);
  });

  it('is not counted twice where a log is a copy of another', async () => {
    // Long enough to be told from another log that begins alike.
    const others = `${timeOf(0)} web-1 CRON[7]: pam_unix(cron:session): session closed for user root\n`.repeat(20);
    const failures = linesOf(spread(6, 0, 60), 10_000).map(({ text }) => text);
    writeFileSync(path('a.log'), others + failures.join(''));
    copyFileSync(path('a.log'), path('b.log'));
    expect(await replayed('a.log', 'b.log')).toEqual([]);
  });
});
