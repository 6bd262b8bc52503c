import type { ChildProcess } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { hasOpenssl, makeCertificates, TLS_SETTINGS } from './certificates.js';
import { logAsSshd, SHIPPERS, startShipper, stopShipper } from './shippers.js';

interface Entry {
  readonly raw_log: string;
}

interface Alert {
  readonly rule: string;
  readonly attempts: number;
}

const isRequired = process.env['SYSLOG_TEST'] === 'required';

function failedPasswords(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const port = from + index;
    return `Failed password for root from 203.0.113.7 port ${port} ssh2`;
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** How long a shipper may take to notice that the service is there again. */
const RECONNECTION_MS = 240_000;

const portsOf = (entries: readonly Entry[]): number[] =>
  entries.map(({ raw_log: line }) => Number(/ port (\d+) /.exec(line)![1]));

/** Ports of all log entries, in the order in which they were stored. */
async function shippedPorts(service: ServiceProcess): Promise<number[]> {
  const ports: number[] = [];
  for (;;) {
    const page = await service.get<Entry[]>(`/logs?limit=1000&skip=${ports.length}`);
    ports.push(...portsOf(page));
    if (page.length < 1000) return ports;
  }
}

async function untilShipped(service: ServiceProcess, count: number): Promise<number[]> {
  const deadline = Date.now() + RECONNECTION_MS;
  for (;;) {
    const ports = await shippedPorts(service);
    if (ports.length >= count) return ports;
    if (Date.now() > deadline) throw new Error(`Only ${ports.length} of ${count} messages came: ${ports.join(' ')}`);
    await pause(100);
  }
}

/** Settles when the shipper has begun to keep messages on disk. */
async function untilOnDisk(folder: string): Promise<void> {
  const spool = join(folder, 'spool');
  // A file may be renamed between the two calls.
  const sizeOf = (file: string): number => statSync(join(spool, file), { throwIfNoEntry: false })?.size ?? 0;
  while (!readdirSync(spool).some((file) => sizeOf(file) > 50_000)) await pause(100);
}

describe.each(SHIPPERS)('$name, as docs/syslog.md configures it', (shipper) => {
  const folder = temporaryFolder();
  const running: (() => Promise<unknown>)[] = [];
  const missing = hasOpenssl ? shipper.missing : 'openssl';
  if (missing !== null && !isRequired) console.warn(`${shipper.name} is not tested: there is no ${missing}`);
  const withShipper = missing === null || isRequired ? it : it.skip;

  afterEach(async () => {
    for (const stop of running.splice(0)) await stop();
  });

  async function ship(): Promise<ChildProcess> {
    const child = await startShipper(shipper, folder());
    running.push(() => stopShipper(child));
    return child;
  }

  async function serve(port: number): Promise<ServiceProcess> {
    const settings = { ...TLS_SETTINGS, SYSLOG_LISTEN: `tls://127.0.0.1:${port}`, LOG_FILES: 'push:nobody' };
    const service = await ServiceProcess.start(folder(), settings);
    running.push(() => service.stop('SIGKILL'));
    return service;
  }

  withShipper('delivers what it has queued while the service is down: all of it, in order, once', async () => {
    expect(missing).toBeNull();
    makeCertificates(folder());
    const port = await freePort();
    shipper.configure(folder(), port);
    const shipping = await ship();
    const first = await serve(port);
    logAsSshd(folder(), failedPasswords(10_000, 20));
    expect(await untilShipped(first, 20)).toHaveLength(20);
    expect(await first.stop()).toBe(0);

    // More than a queue holds in memory.
    logAsSshd(folder(), failedPasswords(10_020, 1200));
    await untilOnDisk(folder());
    if (shipper.outlivesItself) {
      await stopShipper(shipping);
      await ship();
    }
    logAsSshd(folder(), failedPasswords(11_220, 100));

    const second = await serve(port);
    const ports = await untilShipped(second, 1320);
    const inOrder = Array.from({ length: 1320 }, (_, index) => 10_000 + index);
    expect(ports).toEqual(inOrder);
    const alerts = await second.until<Alert[]>('/alerts', (each) => each.some(({ attempts }) => attempts === 1320));
    expect(alerts.filter(({ rule }) => rule === 'ssh_brute_force')).toHaveLength(1);
    expect(await second.stop()).toBe(0);
  });
});
