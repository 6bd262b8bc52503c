import { latestWeek, weekBefore } from './weekly-summary.js';

const MONDAY_8 = { weekday: 1, minute: 8 * 60, timeZone: 'Europe/Berlin' };

const iso = ({ since, until }: { since: number; until: number }) => [
  new Date(since).toISOString().slice(0, 16),
  new Date(until).toISOString().slice(0, 16),
];

describe('the week of a summary', () => {
  it.each([
    ['in the middle of the week', '2026-11-25T12:00:00Z', '2026-11-16T07:00', '2026-11-23T07:00'],
    ['until its last lines are read', '2026-11-30T07:00:59.999Z', '2026-11-16T07:00', '2026-11-23T07:00'],
    ['a minute after its end', '2026-11-30T07:01:00Z', '2026-11-23T07:00', '2026-11-30T07:00'],
    ['on the evening before', '2026-11-29T23:30:00Z', '2026-11-16T07:00', '2026-11-23T07:00'],
    ['where the clocks went back', '2026-10-26T12:00:00Z', '2026-10-19T06:00', '2026-10-26T07:00'],
    ['where the clocks went forward', '2026-03-30T12:00:00Z', '2026-03-23T07:00', '2026-03-30T06:00'],
  ])('is the latest that has ended, %s', (_when, now, since, until) => {
    expect(iso(latestWeek(MONDAY_8, Date.parse(now)))).toEqual([since, until]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('ends on the day of the week that is asked for (%i)', (weekday) => {
    const { until } = latestWeek({ weekday, minute: 0, timeZone: 'UTC' }, Date.UTC(2026, 10, 25, 12));
    expect((new Date(until).getUTCDay() + 6) % 7).toBe(weekday - 1);
    expect(Date.UTC(2026, 10, 25, 12) - until).toBeLessThan(7 * 86_400_000);
  });

  it('ends once, though the clocks show its time not at all or twice', () => {
    const sunday = { weekday: 7, minute: 150, timeZone: 'Europe/Berlin' };
    expect(iso(latestWeek(sunday, Date.UTC(2026, 2, 29, 12)))[1]).toBe('2026-03-29T01:30');
    expect(iso(latestWeek(sunday, Date.UTC(2026, 9, 25, 12)))[1]).toBe('2026-10-25T00:30');
    const ends = new Set<number>();
    for (let now = Date.UTC(2026, 9, 20); now < Date.UTC(2026, 9, 30); now += 1_800_000)
      ends.add(latestWeek(sunday, now).until);
    expect([...ends].map((end) => new Date(end).toISOString())).toEqual([
      '2026-10-18T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
    ]);
  });

  it('follows the one before', () => {
    const week = latestWeek(MONDAY_8, Date.parse('2026-11-30T12:00:00Z'));
    expect(iso(weekBefore(MONDAY_8, week))).toEqual(['2026-11-16T07:00', '2026-11-23T07:00']);
    const shorter = latestWeek(MONDAY_8, Date.parse('2026-03-30T12:00:00Z'));
    expect(iso(weekBefore(MONDAY_8, shorter))).toEqual(['2026-03-16T07:00', '2026-03-23T07:00']);
  });
});
