import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that shows a service under a path, and takes the path off, as nginx does with `proxy_pass http://service/`. */
export class StrippingProxy {
  private constructor(
    private readonly server: Server,
    private readonly prefix: string,
  ) {}

  static async start(prefix: string, target: string): Promise<StrippingProxy> {
    const { hostname, port } = new URL(target);
    const server = createServer((incoming, outgoing) => {
      const { method, url = '', headers } = incoming;
      if (!url.startsWith(`${prefix}/`)) return outgoing.writeHead(404).end('The proxy knows no such path.');
      const path = url.slice(prefix.length);
      const passed = request({ hostname, port, method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on('error', () => outgoing.destroy());
      return incoming.pipe(passed);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new StrippingProxy(server, prefix);
  }

  /** Where the service is seen, with the path. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.prefix}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }
}
