import { commandsFor } from './commands.js';

const CONTEXT = { now: Date.UTC(2026, 10, 29, 12), zone: 'utc' } as const;
const KNOWN = {
  rules: [{ name: 'ssh_brute_force', title: 'SSH brute force' }],
  actions: [{ icon: 'moon' as const, title: 'Dark colours', run: () => undefined }],
};
const offered = (text: string): string[] =>
  commandsFor(text, KNOWN, CONTEXT).commands.map(({ title, subject, href }) =>
    [title, subject, href].filter((part) => part !== undefined).join(' | '),
  );

describe('what the palette offers', () => {
  it('is every view and everything to do, before anything is typed', () => {
    expect(offered('')).toEqual(
      expect.arrayContaining(['Overview | #/', 'Entries | #/entries', 'Settings | #/settings', 'Dark colours']),
    );
  });

  it.each([
    ['203.0.113.7', 'Address | 203.0.113.7 | #/addresses/203.0.113.7'],
    ['2001:db8::1', 'Address | 2001:db8::1 | #/addresses/2001%3Adb8%3A%3A1'],
    ['203.0.113.0/24', 'Network | 203.0.113.0/24 | #/networks/203.0.113.0%2F24'],
    [
      'e772c04b-6658-5a62-93a0-d707fa02dba3',
      'Alert | e772c04b-6658-5a62-93a0-d707fa02dba3 | #/alerts/e772c04b-6658-5a62-93a0-d707fa02dba3',
    ],
    ['not', 'Notifications | #/notifications'],
    ['dark', 'Dark colours'],
    ['brute', 'Entries that match | brute | #/entries?q=brute'],
    ['user:root since:2h', 'Entries that match | user:root since:2h | #/entries?username=root&since=now-2h'],
    ['severity:high', 'Alerts that match | severity:high | #/alerts?min_severity=high'],
  ])('%j first: %s', (text, first) => {
    expect(offered(text)[0]).toBe(first);
  });

  it('is also what a word may be: a rule, a user name, a host', () => {
    expect(offered('brute')).toEqual([
      'Entries that match | brute | #/entries?q=brute',
      'User name | brute | #/users/brute',
      'Host | brute | #/hosts/brute',
      'Rule: SSH brute force | #/rules/ssh_brute_force',
    ]);
  });

  it('an address is looked for in both lists', () => {
    expect(offered('203.0.113.7').slice(1)).toEqual([
      'Entries that match | 203.0.113.7 | #/entries?ip_address=203.0.113.7',
      'Alerts that match | 203.0.113.7 | #/alerts?ip_address=203.0.113.7',
    ]);
  });

  it('is nothing for a query that means nothing, which says why', () => {
    const { commands, query } = commandsFor('usr:root', KNOWN, CONTEXT);
    expect(commands).toEqual([]);
    expect(query.problems).toMatchObject([{ text: 'usr:', suggestion: 'user' }]);
  });
});
