import { parseChannelFile } from './channel-file.js';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const OLD_SECRET = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;

function parse(text: string, files: Record<string, string> = {}) {
  return parseChannelFile('notify.yml', (path) => {
    const content = path === 'notify.yml' ? text : files[path];
    if (content === undefined) throw new Error(`no such file: ${path}`);
    return content;
  });
}

const faultsOf = (text: string): readonly string[] => (parse(text) as { fault: string[] }).fault;

describe('the file that NOTIFY_CONFIG names', () => {
  it('is not needed', () => {
    expect(parseChannelFile('', () => 'nonsense')).toEqual([]);
  });

  it('holds channels of every type; secrets may lie in files of their own', () => {
    const text = `
channels:
  - name: on-call
    type: email
    sender: alerts@example.org
    receivers: [alice@example.org, bob@example.org]
    password_file: /run/secrets/mail
    host: mail.example.org
    port: 587
    secure: starttls
    min_severity: high
    quiet: 22:00-07:00 Europe/Berlin
    weekly_summary: Monday 08:00 Europe/Berlin
  - { name: siem, type: webhook, url: https://siem.example.org/in, secret: [${SECRET}, ${OLD_SECRET}], rate_limit: 100 }
  - { name: phone, type: ntfy, url_file: /run/secrets/ntfy, token: 0123, ended: true, repeat_hours: 0 }
  - { name: lan, type: gotify, url: http://192.0.2.10, token: abc, allow_private: true }
`;
    const files = { '/run/secrets/mail': 'app-password\n', '/run/secrets/ntfy': 'https://ntfy.sh/topic\n' };
    expect(parse(text, files)).toEqual([
      {
        name: 'on-call',
        type: 'email',
        policy: { min_severity: 'high', quiet: { from: 1320, to: 420, timeZone: 'Europe/Berlin' } },
        email: {
          sender: 'alerts@example.org',
          receivers: ['alice@example.org', 'bob@example.org'],
          password: 'app-password',
          host: 'mail.example.org',
          port: 587,
          secure: 'starttls',
          user: '',
          weekly_summary: { weekday: 1, minute: 480, timeZone: 'Europe/Berlin' },
        },
      },
      {
        name: 'siem',
        type: 'webhook',
        policy: { rate_limit: 100 },
        webhook: {
          url: 'https://siem.example.org/in',
          secret: [SECRET, OLD_SECRET],
          format: 'standard',
          allow_private: false,
        },
      },
      {
        name: 'phone',
        type: 'ntfy',
        policy: { ended: true, repeat_hours: 0 },
        chat: { url: 'https://ntfy.sh/topic', token: '0123', to: '', allow_private: false },
      },
      {
        name: 'lan',
        type: 'gotify',
        policy: {},
        chat: { url: 'http://192.0.2.10/', token: 'abc', to: '', allow_private: true },
      },
    ]);
  });

  it('is refused with every fault, where it is, and without a secret', () => {
    const text = `
channels:
  - { name: a b, type: email, sender: me, port: 0, receivers: x@example.org, password: hunter2hunter2, quiet: often }
  - { name: hook, type: webhook, url: "ftp://user:hunter2hunter2@example.org", secret: hunter2hunter2, colour: red }
  - { name: hook, type: slack, url: https://example.org/hunter2hunter2, token_file: /missing }
  - { name: x, type: pager, number: 1 }
  - just a text
  - { name: n, type: ntfy, url: https://ntfy.sh/ }
  - { name: n, type: gotify, url: https://gotify.example.org, min_severity: { a: b } }
  - { name: m, type: email }
  - { name: t, type: telegram, url: https://api.telegram.org, token: hunter2, to: me }
  - { name: a, type: apprise, url: https://apprise.example.org }
  - { name: p, type: pagerduty, url: https://events.pagerduty.com, to: me }
  - { name: am, type: alertmanager, quiet: always, min_severity: high }
`;
    const faults = faultsOf(text);
    expect(faults).toEqual([
      "names notify.yml, whose channels[0].name must be 1 to 50 letters, digits, - and _, not 'a b'",
      expect.stringMatching(/^names notify.yml, whose channels\[0\]\.quiet must be always, or .*, not 'often'$/),
      "names notify.yml, whose channels[0].sender must be a mail address such as alerts@example.org, not 'me'",
      "names notify.yml, whose channels[0].port must be a whole number from 1 to 65535, not '0'",
      'names notify.yml, whose channels[1].url must be a URL such as https://example.org/path',
      expect.stringMatching(/^names notify.yml, whose channels\[1\]\.secret must hold secrets such as/),
      expect.stringMatching(/^names notify.yml, whose channels\[1\]\.colour is not known; known are name, type, /),
      'names notify.yml, whose channels[2].token_file names a file that cannot be read: no such file: /missing',
      expect.stringMatching(/^names notify.yml, whose channels\[3\]\.type must be one of email, .*, not 'pager'$/),
      'names notify.yml, whose channels[4] must hold fields such as name and type',
      "names notify.yml, whose channels[4].name must be 1 to 50 letters, digits, - and _, not ''",
      expect.stringMatching(/^names notify.yml, whose channels\[4\]\.type must be one of/),
      'names notify.yml, whose channels[5].url must end in the topic, such as https://ntfy.sh/TOPIC',
      'names notify.yml, whose channels[6].min_severity must be a text or a list of texts',
      'names notify.yml, whose channels[7].sender is missing',
      'names notify.yml, whose channels[7].receivers is missing',
      'names notify.yml, whose channels[8].token must be what @BotFather gives, such as 123456:ABC-DEF',
      'names notify.yml, whose channels[8].to must be the id of a chat, such as -1001234567890, or @NAME',
      'names notify.yml, whose channels[9].url must end in the key, such as https://HOST/notify/KEY',
      'names notify.yml, whose channels[10].to is for Telegram and Apprise only',
      'names notify.yml, whose channels[10].token is missing: the integration key of a service',
      'names notify.yml, whose channels[11].url is missing',
      'names notify.yml, whose channels[11].quiet is not for Alertmanager: its own routes decide who is told, and when',
    ]);
    expect(faults.join()).not.toContain('hunter2');
  });

  it.each([
    ['channels: [', /which is no valid YAML in line 1/],
    ['channels: []\nchannels: []', /which is no valid YAML in line 2 \(DUPLICATE_KEY\)/],
    ['channels: []\npassword: *hunter2', /which is no valid YAML: an alias/],
    ['', /must hold `channels:`/],
    ['[]', /must hold `channels:`/],
    ['channels: x', /must hold `channels:`/],
    ['channels: []\nchannel: []', /must hold `channels:`/],
  ])('refuses %j', (text, fault) => {
    const faults = [faultsOf(text)].flat();
    expect(faults).toEqual([expect.stringMatching(fault)]);
    expect(faults.join()).not.toContain('hunter2');
  });

  it('refuses two channels of one name', () => {
    const twice =
      '[{ name: a, type: slack, url: https://a.example }, { name: a, type: slack, url: https://b.example }]';
    expect(faultsOf(`channels: ${twice}`)).toEqual([
      "names notify.yml, whose channels[1].name is that of channels[0], too: 'a'",
    ]);
  });

  it('must be readable', () => {
    expect(
      parseChannelFile('x.yml', () => {
        throw new Error('ENOENT');
      }),
    ).toEqual({ fault: 'names a file that cannot be read: ENOENT' });
  });
});
