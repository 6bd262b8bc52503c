import { execFileSync } from 'node:child_process';
import { LogParser } from '../log-parser.js';

type Reading = readonly [time: string, basis: string];
const REFERENCE = '2026-06-20T00:00:00Z';

function readTimes(timeZone: string, stamps: readonly string[], reference = REFERENCE): Reading[] {
  const parser = new LogParser({ timeZone });
  parser.setReferenceTime(Date.parse(reference));
  return stamps.map((stamp) => {
    parser.parse(`${stamp} web1 sshd[7]: Invalid user bob from 192.0.2.10 port 4`);
    return [new Date(parser.lastTime).toISOString(), parser.lastTimeBasis];
  });
}

interface Row {
  readonly what: string;
  readonly zone: string;
  readonly stamps: readonly string[];
  readonly times: readonly Reading[];
  readonly reference?: string;
}

const inferred = (...times: string[]): Reading[] => times.map((time) => [time, 'year_inferred']);
const ambiguous = (...times: string[]): Reading[] => times.map((time) => [time, 'ambiguous']);

const ROWS: readonly Row[] = [
  // The same wall clock in five zones, in summer and in winter.
  {
    what: 'UTC',
    zone: 'UTC',
    stamps: ['Jan 15 12:00:00', 'Jun 15 12:00:00'],
    times: inferred('2026-01-15T12:00:00.000Z', '2026-06-15T12:00:00.000Z'),
  },
  {
    what: 'Berlin',
    zone: 'Europe/Berlin',
    stamps: ['Jan 15 12:00:00', 'Jun 15 12:00:00'],
    times: inferred('2026-01-15T11:00:00.000Z', '2026-06-15T10:00:00.000Z'),
  },
  {
    what: 'New York',
    zone: 'America/New_York',
    stamps: ['Jan 15 12:00:00', 'Jun 15 12:00:00'],
    times: inferred('2026-01-15T17:00:00.000Z', '2026-06-15T16:00:00.000Z'),
  },
  {
    what: 'Kolkata',
    zone: 'Asia/Kolkata',
    stamps: ['Jan 15 12:00:00', 'Jun 15 12:00:00'],
    times: inferred('2026-01-15T06:30:00.000Z', '2026-06-15T06:30:00.000Z'),
  },
  {
    what: 'Lord Howe',
    zone: 'Australia/Lord_Howe',
    stamps: ['Jan 15 12:00:00', 'Jun 15 12:00:00'],
    times: inferred('2026-01-15T01:00:00.000Z', '2026-06-15T01:30:00.000Z'),
  },
  // The hour that a zone skips: read with the offset before the change.
  {
    what: 'Berlin in spring',
    zone: 'Europe/Berlin',
    stamps: ['Mar 29 01:59:59', 'Mar 29 02:30:00', 'Mar 29 03:00:00', 'Mar 29 03:30:00'],
    times: [
      ...inferred('2026-03-29T00:59:59.000Z'),
      ...ambiguous('2026-03-29T01:30:00.000Z'),
      ...inferred('2026-03-29T01:00:00.000Z', '2026-03-29T01:30:00.000Z'),
    ],
  },
  {
    what: 'New York in spring',
    zone: 'America/New_York',
    stamps: ['Mar  8 01:59:59', 'Mar  8 02:30:00', 'Mar  8 03:00:00'],
    times: [
      ...inferred('2026-03-08T06:59:59.000Z'),
      ...ambiguous('2026-03-08T07:30:00.000Z'),
      ...inferred('2026-03-08T07:00:00.000Z'),
    ],
  },
  {
    what: 'Lord Howe in spring, half an hour',
    zone: 'Australia/Lord_Howe',
    stamps: ['Oct  5 01:59:59', 'Oct  5 02:15:00', 'Oct  5 02:30:00'],
    times: [
      ...inferred('2025-10-04T15:29:59.000Z'),
      ...ambiguous('2025-10-04T15:45:00.000Z'),
      ...inferred('2025-10-04T15:30:00.000Z'),
    ],
  },
  // The hour that occurs twice: file order tells the second time from the first.
  {
    what: 'Berlin in autumn',
    zone: 'Europe/Berlin',
    stamps: [
      'Oct 26 01:59:59',
      'Oct 26 02:10:00',
      'Oct 26 02:50:00',
      'Oct 26 02:05:00',
      'Oct 26 02:50:00',
      'Oct 26 03:00:00',
    ],
    times: [
      ...inferred('2025-10-25T23:59:59.000Z'),
      ...ambiguous(
        '2025-10-26T00:10:00.000Z',
        '2025-10-26T00:50:00.000Z',
        '2025-10-26T01:05:00.000Z',
        '2025-10-26T01:50:00.000Z',
      ),
      ...inferred('2025-10-26T02:00:00.000Z'),
    ],
  },
  {
    what: 'New York in autumn',
    zone: 'America/New_York',
    stamps: ['Nov  2 00:59:59', 'Nov  2 01:30:00', 'Nov  2 01:29:00', 'Nov  2 02:00:00'],
    times: [
      ...inferred('2025-11-02T04:59:59.000Z'),
      ...ambiguous('2025-11-02T05:30:00.000Z', '2025-11-02T06:29:00.000Z'),
      ...inferred('2025-11-02T07:00:00.000Z'),
    ],
  },
  {
    what: 'Lord Howe in autumn, half an hour',
    zone: 'Australia/Lord_Howe',
    stamps: ['Apr  5 01:29:59', 'Apr  5 01:45:00', 'Apr  5 01:31:00', 'Apr  5 02:00:00'],
    times: [
      ...inferred('2026-04-04T14:29:59.000Z'),
      ...ambiguous('2026-04-04T14:45:00.000Z', '2026-04-04T15:01:00.000Z'),
      ...inferred('2026-04-04T15:30:00.000Z'),
    ],
  },
  {
    what: 'a little disorder in the hour that occurs twice',
    zone: 'Europe/Berlin',
    stamps: ['Oct 26 02:10:05', 'Oct 26 02:10:04'],
    times: ambiguous('2025-10-26T00:10:05.000Z', '2025-10-26T00:10:04.000Z'),
  },
  {
    what: 'an offset beats the zone at a change',
    zone: 'Europe/Berlin',
    stamps: ['2025-10-26T02:30:00+01:00'],
    times: [['2025-10-26T01:30:00.000Z', 'exact']],
  },
  {
    what: 'a full date without offset at a change',
    zone: 'Europe/Berlin',
    stamps: ['2025-10-26T02:30:00'],
    times: ambiguous('2025-10-26T00:30:00.000Z'),
  },
  // Years.
  {
    what: 'New Year in the middle of a file',
    zone: 'UTC',
    stamps: ['Dec 31 23:59:59', 'Jan  1 00:00:01', 'Dec 31 23:59:58', 'Jan  2 00:00:00'],
    reference: '2026-01-02T08:00:00Z',
    times: inferred(
      '2025-12-31T23:59:59.000Z',
      '2026-01-01T00:00:01.000Z',
      '2025-12-31T23:59:58.000Z',
      '2026-01-02T00:00:00.000Z',
    ),
  },
  {
    what: 'New Year in the zone of the log',
    zone: 'Asia/Kolkata',
    stamps: ['Dec 31 23:59:59', 'Jan  1 00:00:01'],
    reference: '2025-12-31T20:00:00Z',
    times: inferred('2025-12-31T18:29:59.000Z', '2025-12-31T18:30:01.000Z'),
  },
  {
    what: 'nothing is later than a day after the reference',
    zone: 'UTC',
    stamps: ['Jun 20 23:59:59', 'Jun 21 00:00:01'],
    times: inferred('2026-06-20T23:59:59.000Z', '2025-06-21T00:00:01.000Z'),
  },
  {
    what: 'an old file',
    zone: 'UTC',
    stamps: ['Dec 10 06:55:46'],
    reference: '2016-12-11T00:00:00Z',
    times: inferred('2016-12-10T06:55:46.000Z'),
  },
  {
    what: 'a file that goes on for more than a year, read with the time of each part',
    zone: 'UTC',
    stamps: ['Jul  1 00:00:00', 'Dec  1 00:00:00', 'May  1 00:00:00'],
    times: inferred('2025-07-01T00:00:00.000Z', '2025-12-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z'),
  },
  {
    what: 'a leap day',
    zone: 'UTC',
    stamps: ['Feb 28 12:00:00', 'Feb 29 12:00:00', 'Mar  1 12:00:00'],
    reference: '2024-03-02T00:00:00Z',
    times: inferred('2024-02-28T12:00:00.000Z', '2024-02-29T12:00:00.000Z', '2024-03-01T12:00:00.000Z'),
  },
  {
    what: 'a leap day read years later',
    zone: 'UTC',
    stamps: ['Feb 29 12:00:00'],
    times: inferred('2024-02-29T12:00:00.000Z'),
  },
  {
    what: 'a clock that starts at New Year after a boot',
    zone: 'UTC',
    stamps: ['Jun 10 12:00:00', 'Jan  1 00:00:05', 'Jun 10 12:01:00'],
    times: inferred('2026-06-10T12:00:00.000Z', '2026-01-01T00:00:05.000Z', '2026-06-10T12:01:00.000Z'),
  },
  {
    what: 'a clock that runs ahead',
    zone: 'UTC',
    stamps: ['Jun 10 12:00:00', 'Jun 25 12:00:00', 'Jun 10 12:01:00'],
    times: inferred('2026-06-10T12:00:00.000Z', '2025-06-25T12:00:00.000Z', '2026-06-10T12:01:00.000Z'),
  },
  // Written forms.
  {
    what: 'fractions to the millisecond',
    zone: 'UTC',
    stamps: ['2026-06-08T10:20:30.9999999Z', '2026-06-08T10:20:30.5Z', 'Jun  8 10:20:31.25'],
    times: [
      ['2026-06-08T10:20:30.999Z', 'exact'],
      ['2026-06-08T10:20:30.500Z', 'exact'],
      ['2026-06-08T10:20:31.250Z', 'year_inferred'],
    ],
  },
  {
    what: 'a time that comes back after another',
    zone: 'UTC',
    stamps: [
      '2026-06-08T10:20:30.5Z',
      '2026-06-08T10:20:30.9Z',
      '2026-06-08T10:20:30.5Z',
      '2026-06-08T10:20:31Z',
      '2026-06-08T10:20:30Z',
      '2026-06-08T10:20:31Z',
    ],
    times: [
      ['2026-06-08T10:20:30.500Z', 'exact'],
      ['2026-06-08T10:20:30.900Z', 'exact'],
      ['2026-06-08T10:20:30.500Z', 'exact'],
      ['2026-06-08T10:20:31.000Z', 'exact'],
      ['2026-06-08T10:20:30.000Z', 'exact'],
      ['2026-06-08T10:20:31.000Z', 'exact'],
    ],
  },
  {
    what: 'a leap second',
    zone: 'UTC',
    stamps: ['2016-12-31T23:59:60Z'],
    times: [['2016-12-31T23:59:59.000Z', 'exact']],
  },
  {
    what: 'days that no month has',
    zone: 'UTC',
    stamps: ['Jun  8 10:20:30', 'Jun 31 10:20:30', '2026-02-29T10:20:30Z'],
    times: [
      ...inferred('2026-06-08T10:20:30.000Z'),
      ['2026-06-08T10:20:30.000Z', 'inherited'],
      ['2026-06-08T10:20:30.000Z', 'inherited'],
    ],
  },
  { what: 'no time at all', zone: 'UTC', stamps: ['web0'], times: [['2026-06-20T00:00:00.000Z', 'received']] },
];

