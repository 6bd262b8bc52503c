import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { OpenFiles } from './open-files.js';

describe('OpenFiles', () => {
  const folder = temporaryFolder();
  const path = (name: string) => join(folder(), name);

  it('keeps few descriptors open, and opens a file again where it is read on', async () => {
    const files = new OpenFiles(2);
    const opened = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      writeFileSync(path(name), `content of ${name}`);
      opened.push(await files.open(path(name)));
      expect(files.size).toBeLessThanOrEqual(2);
    }
    for (const file of opened) expect(String(await file.read(11, 10))).toBe(file.path.slice(-1));
    expect(files.size).toBe(2);
    await files.closeAll();
    expect(files.size).toBe(0);
  });

  it('reads no other file under the same name', async () => {
    const files = new OpenFiles(1);
    writeFileSync(path('a'), 'one');
    writeFileSync(path('b'), 'two');
    const file = await files.open(path('a'));
    await (await files.open(path('b'))).close();
    renameSync(path('b'), path('a'));
    await expect(file.read(0, 3)).rejects.toMatchObject({ code: 'ESWAPPED' });
    expect(files.size).toBe(0);
  });

  it('waits for nobody who writes to a pipe, and opens no folder', async () => {
    const files = new OpenFiles();
    execFileSync('mkfifo', [path('pipe')]);
    mkdirSync(path('folder'));
    for (const name of ['pipe', 'folder']) {
      await expect(files.open(path(name))).rejects.toMatchObject({ code: 'EISDIR' });
    }
    expect(files.size).toBe(0);
  });
});
