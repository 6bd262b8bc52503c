import type { ParsedLine } from '../../logs/parsing/parsed-line.js';
import { SourceHealth } from './source-health.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 10);

/** A source that is written to every ten minutes, and looked at each time. */
class WrittenSource {
  health = new SourceHealth('/var/log/auth.log');
  time = START;

  write(count: number, kind: ParsedLine['kind'] = 'ignored', gapMs = 10 * MINUTE): this {
    for (let line = 0; line < count; line++) {
      this.time += gapMs;
      this.health.record(kind, this.time);
      this.health.check(this.time + 1000);
    }
    return this;
  }

  restart(): this {
    this.health = new SourceHealth('/var/log/auth.log', JSON.parse(JSON.stringify(this.health.state())));
    return this;
  }

  changesAt(now: number): string[] {
    this.health.check(now);
    return this.health.takeChanges().map(({ kind, alert }) => `${kind} ${alert.rule}`);
  }
}

describe('a log source', () => {
  it('that falls silent raises one alert after an hour, or twice its longest gap', () => {
    const source = new WrittenSource().write(200);
    expect(source.changesAt(source.time + HOUR)).toEqual([]);
    expect(source.changesAt(source.time + HOUR + 1)).toEqual(['created source_silent']);
    expect(source.changesAt(source.time + 9 * HOUR)).toEqual([]);
    const rare = new WrittenSource()
      .write(200)
      .write(1, 'ignored', 5 * HOUR)
      .write(10);
    expect(rare.changesAt(rare.time + 10 * HOUR)).toEqual([]);
    expect(rare.changesAt(rare.time + 10 * HOUR + 1)).toEqual(['created source_silent']);
  });

  it('forgets a gap after a week', () => {
    const source = new WrittenSource()
      .write(200)
      .write(1, 'ignored', 5 * HOUR)
      .write(8 * 144);
    expect(source.changesAt(source.time + HOUR + 1)).toEqual(['created source_silent']);
  });

  it('is not called silent with less than a day of lines, or where it was never live', () => {
    const young = new WrittenSource().write(100);
    expect(young.changesAt(young.time + 48 * HOUR)).toEqual([]);
    const old = new SourceHealth('old.log');
    for (let line = 0; line < 500; line++) old.record('ignored', START + line * 10 * MINUTE);
    old.check(START + 1_000 * HOUR);
    expect(old.takeChanges()).toEqual([]);
  });

  it('ends the alert when lines come again, and does not take the silence for normal', () => {
    const source = new WrittenSource().write(200);
    source.changesAt(source.time + 2 * HOUR);
    source.restart().write(1, 'ignored', 20 * HOUR);
    const [change] = source.health.takeChanges();
    expect(change).toMatchObject({ kind: 'updated', alert: { rule: 'source_silent', endsAt: source.time } });
    source.write(10);
    expect(source.changesAt(source.time + HOUR + 1)).toEqual(['created source_silent']);
  });

  it('that is dated ahead of the clock raises one alert for as long as it lasts, and is missed all the same', () => {
    const source = new WrittenSource().write(200);
    const { health, time } = source;
    health.record('event', time + HOUR, time);
    expect(health.takeChanges()).toEqual([]);
    health.record('event', time + 400 * 24 * HOUR, time);
    health.record('event', time + 300 * 24 * HOUR, time + MINUTE);
    const [change, ...others] = health.takeChanges();
    expect(others).toEqual([]);
    expect(change).toMatchObject({ kind: 'created', alert: { rule: 'source_clock_ahead', firstSeen: time } });
    expect(source.restart().health.state().ahead).toEqual({ mostMs: 400 * 24 * HOUR, at: time + MINUTE });
    expect(source.changesAt(time + 62 * MINUTE)).toEqual(['updated source_clock_ahead', 'created source_silent']);
    expect(source.health.state().ahead).toBeNull();
  });

  it('whose lines are no longer understood raises one alert, which ends when they are again', () => {
    const source = new WrittenSource().write(1_500, 'event', MINUTE);
    source.health.takeChanges();
    source.write(374, 'event', MINUTE).write(126, 'unrecognised', MINUTE);
    expect(source.changesAt(source.time)).toEqual(['created source_not_understood']);
    source.restart().write(500, 'unrecognised', MINUTE);
    expect(source.changesAt(source.time)).toEqual(['updated source_not_understood']);
    source.write(500, 'ignored', MINUTE);
    const [change] = source.health.takeChanges();
    expect(change).toMatchObject({ kind: 'updated', alert: { endsAt: source.time } });
  });

  it('bears a share of lines that it never understood, and lines of other programs', () => {
    const source = new WrittenSource();
    for (let round = 0; round < 2_000; round++) source.write(1, 'event', MINUTE).write(1, 'unrecognised', MINUTE);
    source.write(2_000, 'foreign', MINUTE).write(400, 'event', MINUTE);
    expect(source.changesAt(source.time)).toEqual([]);
  });
});
