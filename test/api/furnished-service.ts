import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Fault } from '../../src/faults/fault.entity.js';
import { setAside } from '../../src/faults/set-aside.js';
import { HttpStandIn } from '../channels/http-stand-in.js';
import { acceptedPassword, bruteForce, failedPassword } from '../factories/log-lines.js';
import { send } from '../support/http-client.js';
import type { HttpAnswer, HttpRequest } from '../support/http-client.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';

export const KEYS = {
  ingest: 'ingest-key-0123456789abcdefgh',
  read: 'read-key-0123456789abcdefghij',
  write: 'write-key-0123456789abcdefghij',
  admin: 'admin-key-0123456789abcdefghij',
} as const;

/** What a path of an example names. */
export interface Furniture {
  readonly alert: string;
  readonly incident: string;
  readonly otherAlert: string;
  readonly allowlistEntry: string;
  readonly configuredEntry: string;
  readonly key: string;
  readonly delivered: string;
  readonly failed: string;
  readonly fault: number;
  readonly faultOfSource: number;
  readonly session: string;
}

/** A service with something of everything: entries, alerts, a login, notifications, an allowlist, a key. */
export class FurnishedService {
  private constructor(
    readonly service: RunningService,
    readonly rulesFolder: string,
    private readonly receiver: HttpStandIn,
  ) {}

  static async start(folder: string, environment: Readonly<Record<string, string>> = {}): Promise<FurnishedService> {
    const lines = [
      ...bruteForce(12),
      acceptedPassword({ address: '203.0.113.7', user: 'oracle', second: 20 }),
      ...bruteForce(12, { address: '198.51.100.9', user: 'root', second: 4000 }),
      failedPassword({ user: "o'brien\t\u{1f600}<script>", second: 5000 }),
      '2026-11-20T11:00:00.000Z web-1 sshd[7]: fatal: something that nobody has seen before',
    ];
    writeFileSync(join(folder, 'auth.log'), `${lines.join('\n')}\n`);
    const rulesFolder = join(folder, 'rules');
    cpSync('rules', rulesFolder, { recursive: true });
    const receiver = await HttpStandIn.start();
    const service = await startService(folder, {
      API_KEYS: Object.entries(KEYS)
        .map(([scope, key]) => `${scope}er:${scope}:${key}`)
        .join(),
      ALLOWLIST: '192.0.2.77',
      LOG_FILES: `${join(folder, 'auth.log')},${rulesFolder}`,
      SHIPPED_RULES: 'false',
      RULES_DIR: rulesFolder,
      WEBHOOK_URL: `http://127.0.0.1:${receiver.port}/hook`,
      WEBHOOK_ALLOW_PRIVATE: 'true',
      NOTIFY_MAX_AGE_HOURS: '48',
      RATE_LIMIT_PER_MINUTE: '100000',
      ...environment,
    });
    await service.notified();
    return new FurnishedService(service, rulesFolder, receiver);
  }

  /** How the receiver of webhooks answers from now on. */
  answerWith(status: number): void {
    this.receiver.behaviour = { status };
  }

  /** Makes what the log does not give, and finds out what everything is called. */
  async furnish(): Promise<Furniture> {
    const post = (path: string, body: object) => this.json({ method: 'POST', path, body: JSON.stringify(body) });
    const [first, second] = await this.json<{ id: string; incident_id: string }[]>({ path: '/alerts' });
    const [session] = await this.json<{ id: string }[]>({ path: '/sessions' });
    const [delivered] = await this.json<{ id: string }[]>({ path: '/notifications?state=delivered' });
    this.receiver.behaviour = { status: 410 };
    const [failed] = (await post('/channels/webhook/test', {})) as [{ id: string }];
    await this.service.notified();
    this.receiver.behaviour = { status: 200 };
    const entry = (await post('/allowlist', { range: '192.0.2.0/28', expires_at: '2099-01-01T00:00:00Z' })) as {
      id: string;
    };
    const allowlist = await this.json<{ id: string; origin: string }[]>({ path: '/allowlist' });
    const key = (await post('/keys', { name: 'grafana', scope: 'read' })) as { id: string };
    await this.json({
      method: 'PATCH',
      path: `/alerts/${second!.id}`,
      body: JSON.stringify({ status: 'resolved', resolution: 'true_positive', note: 'Ours', who: 'alice' }),
    });
    return {
      alert: first!.id,
      incident: first!.incident_id,
      otherAlert: second!.id,
      allowlistEntry: entry.id,
      configuredEntry: allowlist.find(({ origin }) => origin === 'environment')!.id,
      key: key.id,
      delivered: delivered!.id,
      failed: failed.id,
      fault: await this.setAside(),
      faultOfSource: await this.faultOfSource(),
      session: session!.id,
    };
  }

  /** Something that failed, and is not tried again in a test's life. */
  private async setAside(): Promise<number> {
    const { manager } = this.service.app.get(DataSource);
    await setAside(manager, { kind: 'channel', subject: 'webhook', error: 'It broke.' }, NOW + 365 * 86_400_000);
    return (await manager.findOneByOrFail(Fault, { kind: 'channel' })).id;
  }

  /** A log that is a folder. */
  private async faultOfSource(): Promise<number> {
    const { manager } = this.service.app.get(DataSource);
    return (await manager.findOneByOrFail(Fault, { kind: 'source' })).id;
  }

  /** Asks as the one who may do everything. */
  /** @param type of the body, where the headers do not say */
  send({
    method = 'GET',
    headers,
    type: bodyType = 'application/json',
    ...rest
  }: Partial<HttpRequest> & { path: string; type?: string }): Promise<HttpAnswer> {
    const type = rest.body === undefined ? {} : { 'Content-Type': bodyType };
    return send(this.service.url, {
      method,
      headers: { Authorization: `Bearer ${KEYS.admin}`, ...type, ...headers },
      ...rest,
    });
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.receiver.stop();
  }

  private async json<T>(request: Partial<HttpRequest> & { path: string }): Promise<T> {
    const { status, text } = await this.send(request);
    if (status >= 300) throw new Error(`${request.path} answered ${status}: ${text}`);
    return JSON.parse(text) as T;
  }
}
