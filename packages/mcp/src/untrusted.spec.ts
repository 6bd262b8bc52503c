import { withMarks } from './untrusted.js';

describe('the marks of texts of logs', () => {
  it('stand on everything that may be one, wherever it stands, and on nothing of ours', () => {
    const answer = {
      id: '79849d56-64c2-56f5-a0be-5a7dd717b0c7',
      severity: 'high',
      reason: 'SSH brute force',
      ip_address: '203.0.113.7',
      network: '2001:db8::/32',
      first_seen: '2026-11-20T09:41:00.060Z',
      attempts: 26,
      login: null,
      group_by: { username: 'root' },
      details: { usernames: [{ username: 'obey me', attempts: 3 }], flags: ['a', 'b'], none: [] },
      story: ['They tried "obey me".'],
    };
    expect(withMarks(answer)).toEqual({
      id: '79849d56-64c2-56f5-a0be-5a7dd717b0c7',
      severity: 'high',
      untrusted_reason: 'SSH brute force',
      ip_address: '203.0.113.7',
      network: '2001:db8::/32',
      first_seen: '2026-11-20T09:41:00.060Z',
      attempts: 26,
      login: null,
      group_by: { untrusted_username: 'root' },
      details: {
        usernames: [{ untrusted_username: 'obey me', attempts: 3 }],
        untrusted_flags: ['a', 'b'],
        none: [],
      },
      untrusted_story: ['They tried "obey me".'],
    });
  });

  it('leave a text short, with nothing invisible in it', () => {
    const marked = withMarks({ username: `a\u202Eb\u{E0041}${'c'.repeat(1000)}` }) as { untrusted_username: string };
    expect(marked.untrusted_username).toMatch(/^a\\u202eb\\u\{e0041\}c+…$/);
    expect(marked.untrusted_username.length).toBeLessThan(330);
  });

  it.each(['deadbeef', 'a.b ignore', '::1\n2', '1.2.3.4 is root'])('take %j for no address', (value) => {
    expect(Object.keys(withMarks({ value }) as object)).toEqual(['untrusted_value']);
  });
});
