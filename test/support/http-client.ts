import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What is sent. The path goes out as it stands. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer | undefined;
}

/** What came back; the text of a stream of events is its beginning. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** How long an answer may take. */
const PATIENCE_MS = 60_000;

/** Sends a request as no polite client would. @throws where no answer comes in time, or none that is HTTP */
export function send(url: string, { method, path, headers = {}, body }: HttpRequest): Promise<HttpAnswer> {
  const { hostname, port } = new URL(url);
  // Node leaves it out where no body is expected, and the body would be taken for the next request.
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, method, path, headers: { ...length, ...headers }, agent: false },
      (response) => {
        void read(response).then((text) => {
          clearTimeout(timer);
          resolve({ status: response.statusCode!, headers: response.headers, text });
          outgoing.destroy();
        }, reject);
      },
    );
    const timer = setTimeout(() => {
      outgoing.destroy(new Error(`No answer to ${method} ${path.slice(0, 200)} within ${PATIENCE_MS} ms`));
    }, PATIENCE_MS);
    outgoing.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    outgoing.end(body);
  });
}

async function read(response: IncomingMessage): Promise<string> {
  const isStream = response.headers['content-type']?.startsWith('text/event-stream') === true;
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    if (isStream) break;
  }
  return Buffer.concat(chunks).toString();
}
