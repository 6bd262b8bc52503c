import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bruteForce, failedPassword } from '../factories/log-lines.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** An interval that no test lives to see: only a notice of the change can start the scan. */
const NEVER = { SCAN_INTERVAL_SECONDS: '86400' };

describe('a change of the log', () => {
  const folder = temporaryFolder();
  const log = () => join(folder(), 'auth.log');
  const append = (...lines: string[]) => appendFileSync(log(), lines.map((line) => `${line}\n`).join(''));
  let service: ServiceProcess;

  afterEach(() => service.stop());

  it('is read at once, without waiting for the interval, and after a rotation too', async () => {
    writeFileSync(log(), '');
    service = await ServiceProcess.start(folder(), NEVER);
    append(...bruteForce(9));
    await service.until<unknown[]>('/logs', (entries) => entries.length === 9);
    append(failedPassword({ second: 9 }));
    await service.until<unknown[]>('/alerts', (alerts) => alerts.length === 1);
    renameSync(log(), `${log()}.1`);
    append(failedPassword({ second: 10 }));
    await service.until<{ attempts: number }[]>('/alerts', ([alert]) => alert!.attempts === 11);
  });

  it('is noticed where the log appears after the service', async () => {
    service = await ServiceProcess.start(folder(), NEVER);
    append(...bruteForce(10));
    await service.until<unknown[]>('/alerts', (alerts) => alerts.length === 1);
  });
});
