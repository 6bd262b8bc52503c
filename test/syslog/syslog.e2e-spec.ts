import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { bruteForce } from '../factories/log-lines.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { hasOpenssl, makeCertificates, TLS_SETTINGS } from './certificates.js';
import { connectFrom, counted, portOf, rfc5424, sendDatagrams, sendLines } from './syslog-client.js';

interface Entry {
  readonly host: string;
  readonly source: string;
  readonly raw_log: string;
}

interface Alert {
  readonly rule: string;
  readonly attempts: number;
}

const LISTEN = { SYSLOG_LISTEN: 'tcp://127.0.0.1:0,udp://127.0.0.1:0', LOG_FILES: 'push:nobody' };

if (!hasOpenssl) console.warn('Syslog over TLS is not tested: there is no openssl here.');

const bruteForceOf = (alerts: readonly Alert[]) => alerts.filter(({ rule }) => rule === 'ssh_brute_force');

// Processes are started one after the other.
describe('syslog messages', () => {
  const folder = temporaryFolder();

  it('come by TCP in every form and framing, and by UDP; they are kept as they came', async () => {
    const service = await ServiceProcess.start(folder(), LISTEN);
    const [first, second, third, fourth, fifth] = bruteForce(5) as [string, string, string, string, string];
    const bsd = '<38>Nov 20 09:00:10 web-2 sshd[77]: Failed password for root from 203.0.113.7 port 1 ssh2';
    const forged = `${rfc5424(fourth)}\n<38>1 - evil sshd 1 - - Accepted password for root from 203.0.113.9 port 1 ssh2`;
    const socket = await connectFrom('127.0.0.2', await portOf(service, 'tcp'));
    socket.write(`${first}\n${rfc5424(second)}\r\n${counted(rfc5424(third))}${counted(forged)}${bsd}\n`);
    await sendDatagrams(await portOf(service, 'udp'), [rfc5424(fifth)]);
    const entries = await service.until<Entry[]>('/logs', ({ length }) => length === 6);
    expect(entries.map(({ raw_log: line }) => line).sort()).toEqual(
      [first, rfc5424(second), rfc5424(third), forged.replace('\n', ' '), bsd, rfc5424(fifth)].sort(),
    );
    expect(new Set(entries.map(({ source }) => source))).toEqual(
      new Set(['push:syslog-127.0.0.2', 'push:syslog-udp-0']),
    );
    expect(entries.filter(({ host }) => host === 'web-1')).toHaveLength(5);
    socket.destroy();
    expect(await service.stop()).toBe(0);
  });

  it('of one attack on three hosts are one alert', async () => {
    const service = await ServiceProcess.start(folder(), LISTEN);
    const port = await portOf(service, 'tcp');
    const lines = bruteForce(12);
    const parts = [0, 1, 2].map((host) => lines.filter((_, index) => index % 3 === host));
    await Promise.all(parts.map((part, host) => sendLines(port, part.map(rfc5424), `127.0.0.${host + 2}`)));
    await service.until<Entry[]>('/logs', ({ length }) => length === 12);
    const alerts = await service.until<Alert[]>('/alerts', (each) => bruteForceOf(each)[0]?.attempts === 12);
    expect(bruteForceOf(alerts)).toHaveLength(1);
    await service.stop();
  });

  it('are stored at a stop, and counted once after it', async () => {
    const service = await ServiceProcess.start(folder(), LISTEN);
    const socket = await connectFrom('127.0.0.1', await portOf(service, 'tcp'));
    socket.write(
      bruteForce(12)
        .map((line) => counted(rfc5424(line)))
        .join(''),
    );
    await pause(20);
    expect(await service.stop()).toBe(0);
    const again = await ServiceProcess.start(folder(), LISTEN);
    await again.until<Alert[]>('/alerts', (alerts) => bruteForceOf(alerts)[0]?.attempts === 12);
    expect(await again.get<Entry[]>('/logs')).toHaveLength(12);
    await again.stop();
  });

  it('do no harm whatever they are, and from however many connections', async () => {
    const service = await ServiceProcess.start(folder(), LISTEN);
    const port = await portOf(service, 'tcp');
    const flood = await Promise.all(
      Array.from({ length: 300 }, () => connectFrom('127.0.0.5', port).catch(() => null)),
    );
    for (const socket of flood.slice(0, 50)) socket?.write('<38>never ends');
    const endless = await connectFrom('127.0.0.6', port);
    for (let sent = 0; sent < 64; sent++) {
      if (!endless.write(Buffer.alloc(1 << 20, 'x'))) await once(endless, 'drain');
    }
    const huge = await connectFrom('127.0.0.7', port);
    huge.write(`9999999 <38>${'y'.repeat(1 << 20)}`);
    const garbage = await connectFrom('127.0.0.8', port);
    garbage.write(Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256)));
    await sendDatagrams(await portOf(service, 'udp'), ['', '\0', '\n\n', '<', '9 <', 'x'.repeat(60_000)]);
    await sendLines(port, bruteForce(12).map(rfc5424), '127.0.0.9');
    await service.until<Alert[]>('/alerts', (alerts) => bruteForceOf(alerts)[0]?.attempts === 12);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    const value = (name: string) => Number(new RegExp(`^${name}[{ ].*?(\\d+)$`, 'm').exec(metrics)?.[1]);
    expect(metrics).toMatch(/syslog_dropped_total\{listener="tcp.*",reason="too_many_connections"\} 200/);
    expect(value('log_analyzer_syslog_connections')).toBeGreaterThanOrEqual(103);
    expect(value('process_resident_memory_bytes')).toBeLessThan(600e6);
    for (const socket of [...flood, endless, huge, garbage]) socket?.destroy();
    expect(await service.stop()).toBe(0);
  });

  it('stop the start where a listener cannot be opened', async () => {
    const first = await ServiceProcess.start(folder(), LISTEN);
    const SYSLOG_LISTEN = `tcp://127.0.0.1:${await portOf(first, 'tcp')}`;
    await expect(ServiceProcess.start(folder(), { ...LISTEN, SYSLOG_LISTEN })).rejects.toThrow('cannot be used');
    await first.stop();
  });

  (hasOpenssl ? it : it.skip)('come by TLS, from those alone who have a certificate', async () => {
    makeCertificates(folder());
    const service = await ServiceProcess.start(folder(), {
      ...LISTEN,
      SYSLOG_LISTEN: 'tls://127.0.0.1:0',
      ...TLS_SETTINGS,
    });
    const port = await portOf(service, 'tls');
    const read = (name: string) => readFileSync(join(folder(), name));
    const server = { host: '127.0.0.1', port, servername: 'alerts.example.org', ca: read('ca.pem') };
    const stranger = connectTls(server);
    stranger.on('error', () => undefined);
    stranger.write(`${bruteForce(1)[0]}\n`);
    await new Promise<void>((closed) => stranger.once('close', () => closed()));
    const plain = await connectFrom('127.0.0.1', port);
    plain.write(`${bruteForce(1)[0]}\n`);
    await once(plain.resume(), 'close');
    await service.says('Turned away 127.0.0.1 over tls: no TLS came about');
    const sender = connectTls({ ...server, cert: read('sender.pem'), key: read('sender.key') });
    sender.write(
      bruteForce(12)
        .map((line) => counted(rfc5424(line)))
        .join(''),
    );
    await service.until<Alert[]>('/alerts', (alerts) => bruteForceOf(alerts)[0]?.attempts === 12);
    expect(await service.get<Entry[]>('/logs')).toHaveLength(12);
    sender.destroy();
    await service.stop();
  });
});
