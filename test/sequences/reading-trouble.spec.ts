import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DataSource } from 'typeorm';
import { LogScanner } from '../../src/analysis/scan/log-scanner.js';
import type { ScanReport } from '../../src/analysis/scan/scan-report.js';
import { openDatabase } from '../../src/database/data-source.js';
import { OpenFiles } from '../../src/logs/ingestion/files/open-files.js';
import { LogSource } from '../../src/logs/sources/log-source.entity.js';
import { LogEntry } from '../../src/logs/entries/log-entry.entity.js';
import { bruteForce, failedPassword } from '../factories/log-lines.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { databaseLocation } from '../support/test-database.js';

const MB = 1 << 20;
const TERABYTE = 2 ** 40;

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const faults = ({ faults: all }: ScanReport) =>
  Object.fromEntries(all.map(({ path: each, code }) => [basename(each), code]));
const descriptors = () => readdirSync('/proc/self/fd').length;

describe('log files that are trouble', () => {
  const folder = temporaryFolder();
  const path = (name: string) => join(folder(), 'logs', name);
  let dataSource: DataSource;
  let scanner: LogScanner;
  let opened: string[];
  let beforeOpening: () => void;

  const start = ({ passBytes = 16 * MB, names = ['*'], batchBytes = MB } = {}) => {
    const sources = names.map((name) => ({ pattern: path(name), timeZone: 'UTC', host: null }));
    const options = { sources, ruleFiles: [], batchBytes, transactionBytes: 16 * MB, passBytes };
    scanner = new LogScanner(dataSource, options);
  };
  const scan = async (shouldStop = () => false): Promise<ScanReport> => {
    opened = [];
    const listener = { alertsChanged: () => undefined, progressed: () => undefined };
    return scanner.scan({ now: Date.now, listener, shouldStop });
  };
  const scanToEnd = async (): Promise<number> => {
    let scans = 1;
    while ((await scan()).isCutShort) scans += 1;
    return scans;
  };
  const stored = async () =>
    (await dataSource.manager.find(LogEntry, { order: { id: 'ASC' } })).map(({ rawLog }) => rawLog);
  beforeEach(async () => {
    mkdirSync(path(''), { recursive: true });
    dataSource = await openDatabase(databaseLocation(folder()));
    const open = OpenFiles.prototype.open;
    opened = [];
    beforeOpening = () => undefined;
    jest.spyOn(OpenFiles.prototype, 'open').mockImplementation(function (this: OpenFiles, each: string) {
      beforeOpening();
      opened.push(basename(each));
      return open.call(this, each);
    });
    start();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await scanner.close();
    await dataSource.destroy();
  });

  it('leave no descriptor open, and are decompressed once, where an archive is damaged', async () => {
    const whole = gzipSync(textOf(bruteForce(2_000)));
    const archive = Buffer.from(whole);
    archive.fill(0xff, archive.length >> 1);
    writeFileSync(path('auth.log.1.gz'), archive);
    writeFileSync(path('auth.log'), textOf([failedPassword({ second: 1 })]));
    const said = faults(await scan());
    expect(said).toEqual({ 'auth.log.1.gz': expect.stringMatching(/^Z_/) });
    const before = descriptors();
    for (let n = 0; n < 50; n++) expect(faults(await scan())).toEqual(said);
    expect([descriptors(), opened]).toEqual([before, []]);
    start();
    expect(faults(await scan())).toEqual(said);
    expect(opened).toEqual([]);
    writeFileSync(path('auth.log.1.gz'), whole);
    expect(faults(await scan())).toEqual({});
    const lines = await stored();
    expect([lines.length, new Set(lines).size]).toEqual([2_001, 2_001]);
  });

  it.each([
    ['damaged', 20],
    ['damaged', 80],
    ['cut', 50],
  ])('are taken once where an archive, %s at %i percent, is replaced by the whole one', async (trouble, percent) => {
    const whole = gzipSync(textOf(bruteForce(3_000)));
    const at = Math.floor((whole.length * percent) / 100);
    const archive = trouble === 'cut' ? whole.subarray(0, at) : Buffer.from(whole).fill(0xff, at);
    start({ batchBytes: 8 << 10 });
    writeFileSync(path('auth.log'), '');
    writeFileSync(path('auth.log.1.gz'), archive);
    expect(faults(await scan())).toEqual({ 'auth.log.1.gz': expect.stringMatching(/^Z_/) });
    const before = (await stored()).length;
    writeFileSync(path('auth.log.1.gz'), whole);
    expect(faults(await scan())).toEqual({});
    const lines = await stored();
    // What a damaged one decompresses to may be anything, such as lines once more: its checksum is read first.
    expect([before, lines.length, new Set(lines).size]).toEqual([0, 3_000, 3_000]);
  });

  it('are decompressed once where they are copies of what was read, also after a restart', async () => {
    writeFileSync(path('auth.log.2.gz'), gzipSync(textOf(bruteForce(100))));
    await scan();
    copyFileSync(path('auth.log.2.gz'), path('other.log.1.gz'));
    copyFileSync(path('auth.log.2.gz'), path('auth.log.3.gz'));
    expect(faults(await scan())).toMatchObject({ 'other.log.1.gz': 'ECOPY' });
    expect(opened.sort()).toEqual(['auth.log.3.gz', 'other.log.1.gz']);
    for (let n = 0; n < 3; n++) {
      if (n === 1) start();
      expect(faults(await scan())).toMatchObject({ 'other.log.1.gz': 'ECOPY' });
      expect(opened).toEqual([]);
    }
    expect(await stored()).toHaveLength(100);
  });

  it('hold up no other log and no stop, where a hole has a terabyte', async () => {
    writeFileSync(path('a.log'), '');
    truncateSync(path('a.log'), TERABYTE);
    appendFileSync(path('a.log'), textOf([failedPassword({ second: 1, user: 'behind' })]));
    for (let n = 0; n < 3; n++) {
      appendFileSync(path('b.log'), textOf([failedPassword({ second: n })]));
      const report = await scan();
      expect(report).toMatchObject({ linesRead: 1, isCutShort: true });
      expect(faults(report)).toEqual({ 'a.log': 'ENOLINES' });
    }
    expect(await stored()).toHaveLength(3);
    const hole = await dataSource.manager.findOneByOrFail(LogSource, { path: path('a.log') });
    expect(hole.lastLineAt).toBeNull();
    start({ passBytes: Number.POSITIVE_INFINITY });
    let asked = 0;
    await scan(() => ++asked > 3);
    expect(asked).toBeGreaterThan(3);
  });

  it.each([
    ['in front', () => Buffer.concat([Buffer.alloc(70 * MB), Buffer.from(textOf(bruteForce(3)))]), 3],
    [
      'in the middle',
      () => {
        const lines = bruteForce(60);
        const [early, late] = [lines.slice(0, 20), lines.slice(20)].map((each) => Buffer.from(textOf(each)));
        return Buffer.concat([early!, Buffer.alloc(70 * MB), late!]);
      },
      60,
    ],
  ])('give the lines behind a hole %s once, whenever the service restarts', async (_where, content, lines) => {
    const bytes = content();
    writeFileSync(path('a.log'), bytes);
    const scans = await scanToEnd();
    expect(scans).toBeGreaterThan(3);
    expect(await stored()).toHaveLength(lines);
    start();
    // Its archive under the name of another log is known by its content, behind the hole.
    writeFileSync(path('b.log.1.gz'), gzipSync(bytes));
    expect(await scanToEnd()).toBeGreaterThan(3);
    appendFileSync(path('a.log'), textOf([failedPassword({ second: 500 })]));
    await scanToEnd();
    expect(await stored()).toHaveLength(lines + 1);
    expect([await scanToEnd(), opened]).toEqual([1, []]);
  });

  it('give the lines of an archive behind a hole', async () => {
    writeFileSync(
      path('a.log.1.gz'),
      gzipSync(Buffer.concat([Buffer.alloc(70 * MB), Buffer.from(textOf(bruteForce(3)))])),
    );
    expect(await scanToEnd()).toBeGreaterThan(3);
    expect([await stored(), await scanToEnd(), opened]).toMatchObject([{ length: 3 }, 1, []]);
  });

  it('are gone on with where a restart left them in a hole', async () => {
    writeFileSync(path('a.log'), '');
    truncateSync(path('a.log'), 80 * MB);
    appendFileSync(path('a.log'), textOf(bruteForce(3)));
    let scans = 0;
    do {
      start();
      scans += 1;
    } while ((await scan()).isCutShort);
    expect(scans).toBeLessThan(10);
    expect(await stored()).toHaveLength(3);
  });

  it('are read from their beginning where they were written anew in place of a hole', async () => {
    writeFileSync(path('a.log'), '');
    truncateSync(path('a.log'), 40 * MB);
    await scanToEnd();
    writeFileSync(path('a.log'), textOf(bruteForce(5)));
    truncateSync(path('a.log'), 60 * MB);
    await scanToEnd();
    expect(await stored()).toHaveLength(5);
  });

  it('hold up no other log where a line has no end', async () => {
    writeFileSync(
      path('a.log'),
      Buffer.concat([Buffer.alloc(40 * MB, 'x'), Buffer.from(textOf(['', ...bruteForce(2)]))]),
    );
    writeFileSync(path('b.log'), textOf([failedPassword({ second: 1, user: 'b' })]));
    expect(await scan()).toMatchObject({ isCutShort: true });
    expect(await stored()).toHaveLength(1);
    await scanToEnd();
    expect(await stored()).toHaveLength(3);
  });

  it('hold up no other log where their lines get no further in time', async () => {
    writeFileSync(path('a.log'), `${'x'.repeat(500)}\n`.repeat(100_000));
    writeFileSync(path('b.log'), textOf([failedPassword({ second: 1, user: 'b' })]));
    expect(await scan()).toMatchObject({ isCutShort: true });
    expect(await stored()).toHaveLength(1);
    expect(await scanToEnd()).toBeGreaterThan(0);
  });

  it('are said, and the others read, where a link leads to a pipe, a device or a folder', async () => {
    execFileSync('mkfifo', [join(folder(), 'pipe')]);
    symlinkSync(join(folder(), 'pipe'), path('a.log'));
    symlinkSync('/dev/zero', path('b.log'));
    symlinkSync(folder(), path('c.log'));
    symlinkSync(join(folder(), 'nothing'), path('d.log'));
    writeFileSync(path('e.log'), textOf(bruteForce(2)));
    start({ passBytes: MB, names: ['a.log', 'b.log', 'c.log', 'd.log', 'e.log'] });
    const report = await scan();
    expect(faults(report)).toEqual({ 'a.log': 'EISDIR', 'b.log': 'EISDIR', 'c.log': 'EISDIR', 'd.log': 'ENOENT' });
    expect(await stored()).toHaveLength(2);
  });

  it('are read where a link leads by the time they are opened', async () => {
    writeFileSync(join(folder(), 'one'), textOf(bruteForce(2)));
    execFileSync('mkfifo', [join(folder(), 'pipe')]);
    symlinkSync(join(folder(), 'one'), path('a.log'));
    const swap = (target: string) => {
      symlinkSync(join(folder(), target), path('swapped'));
      renameSync(path('swapped'), path('a.log'));
    };
    beforeOpening = () => swap('pipe');
    expect(faults(await scan())).toEqual({ 'a.log': 'EISDIR' });
    unlinkSync(path('a.log'));
    beforeOpening = () => undefined;
    symlinkSync(join(folder(), 'one'), path('a.log'));
    expect(faults(await scan())).toEqual({});
    expect(await stored()).toHaveLength(2);
  });
});
