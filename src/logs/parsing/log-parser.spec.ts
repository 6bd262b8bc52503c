import { LogParser } from './log-parser.js';

it('keeps no more of a host than a name of one can be long, whatever names it', () => {
  const parser = new LogParser({ timeZone: 'UTC' });
  for (let index = 0; index < 3; index++) {
    const line = JSON.stringify({
      __REALTIME_TIMESTAMP: '1780916400000000',
      _HOSTNAME: `${index}${'h'.repeat(200_000)}`,
      SYSLOG_IDENTIFIER: 'sshd',
      SYSLOG_PID: String(index),
      MESSAGE: 'Failed password for root from 203.0.113.7 port 22 ssh2',
    });
    expect(parser.parse(line)).toMatchObject({ kind: 'event', host: `${index}${'h'.repeat(254)}` });
  }
  expect(JSON.stringify(parser.state()).length).toBeLessThan(5_000);
});
