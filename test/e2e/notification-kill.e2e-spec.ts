import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { seededRandom } from '../../bench/seeded-random.js';
import { HttpStandIn } from '../channels/http-stand-in.js';
import { SmtpStandIn } from '../channels/smtp-stand-in.js';
import { mailSettings } from '../support/mail-server.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** `npm run soak -- outbox` kills 100 times. */
const KILLS = Number(process.env['SOAK_OUTBOX_KILLS'] ?? 2);
const SEED = Number(process.env['SOAK_SEED'] ?? 1);

/** A service that a kill has interrupted takes up what it had claimed when the claim has run out. */
const PATIENCE_MS = 90_000;

/** An attack that has just happened. */
function attack(number: number): string {
  const start = Date.now() - 20_000;
  return Array.from(
    { length: 12 },
    (_, n) =>
      `${new Date(start + n * 1000).toISOString()} web-1 sshd[${number * 100 + n}]: ` +
      `Failed password for root from ${addressOf(number)} port 50000 ssh2\n`,
  ).join('');
}

function addressOf(number: number): string {
  return `198.51.${100 + Math.floor(number / 200)}.${1 + (number % 200)}`;
}

describe('a service that is killed while it tells of alerts', () => {
  const folder = temporaryFolder();
  let mails: SmtpStandIn;
  let hook: HttpStandIn;

  beforeEach(async () => {
    mails = await SmtpStandIn.start();
    hook = await HttpStandIn.start();
  });

  afterEach(async () => {
    await mails.stop();
    await hook.stop();
  });

  /** How often each message arrived, by address and then by its id. */
  function arrived(): { mail: Map<string, string[]>; webhook: Map<string, string[]> } {
    const mail = new Map<string, string[]>();
    for (const { subject, messageId } of mails.mails) {
      const address = /from (\S+):/.exec(subject ?? '')![1]!;
      mail.set(address, [...(mail.get(address) ?? []), messageId!]);
    }
    const webhook = new Map<string, string[]>();
    for (const { body, headers } of hook.requests) {
      const address = /"ip_address":"([^"]+)"/.exec(body)![1]!;
      webhook.set(address, [...(webhook.get(address) ?? []), String(headers['webhook-id'])]);
    }
    return { mail, webhook };
  }

  it('loses nothing, repeats under the same id only, and has nothing to say after a quiet restart', async () => {
    const random = seededRandom(SEED);
    // The other side takes its time, so that many a kill falls between the sending and the mark.
    mails.beforeAnswer = () => pause(random() * 400);
    const environment = {
      ...mailSettings(mails),
      WEBHOOK_URL: `http://127.0.0.1:${hook.port}/hook`,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      NOTIFY_RATE_LIMIT: '1000',
      NOTIFY_TIMEOUT_SECONDS: '3',
    };
    const log = join(folder(), 'auth.log');
    for (let round = 0; round < KILLS; round++) {
      const service = ServiceProcess.spawn(folder(), environment);
      await pause(random() * 800);
      appendFileSync(log, attack(round));
      await pause(400 + random() * 2200);
      // A service that has ended by itself says so here, instead of being waited for.
      expect(service.exitCode).toBeNull();
      service.kill('SIGKILL');
      await once(service, 'exit');
    }
    const service = await ServiceProcess.start(folder(), environment);
    const deadline = Date.now() + PATIENCE_MS;
    const standing = async (): Promise<object> => ({
      pending: await service.get<unknown[]>('/notifications?state=pending'),
      // Rules that see all the attacks together raise alerts, too, which the first alert speaks for.
      alerts: (await service.get<unknown[]>('/alerts?limit=1000&rule=ssh_brute_force')).length,
      notifications: (await service.get<unknown[]>('/notifications?limit=1000')).length,
    });
    const done = { pending: [], alerts: KILLS, notifications: 2 * KILLS };
    let last = await standing();
    while (!isDeepStrictEqual(last, done) && Date.now() < deadline) {
      await pause(100);
      last = await standing();
    }
    if (!isDeepStrictEqual(last, done)) await service.stop();
    expect(last).toEqual(done);
    const { mail, webhook } = arrived();
    for (let round = 0; round < KILLS; round++) {
      for (const ids of [mail.get(addressOf(round)), webhook.get(addressOf(round))]) {
        expect({ round, ids: new Set(ids).size }).toEqual({ round, ids: 1 });
      }
    }
    const [sent, posted] = [mails.mails.length, hook.requests.length];
    process.stdout.write(
      `${KILLS} kills: ${sent} mails and ${posted} posts for ${KILLS} alerts; the surplus repeats an id\n`,
    );
    expect(await service.stop()).toBe(0);
    const quiet = await ServiceProcess.start(folder(), environment);
    await pause(2_000);
    expect(await quiet.stop()).toBe(0);
    expect([mails.mails.length, hook.requests.length]).toEqual([sent, posted]);
  }, 3_600_000);
});
