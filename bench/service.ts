import { spawn } from 'node:child_process';

/** A service in a process of its own. */
export interface Service {
  readonly pid: number;
  readonly url: string;
  /** Settles when the process has ended. */
  stop(signal: NodeJS.Signals): Promise<unknown>;
}

/** Starts the compiled service, on a free port and logs in UTC. Settles when it listens. */
export async function startService(settings: Readonly<Record<string, string>>): Promise<Service> {
  const env = { ...process.env, LOG_TIMEZONE: 'UTC', PORT: '0', ...settings };
  const child = spawn(process.execPath, ['dist/main.js'], { env });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((found, failed) => {
    let output = '';
    child.once('exit', () => failed(new Error(`The service ended: ${output}`)));
    child.stdout.on('data', (text) => {
      output += String(text);
      const listening = /Listening on (http:\S+);/.exec(output);
      if (listening !== null) found(listening[1]!);
    });
  });
  const stop = (signal: NodeJS.Signals): Promise<unknown> => {
    child.kill(signal);
    return ended;
  };
  return { pid: child.pid!, url, stop };
}
