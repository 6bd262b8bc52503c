import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../common/clock.js';
import { openDatabase } from '../../database/data-source.js';
import { InProcessScanner } from './scanner.js';
import type { ScanReply, ScanRequest, ScanWorkerData } from './scan-messages.js';

/** The thread that reads, parses, detects and stores, so that the API's thread does not have to wait for it. */
const { database, options } = workerData as ScanWorkerData;
const scanner = new InProcessScanner(() => openDatabase(database), options, systemClock);

function reply(message: ScanReply): void {
  parentPort!.postMessage(message);
}

async function scan(): Promise<void> {
  try {
    const report = await scanner.scan({
      alertsChanged: (changes) => reply({ kind: 'alerts', changes }),
      progressed: (progress) => reply({ kind: 'progress', progress }),
    });
    reply({ kind: 'done', report });
  } catch (error) {
    reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

parentPort!.on('message', (request: ScanRequest) => {
  switch (request.kind) {
    case 'scan':
      return void scan();
    case 'rules':
      return scanner.useRules(request.ruleFiles);
    case 'stop':
      return scanner.stop();
    case 'close':
      return void scanner.close().then(() => {
        reply({ kind: 'closed' });
        parentPort!.close();
      });
    default:
      return request satisfies never;
  }
});
