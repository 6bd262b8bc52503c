import { SettingsError, loadSettings } from './load-settings.js';
import { parseSyslogListeners } from './syslog-settings.js';

function faultsOf(environment: Record<string, string>): readonly string[] {
  const files: Record<string, string> = { 'broken.pem': '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n' };
  try {
    loadSettings({ environment, readFile: (path) => files[path] ?? 'no PEM' });
    return [];
  } catch (error) {
    return (error as SettingsError).faults;
  }
}

describe('SYSLOG_LISTEN', () => {
  it('names listeners', () => {
    expect(parseSyslogListeners('')).toEqual([]);
    expect(parseSyslogListeners('tcp://127.0.0.1:5514, tls://[::]:6514,udp://localhost:0')).toEqual([
      { protocol: 'tcp', host: '127.0.0.1', port: 5514 },
      { protocol: 'tls', host: '::', port: 6514 },
      { protocol: 'udp', host: 'localhost', port: 0 },
    ]);
  });

  it.each([
    '127.0.0.1:5514',
    'http://127.0.0.1:5514',
    'tcp://127.0.0.1',
    'tcp://127.0.0.1:65536',
    'tcp://::1:5514',
    'tcp://[127.0.0.1]:1',
    'tcp://a.example:1',
  ])('refuses %s', (text) => {
    expect(parseSyslogListeners(text)).toHaveProperty('fault');
  });

  it('listens beyond this machine only where it knows who may send', () => {
    expect(faultsOf({ SYSLOG_LISTEN: 'tcp://127.0.0.1:5514,udp://[::1]:5514' })).toEqual([]);
    expect(faultsOf({ SYSLOG_LISTEN: 'tcp://0.0.0.0:5514' })).toEqual([
      expect.stringContaining('set SYSLOG_ALLOW_FROM'),
    ]);
    expect(faultsOf({ SYSLOG_LISTEN: 'tcp://0.0.0.0:5514', SYSLOG_ALLOW_FROM: '192.0.2.0/24' })).toEqual([]);
    expect(faultsOf({ SYSLOG_ALLOW_FROM: '192.0.2.0/24,nobody' })).toEqual([expect.stringContaining("holds 'nobody'")]);
  });

  it('needs a certificate and a key for tls, which can be used', () => {
    expect(faultsOf({ SYSLOG_LISTEN: 'tls://127.0.0.1:6514' })).toEqual([
      expect.stringContaining('needs SYSLOG_TLS_CERT and SYSLOG_TLS_KEY'),
    ]);
    expect(faultsOf({ SYSLOG_TLS_CERT: 'plain.txt' })).toEqual([
      expect.stringContaining('plain.txt, which is no PEM file'),
    ]);
    expect(
      faultsOf({ SYSLOG_LISTEN: 'tls://127.0.0.1:1', SYSLOG_TLS_CERT: 'broken.pem', SYSLOG_TLS_KEY: 'broken.pem' }),
    ).toEqual([expect.stringContaining('cannot be used')]);
  });
});
