import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bruteForce } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

const run = promisify(execFile);

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) console.warn('The commands of docs/ingest.md are not tested: there is no curl here.');

describe('docs/ingest.md', () => {
  const folder = sharedFolder();

  (hasCurl ? it : it.skip)('has commands that do what it says', async () => {
    const service = await startService(folder());
    const log = join(folder(), 'pushed.log');
    writeFileSync(log, `${bruteForce(12).join('\n')}\n`);
    const page = readFileSync('docs/ingest.md', 'utf8');
    const commands = [...page.matchAll(/```sh\n([^`]+)```/g)].map(([, command]) =>
      command!.replaceAll('http://127.0.0.1:8000', service.url).replaceAll('/var/log/auth.log', log),
    );
    const answers: string[] = [];
    for (const command of commands) answers.push((await run('sh', ['-c', command])).stdout);
    expect(answers).toEqual(Array(2).fill('{"source":"push:web-1","batch":1,"lines":12}'));
    await service.scan();
    expect((await service.http.get('/alerts')).body).toMatchObject([{ attempts: 12 }]);
    await service.stop();
  });
});
