import { parseLength, parseMoment, parseTime } from './time-text.js';

const NOW = Date.UTC(2026, 10, 29, 12, 30);
const UTC = { now: NOW, zone: 'utc' } as const;
const HOUR = 3_600_000;

describe('time as people type it', () => {
  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['15 min', 900_000],
    ['2H', 2 * HOUR],
    ['7 days', 7 * 24 * HOUR],
    ['1w', 7 * 24 * HOUR],
    ['3mo', 90 * 24 * HOUR],
    ['1y', 365 * 24 * HOUR],
    ['0h', null],
    ['-2h', null],
    ['2 fortnights', null],
    ['h', null],
    ['999999y', null],
    ['', null],
  ])('%j is a length of %d ms', (text, length) => {
    expect(parseLength(text)).toBe(length);
  });

  it.each([
    ['now', NOW],
    ['now-2h', NOW - 2 * HOUR],
    ['now - 2 h', NOW - 2 * HOUR],
    ['now+1d', NOW + 24 * HOUR],
    ['2h', NOW - 2 * HOUR],
    ['2 hours ago', NOW - 2 * HOUR],
    ['today', Date.UTC(2026, 10, 29)],
    ['yesterday', Date.UTC(2026, 10, 28)],
    ['10:00', Date.UTC(2026, 10, 29, 10)],
    ['2026-11-29', Date.UTC(2026, 10, 29)],
    ['2026-11-29 10:00', Date.UTC(2026, 10, 29, 10)],
    ['2026-11-29T10:00:01.5', Date.UTC(2026, 10, 29, 10, 0, 1, 500)],
    ['2026-11-29T10:00:00Z', Date.UTC(2026, 10, 29, 10)],
    ['2026-11-29 10:00 +02:00', Date.UTC(2026, 10, 29, 8)],
    ['2026-02-30', null],
    ['0099-01-01', Date.parse('0099-01-01T00:00:00Z')],
    ['0000-02-29', Date.parse('0000-02-29T00:00:00Z')],
    ['0000-01-01 00:00 +01:00', null],
    ['9999-12-31 23:00 -02:00', null],
    ['99-01-01', null],
    ['01/02/99', null],
    ['2026-13-01', null],
    ['2026-11-29 25:00', null],
    ['25:00', null],
    ['now-', null],
    ['tomorrow-ish', null],
    ['<script>', null],
  ])('%j is a moment', (text, at) => {
    expect(parseMoment(text, UTC)).toBe(at);
  });

  it('a time without a zone is one of the zone that is shown', () => {
    const local = parseMoment('2026-11-29 10:00', { now: NOW, zone: 'local' });
    expect(local).toBe(new Date(2026, 10, 29, 10).getTime());
    expect(new Date(parseMoment('0099-01-02', { now: NOW, zone: 'local' })!).getFullYear()).toBe(99);
    expect(parseMoment('today', { now: NOW, zone: 'local' })).toBe(new Date(2026, 10, 29).getTime());
  });

  it.each([
    ['7d', { range: '7d' }],
    ['last 2 hours', { range: '2hours' }],
    ['all', { range: 'all' }],
    ['now-2h', { since: 'now-2h' }],
    ['now-2h to now-1h', { since: 'now-2h', until: 'now-1h' }],
    ['2026-11-29 10:00 – 2026-11-29 11:00', { since: '2026-11-29T10:00:00.000Z', until: '2026-11-29T11:00:00.000Z' }],
    ['2026-11-28..2026-11-29', { since: '2026-11-28T00:00:00.000Z', until: '2026-11-29T00:00:00.000Z' }],
    ['2026-11-29 10:00', { since: '2026-11-29T10:00:00.000Z' }],
    ['2026-11-29 to 2026-11-28', null],
    ['now to now', null],
    ['a to b', null],
    ['1d to 2d to 3d', null],
    ['', null],
  ])('%j is a time', (text, params) => {
    expect(parseTime(text, UTC)).toEqual(params);
  });
});
