import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { acceptedPassword, bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { correlationText, eventRuleText, ruleId } from '../factories/sigma-rules.js';
import { describeOn, itOn } from '../support/test-database.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function jsonLines({ stdout }: SpawnSyncReturns<string>): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const BASE = eventRuleText('base', 's: { attempts|gte: 1 }\ncondition: s');

/** A rule that counts what {@link BASE} finds. */
function threshold(least: number, id: string): string {
  const counts = 'type: event_count\nrules: [base]\ngroup-by: [ip_address]\ntimespan: 5m';
  return correlationText('mine', `${counts}\ncondition: { gte: ${least} }`).replace(/^id: .*$/m, `id: ${id}`);
}

/** A test of rules on one failed login. */
function ruleTest(name: string, alerts: string): string {
  return `- name: ${name}\n  lines: '${failedPassword({ second: 0 })}'\n  alerts: ${alerts}\n`;
}

function testsBeside(rules: string, text: string): void {
  writeFileSync(join(rules, 'rules.test.yml'), text);
}

/** What stores nothing runs once, not on every engine. */
const withoutDatabase = itOn('sqlite');

describe('the command line', () => {
  const folder = temporaryFolder();
  const path = (name: string) => join(folder(), name);

  function run(args: readonly string[], { input = '', ...environment }: Record<string, string> = {}) {
    const result = spawnSync(process.execPath, [resolve('dist/cli.js'), ...args], {
      cwd: folder(),
      input,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], LOG_TIMEZONE: 'UTC', ...environment },
    });
    return { ...result, json: () => jsonLines(result) };
  }

  function writeLog(name: string, lines: readonly string[]): string {
    writeFileSync(path(name), lines.map((line) => `${line}\n`).join(''));
    return path(name);
  }

  function writeRules(name: string, ...rules: string[]): string {
    mkdirSync(path(name));
    writeFileSync(join(path(name), 'rules.yml'), rules.join('---\n'));
    return path(name);
  }

  const twoAttacks = () =>
    writeLog('auth.log', [...bruteForce(12), ...bruteForce(4, { second: 60, address: '198.51.100.7' })]);

  withoutDatabase('replays a file as alerts, storing nothing', () => {
    const log = writeLog('auth.log', [...bruteForce(12), acceptedPassword({ second: 60 })]);
    const result = run(['replay', '--json', log]);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.json()).toMatchObject([
      { rule: 'ssh_brute_force', ip_address: '203.0.113.7', attempts: 12, fired_at: timeOf(9), status: 'open' },
    ]);
    // As in the image: what a service would need to serve others is no matter of a command.
    const { stdout } = run(['replay', log], { HOST: '0.0.0.0' });
    expect(stdout).toContain('[high] SSH brute force from 203.0.113.7: 12 attempts');
  });

  withoutDatabase('replays the same alerts from rotated and compressed files, in whatever order they are named', () => {
    const lines = [
      ...bruteForce(8),
      ...bruteForce(8, { second: 100, address: '203.0.113.8' }),
      ...bruteForce(8, { second: 130 }),
    ];
    const whole = run(['replay', '--json', writeLog('whole.log', lines)]).stdout;
    writeFileSync(path('auth.log.2.gz'), gzipSync(`${lines.slice(0, 5).join('\n')}\n`));
    const rotated = writeLog('auth.log.1', lines.slice(5, 14));
    const live = writeLog('auth.log', lines.slice(14));
    expect(run(['replay', '--json', live, rotated, path('auth.log.2.gz')]).stdout).toBe(whole);
    expect(whole).not.toBe('');
  });

  withoutDatabase('raises no alert for what the configuration allows', () => {
    const log = writeLog('auth.log', [...bruteForce(12), ...bruteForce(10, { second: 20, address: '198.51.100.7' })]);
    writeFileSync(path('allow.txt'), '203.0.113.0/24 # us\n');
    const environment = { ALLOWLIST_PATH: path('allow.txt') };
    expect(run(['replay', '--json', log], environment).json()).toMatchObject([{ ip_address: '198.51.100.7' }]);
    expect(run(['analyze', log], environment).stdout).toMatch(/22 new lines, 22 log entries stored, 1 alerts/);
  });

  it('analyzes a file once, however often it is called', () => {
    const log = writeLog('auth.log', bruteForce(12));
    const environment = { DATABASE_URL: `sqlite:${path('new/folder/test.sqlite')}` };
    expect(run(['analyze', log], environment).stdout).toMatch(/12 new lines, 12 log entries stored, 1 alerts/);
    expect(run(['analyze', log], environment).stdout).toMatch(/^0 new lines, 0 log entries stored, 0 alerts/);
    writeFileSync(log, `${failedPassword({ second: 20 })}\n`, { flag: 'a' });
    expect(run(['analyze', log], environment).stdout).toMatch(/1 new lines, 1 log entries stored, 1 alerts/);
  });

  it('analyzes standard input, the same input once', () => {
    const [first, ...more] = bruteForce(12).map((line) => `${line}\n`);
    expect(run(['analyze', '-'], { input: first! }).stdout).toMatch(/^1 new lines/m);
    const input = [first, ...more].join('');
    expect(run(['analyze', '-'], { input }).stdout).toMatch(/11 new lines, 11 log entries stored, 1 alerts/);
    expect(run(['analyze', '-'], { input }).stdout).toMatch(/^0 new lines/m);
  });

  it('takes a last line without a newline when its file has been quiet for a minute, and leaves it before', () => {
    const [first, ...more] = bruteForce(10);
    writeFileSync(path('auth.log'), [first, ...more].join('\n'));
    const early = run(['analyze', path('auth.log')]);
    expect(early).toMatchObject({ status: 0, stderr: expect.stringContaining('has no newline yet; it is left') });
    expect(early.stdout).toMatch(/9 new lines, 9 log entries stored, 0 alerts/);
    const quiet = new Date(Date.now() - 120_000);
    utimesSync(path('auth.log'), quiet, quiet);
    expect(run(['analyze', path('auth.log')]).stdout).toMatch(/1 new lines, 1 log entries stored, 1 alerts/);
  });

  it('analyzes what was rotated away since the last call', () => {
    const log = writeLog('auth.log', bruteForce(5));
    run(['analyze', log]);
    writeFileSync(log, `${failedPassword({ second: 20 })}\n`, { flag: 'a' });
    renameSync(log, path('auth.log.1'));
    writeLog('auth.log', bruteForce(4, { second: 30 }));
    expect(run(['analyze', log]).stdout).toMatch(/5 new lines, 5 log entries stored, 1 alerts/);
  });

  it('knows a copy, a link and a compressed copy under another name', () => {
    const lines = bruteForce(30);
    const log = writeLog('auth.log', lines);
    run(['analyze', log]);
    writeLog('copy.log', lines);
    writeFileSync(path('packed'), gzipSync(`${lines.join('\n')}\n`));
    linkSync(log, path('hard.log'));
    symlinkSync(log, path('soft.log'));
    for (const name of ['copy.log', 'packed', 'hard.log', 'soft.log']) {
      const result = run(['analyze', path(name)]);
      expect({ name, ...result }).toMatchObject({
        name,
        status: 0,
        stderr: expect.stringContaining('is not read again'),
      });
      expect(result.stdout).toMatch(/^0 new lines/);
    }
  });

  withoutDatabase('says that a file is in UTF-16', () => {
    writeFileSync(path('utf16.log'), `\ufeff${failedPassword()}\n`, 'utf16le');
    for (const command of ['analyze', 'replay', 'explain']) {
      const result = run([command, path('utf16.log')]);
      expect({ command, ...result }).toMatchObject({ status: 1, stderr: expect.stringContaining('iconv -f UTF-16') });
    }
  });

  withoutDatabase('says that a file holds nothing of sshd', () => {
    const result = run(['analyze', writeLog('binary.log', ['\u0001\u0002', 'BZh91AY'])]);
    expect(result).toMatchObject({ status: 0, stderr: expect.stringContaining('None of the lines is of sshd') });
  });

  withoutDatabase('explains each line, from a file and from standard input', () => {
    const lines = [failedPassword({ pid: 7 }), 'Nov 20 09:00:01 web-1 postfix[8]: connect from unknown', ''];
    const log = writeLog('auth.log', lines);
    const result = run(['explain', '--json', log]);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.json()).toMatchObject([
      {
        line_number: 1,
        timestamp: timeOf(0),
        time_basis: 'exact',
        host: 'web-1',
        program: 'sshd',
        pid: 7,
        log_type: 'ssh_failed_login',
        ip_address: '203.0.113.7',
        source_host: null,
        port: 52814,
        username: 'oracle',
        method: 'password',
        attempts: 1,
        reason: expect.any(String),
      },
      { line_number: 2, log_type: null, attempts: 0, reason: expect.any(String) },
      { line_number: 3 },
    ]);
    expect(run(['explain', '--json', '-'], { input: readFileSync(log, 'utf8') }).stdout).toBe(result.stdout);
    expect(run(['explain'], { input: readFileSync(log, 'utf8') }).stdout).toContain('ssh_failed_login');
    const mine = writeRules('rules', eventRuleText('mine', 's: { username: oracle }\ncondition: s'));
    const [selected, other] = run(['explain', '--json', '--rules', mine, log]).json();
    expect(selected).toMatchObject({ stored: true, rules: ['mine'] });
    expect(other).toMatchObject({ stored: false, rules: [] });
    expect(run(['explain', '--rules', mine, log]).stdout).toMatch(
      /^1: .* attempts 1 {2}stored {2}selected by mine {2}\(/,
    );
  });

  withoutDatabase(
    'prints nothing that steers a terminal, as JSON or in words, whatever lines and files are called',
    () => {
      const user = 'x\u009b31m\u0085\u202egnp\u001b[2J\u{e0041}';
      const invisible = /[\p{Cf}\p{Zl}\p{Zp}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u;
      const log = writeLog('\u001b[31m\u202e.log', bruteForce(12, { user }));
      const explained = run(['explain', '--json', log]);
      expect(explained.json()[0]).toMatchObject({ username: user });
      const replayed = run(['replay', '--json', log]);
      expect(JSON.stringify(replayed.json())).toContain('\u202egnp');
      const missing = run(['analyze', `${log}\u009b`]);
      expect(missing.status).not.toBe(0);
      for (const args of [['explain'], ['replay'], ['analyze']]) {
        const { stdout, stderr } = run([...args, log]);
        expect(`${stdout}${stderr}`).not.toMatch(invisible);
      }
      for (const { stdout, stderr } of [explained, replayed, missing])
        expect(`${stdout}${stderr}`).not.toMatch(invisible);
    },
  );

  describeOn('sqlite')('with rules of a directory', () => {
    it('replays with them in place of the configured ones', () => {
      const rules = writeRules('rules', BASE, threshold(4, ruleId()));
      const result = run(['replay', '--json', '--rules', rules, twoAttacks()]);
      expect(result).toMatchObject({ status: 0, stderr: '' });
      expect(result.json()).toMatchObject([
        { rule: 'mine', ip_address: '203.0.113.7', attempts: 12, severity: 'low' },
        { rule: 'mine', ip_address: '198.51.100.7', attempts: 4 },
      ]);
    });

    it('says which alerts appear and vanish with others', () => {
      const id = ruleId();
      const strict = writeRules('strict', BASE, threshold(4, id));
      const lax = writeRules('lax', BASE, threshold(5, id));
      const weaker = run(['replay', '--rules', strict, '--against', lax, twoAttacks()]);
      expect(weaker).toMatchObject({ status: 0, stderr: '0 alerts appear, 1 vanish, 2 before.\n' });
      expect(weaker.stdout).toMatch(/^- \S+ \[low\] mine from 198\.51\.100\.7: 4 attempts, .*\n$/);
      const stronger = run(['replay', '--rules', lax, '--against', strict, twoAttacks()]);
      expect(stronger).toMatchObject({ status: 0, stderr: '1 alerts appear, 0 vanish, 1 before.\n' });
      expect(stronger.stdout).toMatch(/^\+ \S+ \[low\] mine from 198\.51\.100\.7: 4 attempts, .*\n$/);
      expect(run(['replay', '--rules', lax, '--against', lax, twoAttacks()]).stdout).toBe('');
    });

    it('says so as JSON, against the configured rules, and of standard input', () => {
      const rules = writeRules('rules', BASE, threshold(4, ruleId()));
      const result = run(['replay', '--json', '--against', rules, '-'], { input: readFileSync(twoAttacks(), 'utf8') });
      expect(result).toMatchObject({ status: 0, stderr: '2 alerts appear, 1 vanish, 1 before.\n' });
      expect(result.json()).toMatchObject([
        { change: 'appears', rule: 'mine', ip_address: '203.0.113.7', fired_at: timeOf(3) },
        { change: 'vanishes', rule: 'ssh_brute_force', ip_address: '203.0.113.7', fired_at: timeOf(9) },
        { change: 'appears', rule: 'mine', ip_address: '198.51.100.7', fired_at: timeOf(63) },
      ]);
    });

    it.each(['--rules', '--against'])('refuses rules that are not valid after %s', (option) => {
      const rules = writeRules('rules', BASE.replace('attempts', 'attemps'));
      const result = run(['replay', option, rules, twoAttacks()]);
      expect(result).toMatchObject({ status: 2, stdout: '' });
      expect(result.stderr).toMatch(/rules\/rules\.yml:7: unknown field "attemps"; did you mean "attempts"\?\n$/);
      expect(run(['replay', option, path('nowhere'), twoAttacks()])).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('nowhere:1: cannot be read: ENOENT'),
      });
    });
  });

  describe('checking rules', () => {
    withoutDatabase('says that nothing is wrong, and of what', () => {
      const mine = writeRules('rules', BASE, threshold(3, ruleId()));
      const alone = run(['rules', 'check', mine], { SHIPPED_RULES: 'false' });
      expect(alone).toMatchObject({
        status: 0,
        stderr: '',
        stdout: 'No faults, 0 warnings: 2 rules, of which 1 raise alerts.\n',
      });
      const shipped = run(['rules', 'check']);
      expect(shipped).toMatchObject({ status: 0, stdout: expect.stringMatching(/^No faults, 0 warnings: \d\d rules/) });
      expect(run(['rules', 'check', join(mine, 'rules.yml')], { SHIPPED_RULES: 'false' }).stdout).toBe(alone.stdout);
      expect(run(['rules', 'check'], { RULES_DIR: mine, SHIPPED_RULES: 'false' }).stdout).toBe(alone.stdout);
    });

    withoutDatabase('lists every fault of every file, or every warning', () => {
      const wrong = writeRules('wrong', BASE.replace('attempts', 'attemps').replace('level: low', 'level: loud'));
      writeFileSync(join(wrong, 'latin.yml'), Buffer.from('title: caf\xe9\n', 'latin1'));
      const result = run(['rules', 'check', wrong, path('nowhere')]);
      expect(result).toMatchObject({ status: 1, stderr: '' });
      expect(result.stdout.split('\n').map((line) => line.replace(`${folder()}/`, ''))).toEqual([
        expect.stringMatching(/^nowhere:1: cannot be read: ENOENT/),
        'wrong/latin.yml:1: is not UTF-8',
        expect.stringMatching(/^wrong\/rules\.yml:4: level: "loud" is none of/),
        'wrong/rules.yml:7: unknown field "attemps"; did you mean "attempts"?',
        'Faults: 4; none of the rules would be loaded.',
        '',
      ]);
      const vague = writeRules('vague', eventRuleText('vague', 's: { port: 1 }\nt: { port: 2 }\ncondition: s'));
      expect(run(['rules', 'check', '--json', vague]).json()).toEqual([
        {
          kind: 'warning',
          file: join(vague, 'rules.yml'),
          line: 8,
          reason: 'the condition does not ask for the selection "t"',
        },
      ]);
    });
  });

  describeOn('sqlite')('testing rules', () => {
    it('tells of every test, and of rules without any', () => {
      const mine = writeRules(
        'rules',
        BASE,
        threshold(3, ruleId()),
        eventRuleText('seen', 's: { port: 1 }\ncondition: s'),
      );
      testsBeside(mine, ruleTest('stays quiet', '[]'));
      expect(run(['rules', 'test', mine])).toMatchObject({
        status: 0,
        stderr: '',
        stdout: 'passed  stays quiet\nNo test expects an alert of mine, seen.\n1 of 1 tests passed.\n',
      });
      testsBeside(mine, ruleTest('stays quiet', '[]') + ruleTest('fires', '[{ rule: mine, attempts: 3 }]'));
      const failed = run(['rules', 'test', join(mine, 'rules.yml')]);
      expect(failed).toMatchObject({ status: 1, stderr: '' });
      expect(failed.stdout.replaceAll(`${folder()}/`, '')).toContain(
        'FAILED  rules/rules.test.yml:4: fires\n  missing: {"rule":"mine","attempts":3}\n',
      );
      expect(run(['rules', 'test', '--json', mine]).json()).toMatchObject([
        { name: 'stays quiet', passed: true },
        { name: 'fires', line: 4, passed: false, missing: [{ rule: 'mine', attempts: 3 }], unexpected: [] },
      ]);
    });

    it('says what is wrong with rules and tests before it runs any', () => {
      const mine = writeRules('rules', BASE);
      testsBeside(mine, ruleTest('fires', '[{ rule: bsae }]') + '- name: x\n  alerts: []\n');
      const result = run(['rules', 'test', mine]);
      expect(result.status).toBe(1);
      expect(result.stdout.split('\n').map((line) => line.replace(`${folder()}/`, ''))).toEqual([
        'rules/rules.test.yml:4: a test has either lines, the text of a log, or log, the path of one',
        'rules/rules.test.yml:1: there is no rule "bsae"; did you mean "base"?',
        'Faults in tests: 2; none was run.',
        '',
      ]);
      rmSync(join(mine, 'rules.test.yml'));
      expect(run(['rules', 'test', mine])).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('NAME.test.yml'),
      });
    });

    it('takes the fields of others by a mapping, and leaves out what cannot be used', () => {
      const theirs = writeRules(
        'theirs',
        eventRuleText('theirs', 's: { pam_user: oracle }\ncondition: s'),
        BASE.replace('product: linux', 'product: windows'),
      );
      writeFileSync(path('fields.yml'), 'pam_user: username\n');
      const args = ['rules', 'check', '--fields', path('fields.yml'), theirs];
      const strict = run(args);
      expect(strict).toMatchObject({ status: 1, stdout: expect.stringContaining('the product "windows"') });
      const lenient = run([...args, '--skip-unsupported'], { SHIPPED_RULES: 'false' });
      expect(lenient).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(
          /left out: the product "windows" .*\nNo faults, 0 warnings, reasons to leave rules out: 1; 1 rules/,
        ),
      });
    });
  });

  withoutDatabase.each([
    [[], 'Usage'],
    [['dance'], "no command 'dance'"],
    [['constructor'], "no command 'constructor'"],
    [['replay'], 'at least one log file'],
    [['replay', '--colour', 'x'], '--colour'],
    [['replay', '--rules'], '--rules'],
    [['replay', '--rules', 'x'], 'at least one log file'],
    [['replay', 'x', '--against'], '--against'],
    [['analyze', '--json', 'x'], '--json'],
    [['analyze', '--rules', 'x', 'y'], '--rules'],
    [['explain', '--against', 'x', 'y'], '--against'],
    [['rules'], 'rules check'],
    [['rules', 'chek'], "There is no 'rules chek'"],
    [['rules', 'check', '--rules', 'x'], '--rules'],
  ])('calls %j wrong usage', (args, message) => {
    const result = run(args);
    expect(result.status).toBe(2);
    expect(result.stderr).toContain(message);
  });

  withoutDatabase('says which file is missing, or may not be read', () => {
    expect(run(['analyze', path('missing.log')])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('missing.log does not exist'),
    });
    expect(run(['replay', folder()])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not a regular file'),
    });
  });

  withoutDatabase('refuses a wrong configuration with exit code 2 and all its faults', () => {
    const result = run(['analyze', writeLog('auth.log', [])], { PORT: 'x', DATABASE_URL: 'y' });
    expect(result.status).toBe(2);
    expect(result.stderr).toContain('PORT must be');
    expect(result.stderr).toContain('DATABASE_URL must be');
  });

  withoutDatabase('says what to do when the database cannot be used', () => {
    const log = writeLog('auth.log', []);
    writeFileSync(path('broken.sqlite'), 'this is no database, and it is long enough to be taken for one '.repeat(50));
    const result = run(['analyze', log], { DATABASE_URL: `sqlite:${path('broken.sqlite')}` });
    expect(result).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/broken\.sqlite cannot be used.*DATABASE_URL/),
    });
  });
});
