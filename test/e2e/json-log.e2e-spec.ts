import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { bruteForce } from '../factories/log-lines.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function entriesOf(log: string): Record<string, unknown>[] {
  const lines = log.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log as JSON', () => {
  const folder = temporaryFolder();

  it('is one object a line from the start to the end, whatever user names say', async () => {
    const user = '\u001b[31m"x"\u009b';
    appendFileSync(
      join(folder(), 'auth.log'),
      bruteForce(12, { user })
        .map((line) => `${line}\n`)
        .join(''),
    );
    for (let n = 0; n < 12; n++) {
      const line = bruteForce(1, { user: 'admin\u202e', address: `203.0.113.${n + 20}`, second: n })[0];
      appendFileSync(join(folder(), 'auth.log'), `${line}\n`);
    }
    const service = await ServiceProcess.start(folder(), { LOG_FORMAT: 'json' });
    await service.says('ssh_distributed|on user');
    expect(await service.stop()).toBe(0);
    const entries = entriesOf(service.log);
    expect(entries).toContainEqual(expect.objectContaining({ level: 'log', context: 'Service' }));
    const alerts = entries.filter(({ level, context }) => level === 'warn' && context === 'Analysis');
    expect(alerts.length).toBeGreaterThan(1);
    expect(alerts.map(({ message }) => message).join('\n')).toMatch(/^[\x20-\x7e\n]+$/);
  });

  it('also says why the service did not start', async () => {
    const failed = ServiceProcess.start(folder(), { LOG_FORMAT: 'json', DATABASE_URL: 'sqlite:/dev/null/x' });
    const { message } = (await failed.catch((error: Error) => error)) as Error;
    const entries = entriesOf(message.replace('The service ended: ', ''));
    expect(entries.at(-1)).toMatchObject({ level: 'fatal', message: expect.stringContaining('cannot be used') });
  });
});
