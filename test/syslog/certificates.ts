import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** Makes an authority, a server's certificate and a sender's, by the commands of docs/syslog.md. */
export function makeCertificates(folder: string): void {
  const page = readFileSync('docs/syslog.md', 'utf8');
  const commands = /```sh\n(openssl req[^`]+)```/.exec(page)![1]!;
  // The test reaches the service under another name.
  const named = commands.replace('DNS:alerts.example.org', '$&,IP:127.0.0.1');
  execFileSync('sh', ['-ec', named], { cwd: folder, stdio: 'ignore' });
}

/** Settings of a service that runs in the folder. */
export const TLS_SETTINGS = {
  SYSLOG_TLS_CERT: 'server.pem',
  SYSLOG_TLS_KEY: 'server.key',
  SYSLOG_TLS_CLIENT_CA: 'ca.pem',
};