/** One zone and one reference time for each table row. */
const readRow = ({ zone, stamps, reference }: Row): Reading[] => readTimes(zone, stamps, reference);

describe('the time of a line', () => {
  it.each(ROWS.map((row) => [row.what, row] as const))('%s', (_what, row) => {
    expect(readRow(row)).toEqual(row.times);
  });

  it.each(ROWS.map((row) => [row.what, row] as const))('%s, stopped and resumed after every line', (_what, row) => {
    const options = { timeZone: row.zone };
    let state = new LogParser(options).state();
    const times = row.stamps.map((stamp) => {
      const parser = new LogParser(options, JSON.parse(JSON.stringify(state)) as typeof state);
      parser.setReferenceTime(Date.parse(row.reference ?? REFERENCE));
      parser.parse(`${stamp} web1 sshd[7]: Invalid user bob from 192.0.2.10 port 4`);
      state = parser.state();
      return [new Date(parser.lastTime).toISOString(), parser.lastTimeBasis];
    });
    expect(times).toEqual(row.times);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => new LogParser({ timeZone: 'Europe/Atlantis' })).toThrow(RangeError);
  });
});

// The zone of the process is fixed at its start: another process has to run the table.
if (process.env['TZ_OF_TABLE'] === undefined) {
  it.each(['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'])(
    'is the same in a process under TZ=%s',
    (zone) => {
      const env = { ...process.env, TZ: zone, TZ_OF_TABLE: zone };
      const jest = require.resolve('jest/bin/jest');
      const run = (): unknown =>
        execFileSync(process.execPath, [jest, '--runTestsByPath', __filename], { env, stdio: 'pipe' });
      expect(run).not.toThrow();
    },
  );
}
