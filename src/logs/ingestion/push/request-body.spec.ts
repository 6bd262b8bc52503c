import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { BodyRoom } from './body-room.js';
import { receiveBody } from './request-body.js';

const LONG_MS = 3_600_000;

function requestWith(headers: Record<string, string> = {}): PassThrough & IncomingMessage {
  return Object.assign(new PassThrough(), { headers }) as unknown as PassThrough & IncomingMessage;
}

describe('receiveBody', () => {
  const room = new BodyRoom(4 << 20, 2);

  it('receives what was sent, and says whether it is compressed', async () => {
    const request = requestWith({ 'content-encoding': 'gzip' });
    const received = receiveBody(request, 'a', room, { silenceMs: LONG_MS, wholeMs: LONG_MS });
    request.write('one ');
    request.end('two');
    const { bytes, isGzip, release } = await received;
    expect([String(bytes), isGzip]).toEqual(['one two', true]);
    release();
  });

  it.each([
    ['falls silent', { silenceMs: 1, wholeMs: LONG_MS }],
    ['takes too long', { silenceMs: LONG_MS, wholeMs: 1 }],
  ])('refuses a body that %s, and gives back its room', async (_, deadlines) => {
    for (let n = 0; n < 3; n++) {
      const request = requestWith();
      const received = receiveBody(request, 'a', room, deadlines);
      request.write('half');
      await expect(received).rejects.toMatchObject({ code: 'REQUEST_TOO_SLOW', kind: 'too_slow' });
    }
  });

  it('refuses what a sender has no room for, and takes what others send', async () => {
    const deadlines = { silenceMs: LONG_MS, wholeMs: LONG_MS };
    const requests = [requestWith(), requestWith(), requestWith()];
    const [first, second, third] = requests.map((request) => receiveBody(request, 'a', room, deadlines));
    await expect(third).rejects.toMatchObject({ code: 'INGEST_BUSY' });
    requests[0]!.write(Buffer.alloc(900_000));
    requests[1]!.write(Buffer.alloc(900_000));
    await expect(second).rejects.toMatchObject({ code: 'INGEST_BUSY' });
    const other = requestWith();
    const taken = receiveBody(other, 'b', room, deadlines);
    other.end(Buffer.alloc(1_000_000));
    (await taken).release();
    requests[0]!.destroy();
    await expect(first).rejects.toThrow('ended early');
  });
});
