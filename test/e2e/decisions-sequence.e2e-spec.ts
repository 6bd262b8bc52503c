import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../bench/seeded-random.js';
import { BouncersService } from '../../src/enforcement/bouncers/bouncers.service.js';
import { BouncerFilter } from '../../src/enforcement/bouncers/bouncer-decision.js';
import { DecisionsService } from '../../src/enforcement/decisions.service.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

/** How many steps are taken; `npm run soak -- decisions` takes 1 000. */
const STEPS = Number(process.env['SOAK_DECISIONS'] ?? 120);
const ON_POSTGRES = (globalThis as { TEST_ENGINE?: string }).TEST_ENGINE === 'postgres';
const MINUTE = 60_000;

function valuesOf(told: readonly { readonly value: string }[]): string[] {
  return told.map(({ value }) => value);
}

/** What a firewall holds that does as it is told: additions and deletions in either order, and times that run out. */
class Firewall {
  private readonly until = new Map<string, number>();

  constructor(
    readonly identity: { readonly name: string; readonly ipAddress: string; readonly userAgent: string },
    private readonly deletesFirst: boolean,
  ) {}

  async pull(service: RunningService, now: number, isStartup = false): Promise<void> {
    const bouncers = service.app.get(BouncersService);
    const { answer, change } = await bouncers.pull(this.identity, isStartup, new BouncerFilter({}));
    await bouncers.told(this.identity, change, isStartup);
    const [added, deleted] = [valuesOf(answer.new), valuesOf(answer.deleted)];
    expect(new Set(added).size).toBe(added.length);
    expect(added.filter((value) => deleted.includes(value))).toEqual([]);
    const remove = (): void => deleted.forEach((value) => this.until.delete(value));
    if (this.deletesFirst) remove();
    for (const { value, duration } of answer.new) {
      const [hours, minutes, seconds] = /^(\d+)h(\d+)m(\d+)s$/.exec(duration)!.slice(1).map(Number);
      // Some do not prolong what they have.
      if ((this.until.get(value) ?? 0) <= now)
        this.until.set(value, now + (hours! * 3600 + minutes! * 60 + seconds!) * 1000);
    }
    if (!this.deletesFirst) remove();
  }

  restart(): void {
    this.until.clear();
  }

  held(now: number): string[] {
    return [...this.until].flatMap(([value, until]) => (until > now ? [value] : [])).sort();
  }
}

describe('bouncers', () => {
  const folder = sharedFolder();
  let now = Date.UTC(2026, 10, 20, 10);
  let services: RunningService[] = [];

  const start = (): Promise<RunningService> => startService(folder(), { DECISIONS: 'on' }, () => now);

  beforeAll(async () => {
    writeFileSync(join(folder(), 'auth.log'), '');
    services = [await start()];
    // SQLite has one instance.
    if (ON_POSTGRES) services.push(await start());
  });

  afterAll(async () => {
    for (const service of services) await service.stop();
  });

  it('miss no decision and hold none too long, whichever instance they ask, through restarts of either side', async () => {
    const random = seededRandom(7);
    const below = (limit: number): number => Math.floor(random() * limit);
    const any = (): RunningService => services[below(services.length)]!;
    const firewalls = ['198.51.100.1', '198.51.100.2', '198.51.100.3'].map(
      (ipAddress, index) => new Firewall({ name: 'firewall', ipAddress, userAgent: 'firewall/v1' }, index !== 1),
    );
    let compared = 0;
    for (const firewall of firewalls) await firewall.pull(any(), now, true);
    for (let step = 0; step < STEPS; step++) {
      const value = `203.0.113.${below(12)}`;
      const what = random();
      const decisions = any().app.get(DecisionsService);
      if (what < 0.4) {
        const asked = { value, minutes: 1 + below(30), note: null, author: null, force: false };
        await decisions.add(asked).catch((error: { code?: string }) => expect(error.code).toBe('DECISION_EXISTS'));
      } else if (what < 0.6) {
        const [active] = await decisions.enforcedAbout(value);
        if (active !== undefined) await decisions.end(active.id, null);
      } else if (what < 0.75) {
        now += below(10) * MINUTE;
        for (const service of services) await service.app.get(DecisionsService).round();
      } else if (what < 0.97) {
        await firewalls[below(firewalls.length)]!.pull(any(), now);
      } else if (what < 0.985) {
        const firewall = firewalls[below(firewalls.length)]!;
        firewall.restart();
        await firewall.pull(any(), now, true);
      } else {
        const index = below(services.length);
        await services[index]!.stop();
        services[index] = await start();
      }
      if (step % 10 !== 9) continue;
      for (const service of services) await service.app.get(DecisionsService).round();
      const active = (await any().app.get(DecisionsService).enforced()).map((each) => each.value).sort();
      expect(new Set(active).size).toBe(active.length);
      for (const firewall of firewalls) {
        await firewall.pull(any(), now);
        expect({ step, held: firewall.held(now) }).toEqual({ step, held: active });
      }
      compared += active.length;
    }
    expect(compared).toBeGreaterThan(STEPS / 5);
  }, 3_600_000);
});
