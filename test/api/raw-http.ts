import { connect } from 'node:net';
import type { HttpAnswer } from '../support/http-client.js';

/** How long an answer may take. */
const PATIENCE_MS = 60_000;

/** What a stream that does not end begins with. */
const STREAM = /HTTP\/1\.1 200 [^]*?\r\nContent-Type: text\/event-stream[^]*?\r\n\r\n/i;

/** What the service says first to whoever expects it. */
const CONTINUE = /^HTTP\/1\.1 100 Continue\r\n\r\n/;

/**
 * Sends bytes that may be anything, and reads until the service hangs up: the request should ask for it.
 *
 * @returns null where the service hung up without a word
 * @throws where no answer is complete in time
 */
export function sendRaw(port: number, bytes: Buffer): Promise<HttpAnswer | null> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => {
      reject(new Error(`No answer within ${PATIENCE_MS} ms, but ${JSON.stringify(received.slice(0, 200))}`));
      socket.destroy();
    }, PATIENCE_MS);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (STREAM.test(received)) socket.destroy();
    });
    // The service may hang up while we still write; what it said before counts.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(received === '' ? null : answerOf(received.replace(CONTINUE, '')));
    });
  });
}

function answerOf(received: string): HttpAnswer {
  const end = received.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = received.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const body = received.slice(end + 4);
  const text = headers['transfer-encoding'] === 'chunked' ? unchunked(body) : body;
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]),
    headers,
    text: Buffer.from(text, 'latin1').toString(),
  };
}

function unchunked(body: string): string {
  let text = '';
  for (let at = 0; at < body.length;) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.slice(at, lineEnd), 16);
    if (!(size > 0)) break;
    text += body.slice(lineEnd + 2, lineEnd + 2 + size);
    at = lineEnd + size + 4;
  }
  return text;
}
