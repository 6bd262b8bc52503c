import { parentPort } from 'node:worker_threads';
import { readBody } from './pushed-lines.js';
import type { SentBody } from './pushed-lines.js';

/** The thread that decompresses and reads bodies, one after the other. */
parentPort!.on('message', (body: SentBody) => {
  const outcome = readBody(body);
  parentPort!.postMessage(outcome, outcome.kind === 'lines' ? ownMemory(outcome.lines.text) : []);
});

/** Memory that can be handed over instead of copied: that of small texts is shared by many. */
function ownMemory({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer.byteLength === byteLength ? [buffer as ArrayBuffer] : [];
}
