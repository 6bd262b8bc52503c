import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { ServiceProcess } from '../support/service-process.js';

/** Where the service takes syslog messages, as it says itself. @throws where it says nothing of the protocol */
export async function portOf(service: ServiceProcess, protocol: 'tcp' | 'tls' | 'udp'): Promise<number> {
  await service.says(`Taking syslog messages at ${protocol}://`);
  return Number(new RegExp(`${protocol}://127\\.0\\.0\\.1:(\\d+)`).exec(service.log)![1]);
}

/** A connection to the service from an address of this machine. */
export async function connectFrom(localAddress: string, port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, localAddress });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Sends messages over a connection of its own, each followed by a newline, and closes it. */
export async function sendLines(port: number, lines: readonly string[], from = '127.0.0.1'): Promise<void> {
  const socket = await connectFrom(from, port);
  socket.end(lines.map((line) => `${line}\n`).join(''));
  await once(socket.resume(), 'close');
}

export async function sendDatagrams(port: number, messages: readonly string[]): Promise<void> {
  const socket = createSocket('udp4');
  for (const message of messages) {
    await new Promise<void>((sent) => socket.send(message, port, '127.0.0.1', () => sent()));
  }
  socket.close();
}

/** The RFC 5424 message of an RFC 3339 log line such as the factories make. */
export function rfc5424(line: string): string {
  const [, time, host, program, pid, message] = /^(\S+) (\S+) (\w+)\[(\d+)\]: (.*)$/.exec(line)!;
  return `<38>1 ${time} ${host} ${program} ${pid} - - ${message}`;
}

export function counted(message: string): string {
  return `${Buffer.byteLength(message)} ${message}`;
}
