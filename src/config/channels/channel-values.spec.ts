import { parseQuietTime, parseWeekTime } from './channel-values.js';

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

describe('NOTIFY_QUIET', () => {
  it.each([
    ['', null],
    ['always', { from: 0, to: 0, timeZone: HERE }],
    ['22:00-07:00', { from: 1320, to: 420, timeZone: HERE }],
    ['7:30-7:30 UTC', { from: 450, to: 450, timeZone: 'UTC' }],
    ['00:00-23:59  Europe/Berlin', { from: 0, to: 1439, timeZone: 'Europe/Berlin' }],
  ])('reads %j', (text, quiet) => {
    expect(parseQuietTime(text)).toEqual(quiet);
  });

  it.each(['never', '22-7', '24:00-07:00', '22:60-07:00', '22:00-07:00 Mars/Olympus', '22:00 - 07:00', '22:00-'])(
    'refuses %j',
    (text) => {
      expect(parseQuietTime(text)).toEqual({ fault: expect.stringContaining('22:00-07:00') });
    },
  );
});

describe('WEEKLY_SUMMARY', () => {
  it.each([
    ['', null],
    ['Monday 08:00', { weekday: 1, minute: 480, timeZone: HERE }],
    ['sun 0:05  Europe/Berlin', { weekday: 7, minute: 5, timeZone: 'Europe/Berlin' }],
  ])('reads %j', (text, time) => {
    expect(parseWeekTime(text)).toEqual(time);
  });

  it.each(['always', 'Monday', '08:00', 'Mond 08:00', 'Monday 8', 'Monday 24:00', 'Monday 08:00 Mars/Olympus'])(
    'refuses %j',
    (text) => {
      expect(parseWeekTime(text)).toEqual({ fault: expect.stringContaining('Monday 08:00') });
    },
  );
});
