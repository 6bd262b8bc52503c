import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How the stand-in answers a request. */
export type HttpBehaviour = 'hang' | 'break' | HttpReply | ((request: ReceivedRequest) => HttpReply);

/** A web server on this machine that behaves as a test wants it to. */
export class HttpStandIn {
  readonly requests: ReceivedRequest[] = [];
  behaviour: HttpBehaviour = { status: 200 };
  private readonly server: Server;
  private onRequest: () => void = () => undefined;

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const received = { method, url, headers, body: Buffer.concat(chunks).toString() };
        this.requests.push(received);
        const behaviour = typeof this.behaviour === 'function' ? this.behaviour(received) : this.behaviour;
        if (behaviour === 'break') request.socket.destroy();
        else if (behaviour !== 'hang') response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
        this.onRequest();
      });
    });
  }

  static async start(): Promise<HttpStandIn> {
    const standIn = new HttpStandIn();
    await new Promise<void>((listening) => standIn.server.listen(0, '127.0.0.1', listening));
    return standIn;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Settles when the next request has come, however it is answered. */
  nextRequest(): Promise<void> {
    return new Promise((come) => {
      this.onRequest = come;
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }
}
