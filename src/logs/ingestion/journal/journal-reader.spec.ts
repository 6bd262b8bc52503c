import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { JournalReader } from './journal-reader.js';

describe('JournalReader', () => {
  const folder = temporaryFolder();

  it('ends a journalctl that gives nothing and does not end, and says so', async () => {
    const program = join(folder(), 'journalctl');
    writeFileSync(program, '#!/bin/sh\nexec sleep 100000\n');
    chmodSync(program, 0o755);
    const reader = new JournalReader(null, [], 1, program);
    for await (const taken of reader.read(0, () => 1_000)) throw new Error(`took ${JSON.stringify(taken)}`);
    expect(reader.faults).toMatchObject([
      { code: 'JOURNALCTL_FAILED', message: 'journalctl gave nothing for 0.001 s' },
    ]);
  });
});
