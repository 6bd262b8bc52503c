import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseUrl } from './test-database.js';

/** How long a process may take to start, or to show what a test waits for. */
const PATIENCE_MS = 240_000;

/** Another user to run as, which only root can, and another build than this project's. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  readonly program?: string;
}

/** The compiled service in a process of its own, as people run it; scans every second. */
export class ServiceProcess {
  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
    private readonly output: string[],
  ) {}

  /** Starts the service with its files in `folder`. Settles when it listens. */
  static async start(
    folder: string,
    environment: Readonly<Record<string, string>> = {},
    user: RunAs = {},
  ): Promise<ServiceProcess> {
    const child = ServiceProcess.spawn(folder, environment, user);
    const output: string[] = [];
    const url = await new Promise<string>((found, failed) => {
      for (const stream of [child.stdout!, child.stderr!]) {
        stream.on('data', (text) => {
          output.push(String(text));
          const listening = /Listening on (http:\S+);/.exec(output.join(''));
          if (listening !== null) found(listening[1]!);
        });
      }
      child.once('exit', () => failed(new Error(`The service ended: ${output.join('')}`)));
    });
    return new ServiceProcess(child, url, output);
  }

  /** Starts the service without waiting for anything. */
  static spawn(folder: string, environment: Readonly<Record<string, string>> = {}, user: RunAs = {}): ChildProcess {
    const { program = resolve('dist/main.js'), ...ids } = user;
    return spawn(process.execPath, [program], {
      cwd: folder,
      ...ids,
      env: {
        PATH: process.env['PATH'],
        LOG_FILES: join(folder, 'auth.log'),
        DATABASE_URL: environment['DATABASE_URL'] ?? databaseUrl(folder),
        LOG_TIMEZONE: 'UTC',
        SCAN_INTERVAL_SECONDS: '1',
        PORT: '0',
        ...environment,
      },
    });
  }

  /** What the service has said so far. */
  get log(): string {
    return this.output.join('');
  }

  async get<T>(path: string): Promise<T> {
    return (await (await fetch(`${this.url}${path}`)).json()) as T;
  }

  /** Settles when the service has said something. @throws when that takes too long */
  async says(text: string | RegExp): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (this.log.search(text) === -1) {
      if (Date.now() > deadline) throw new Error(`The service did not say ${String(text)}, but: ${this.log}`);
      await pause(20);
    }
  }

  /** Asks until the answer is what the test waits for. @throws with the last answer when that takes too long */
  async until<T>(path: string, accept: (answer: T) => boolean): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.get<T>(path);
      if (accept(answer)) return answer;
      if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(answer).slice(0, 500)} after a long wait`);
      await pause(60);
    }
  }

  /** @returns the exit code, or null when the signal ended it */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    this.child.kill(signal);
    const [exitCode] = (await once(this.child, 'exit')) as [number | null];
    return exitCode;
  }
}
