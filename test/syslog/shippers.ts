import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Where a syslog-ng lies that is not installed (it cannot be beside rsyslog): the folder into which its packages were
 * unpacked with `dpkg-deb -x`.
 */
const SYSLOG_NG_ROOT = process.env['SYSLOG_NG_ROOT'] ?? '/';
const SYSLOG_NG_LIBRARIES = ['usr/lib/syslog-ng', 'usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu'];

/** A real program that ships logs, with the configuration of docs/syslog.md. */
export interface Shipper {
  readonly name: string;
  /** Why it cannot be tested here; null: it can. */
  readonly missing: string | null;
  /** False where a stop of its own loses the message that it was just sending. */
  readonly outlivesItself: boolean;
  /** Writes its configuration; certificates are in the folder, too. */
  configure(folder: string, port: number): void;
  start(folder: string): ChildProcess;
}

const RSYSLOG: Shipper = {
  name: 'rsyslog',
  outlivesItself: false,
  missing: runs('rsyslogd', ['-v']) ? null : 'rsyslogd; apt-get install rsyslog rsyslog-gnutls',
  configure: (folder, port) => {
    const local = `global(workDirectory="${folder}/spool")
      module(load="imuxsock" SysSock.Use="off")
      input(type="imuxsock" Socket="${socketOf(folder)}")\n`;
    const shipping = configurationOf('rsyslog')
      .replaceAll('/etc/rsyslog.d/', `${folder}/`)
      .replace('target="alerts.example.org" port="6514"', `target="127.0.0.1" port="${port}"`)
      .replace('resumeInterval="5"', 'resumeInterval="1"');
    writeFileSync(join(folder, 'rsyslog.conf'), local + shipping);
  },
  start: (folder) =>
    spawn('rsyslogd', ['-n', '-f', join(folder, 'rsyslog.conf'), '-i', join(folder, 'rsyslog.pid')], {
      stdio: 'ignore',
    }),
};

const SYSLOG_NG: Shipper = {
  name: 'syslog-ng',
  outlivesItself: true,
  missing: syslogNg(['-V']) ? null : 'syslog-ng; apt-get install syslog-ng-core, or set SYSLOG_NG_ROOT',
  configure: (folder, port) => {
    const local = `@version: 3.38
      source s_src { unix-dgram("${socketOf(folder)}"); };\n`;
    const shipping = configurationOf('syslog-ng')
      .replaceAll('/etc/syslog-ng/', `${folder}/`)
      .replace('/var/lib/syslog-ng', `${folder}/spool`)
      .replace('syslog("alerts.example.org"', 'syslog("127.0.0.1"')
      .replace('port(6514)', `port(${port})`)
      .replace('time-reopen(5)', 'time-reopen(1)');
    writeFileSync(join(folder, 'syslog-ng.conf'), local + shipping);
  },
  start: (folder) => {
    const files = ['-f', 'syslog-ng.conf', '-R', 'syslog-ng.persist', '-p', 'syslog-ng.pid', '-c', 'syslog-ng.ctl'];
    const paths = files.map((each) => (each.startsWith('-') ? each : join(folder, each)));
    return spawn(syslogNgProgram(), ['-F', ...modulePath(), ...paths], { env: syslogNgEnvironment(), stdio: 'ignore' });
  },
};

export const SHIPPERS: readonly Shipper[] = [RSYSLOG, SYSLOG_NG];

/** Where the shipper takes local messages, in the place of /dev/log. */
function socketOf(folder: string): string {
  return join(folder, 'log.sock');
}

export async function startShipper(shipper: Shipper, folder: string): Promise<ChildProcess> {
  mkdirSync(join(folder, 'spool'), { recursive: true });
  const child = shipper.start(folder);
  while (!existsSync(socketOf(folder))) {
    if (child.exitCode !== null) throw new Error(`${shipper.name} ended with exit code ${child.exitCode}`);
    await pause(20);
  }
  // The socket may be that of the process before.
  await pause(500);
  return child;
}

export async function stopShipper(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Logs messages as sshd does. */
export function logAsSshd(folder: string, messages: readonly string[]): void {
  const options = ['-u', socketOf(folder), '-p', 'auth.info', '-t', 'sshd[4242]'];
  const { status, stderr } = spawnSync('logger', options, { input: messages.map((each) => `${each}\n`).join('') });
  if (status !== 0) throw new Error(String(stderr));
}

/** The configuration that the page shows. */
function configurationOf(language: string): string {
  const page = readFileSync('docs/syslog.md', 'utf8');
  return page.split(`\`\`\`${language}\n`)[1]!.split('```')[0]!;
}

function runs(program: string, options: readonly string[], environment = process.env): boolean {
  return spawnSync(program, options, { env: environment }).status === 0 && spawnSync('logger', ['-V']).status === 0;
}

function syslogNg(options: readonly string[]): boolean {
  return runs(syslogNgProgram(), [...modulePath(), ...options], syslogNgEnvironment());
}

function syslogNgProgram(): string {
  return join(SYSLOG_NG_ROOT, 'usr/sbin/syslog-ng');
}

function modulePath(): string[] {
  return SYSLOG_NG_ROOT === '/' ? [] : ['--module-path', join(SYSLOG_NG_ROOT, 'usr/lib/syslog-ng/3.38')];
}

function syslogNgEnvironment(): NodeJS.ProcessEnv {
  if (SYSLOG_NG_ROOT === '/') return process.env;
  return { ...process.env, LD_LIBRARY_PATH: SYSLOG_NG_LIBRARIES.map((each) => join(SYSLOG_NG_ROOT, each)).join(':') };
}
