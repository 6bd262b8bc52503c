import type { FilterDefinition } from '../programs/imported/filter-definition.js';
import type { SourceFilter } from '../programs/imported/filter-set.js';
import { LogParser } from './log-parser.js';
import type { LogParserState } from './log-parser.js';

function sourceFilter(definition: Partial<FilterDefinition>): SourceFilter {
  const nothing = {
    name: 'shop',
    prefix: null,
    failures: [],
    ignored: [],
    datePattern: null,
    maxLines: 1,
    journalMatch: [],
  };
  return { definition: { ...nothing, ...definition }, logType: 'shop_failed_login', threshold: null };
}

const SHOP = sourceFilter({
  failures: ['^\\s*(?:\\S+ )?shop(?:\\[\\d+\\])?: no login for <F-USER>\\S+</F-USER> from <HOST>$'],
});

function parserWith(filters: readonly SourceFilter[], state?: LogParserState): LogParser {
  const parser = new LogParser({ timeZone: 'Europe/Berlin', filters }, state);
  parser.setReferenceTime(Date.UTC(2026, 10, 30, 12));
  return parser;
}

const FOUND = { kind: 'event', logType: 'shop_failed_login', ipAddress: '192.0.2.7', username: 'bob', attempts: 1 };

describe('a line that a filter matches', () => {
  const says = 'no login for bob from 192.0.2.7';

  it.each([
    [
      'of a file, in the zone of the log',
      `2026-11-30 09:00:00 web-1 shop[7]: ${says}`,
      '2026-11-30T08:00:00.000Z',
      'zone_assumed',
    ],
    [
      'of syslog, without a year',
      `Nov 30 09:00:00 web-1 shop[7]: ${says}`,
      '2026-11-30T08:00:00.000Z',
      'year_inferred',
    ],
    [
      'of the journal, as fail2ban puts it together',
      JSON.stringify({
        __REALTIME_TIMESTAMP: '1796029200123456',
        _HOSTNAME: 'web-1',
        SYSLOG_IDENTIFIER: 'shop',
        _PID: '7',
        MESSAGE: says,
      }),
      '2026-11-30T09:00:00.123Z',
      'exact',
    ],
    [
      'of a container, whose time counts',
      JSON.stringify({ log: `2026-01-01 00:00:00 shop: ${says}\n`, stream: 'stderr', time: '2026-11-30T09:00:00.5Z' }),
      '2026-11-30T09:00:00.500Z',
      'exact',
    ],
    ['without a time, has that of the line before', `shop: ${says}`, '2026-11-30T07:59:00.000Z', 'inherited'],
  ])('%s', (_, line, timestamp, timeBasis) => {
    const parser = parserWith([SHOP]);
    parser.parse('2026-11-30 08:59:00 web-1 other[1]: something');
    const event = parser.parse(line);
    expect(event).toMatchObject({
      ...FOUND,
      timestamp: Date.parse(timestamp),
      timeBasis,
      program: 'shop',
      service: 'shop',
    });
  });

  it('goes on where another process stopped', () => {
    const joined = sourceFilter({
      prefix: '^ \\S+ ldap: conn=<F-MLFID>\\d+</F-MLFID> <F-CONTENT>.+</F-CONTENT>$',
      failures: ['^<F-NOFAIL>open</F-NOFAIL> from <ADDR>$', '^no login for <F-USER>\\w+</F-USER>$'],
    });
    const first = parserWith([joined]);
    expect(first.parse('Nov 30 09:00:00 web-1 ldap: conn=5 open from 192.0.2.7')).toMatchObject({ kind: 'foreign' });
    const second = parserWith([joined], JSON.parse(JSON.stringify(first.state())) as LogParserState);
    expect(second.parse('Nov 30 09:00:01 web-1 ldap: conn=5 no login for bob')).toMatchObject(FOUND);
  });

  it('is of an entry of the journal that the filter is for', () => {
    const parser = parserWith([
      sourceFilter({ ...SHOP.definition, journalMatch: [[{ field: '_COMM', value: 'shopd' }]] }),
    ]);
    const entry = { __REALTIME_TIMESTAMP: '1796029200123456', SYSLOG_IDENTIFIER: 'shop', MESSAGE: says };
    const kinds = [{ _COMM: 'shopd' }, { _COMM: 'logger' }, {}, { _COMM: 'shopd' }].map(
      (fields) => parser.parse(JSON.stringify({ ...entry, ...fields })).kind,
    );
    expect(kinds).toEqual(['event', 'foreign', 'foreign', 'event']);
  });

  it('is no line that is repeated', () => {
    const parser = parserWith([SHOP]);
    parser.parse(`Nov 30 09:00:00 web-1 shop[7]: ${says}`);
    expect(parser.parse('Nov 30 09:00:01 web-1 last message repeated 5 times')).toMatchObject({ kind: 'ignored' });
  });

  it('is one of sshd all the same, where sshd wrote it', () => {
    const any = sourceFilter({ failures: ['from <ADDR> port'] });
    expect(
      parserWith([any]).parse('Nov 30 09:00:00 web-1 sshd[7]: Failed password for root from 192.0.2.7 port 4000 ssh2'),
    ).toMatchObject({ logType: 'ssh_failed_login' });
  });

  it('has a name where there is no address', () => {
    expect(parserWith([SHOP]).parse('Nov 30 09:00:00 web-1 shop: no login for bob from host.example')).toMatchObject({
      ipAddress: null,
      sourceHost: 'host.example',
    });
  });

  it.each([
    '[2026-11-30 09:00:00.000][shop::login][ERROR] no login for bob from 203.0.113.7',
    '2026/11/30 09:00:00 [error] 7#7: no login for bob from 203.0.113.7',
    '{"reqId":"a b","time":"2026-11-30T09:00:00+00:00","message":"no login for bob from 203.0.113.7"}',
  ])('names no host and no program where it is no line of syslog: %s', (line) => {
    const loose = sourceFilter({ failures: ['no login for \\S+ from <ADDR>'] });
    expect(parserWith([loose]).parse(line)).toMatchObject({ ipAddress: '203.0.113.7', host: null, program: 'shop' });
  });
});
