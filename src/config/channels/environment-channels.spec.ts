import { SettingsError, loadSettings } from '../load-settings.js';
import { channelSettings } from './environment-channels.js';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const MAIL = { SENDER_EMAIL: 'me@example.org', RECEIVER_EMAIL: 'a@example.org', EMAIL_PASSWORD: 'p' };

function load(environment: Record<string, string>, file = '') {
  return channelSettings(loadSettings({ environment, readFile: () => file }));
}

function faultsOf(environment: Record<string, string>, file = ''): readonly string[] {
  try {
    load(environment, file);
    return [];
  } catch (error) {
    return (error as SettingsError).faults;
  }
}

describe('the channels of the environment', () => {
  it('are none where nothing is set', () => {
    expect(load({})).toEqual([]);
  });

  it('are one of each, ahead of those of the file', () => {
    const environment = {
      ...MAIL,
      WEBHOOK_URL: 'https://example.org/hook#part',
      WEBHOOK_SECRET: `${SECRET}, ${SECRET}`,
      ALERTMANAGER_URL: 'https://alertmanager.example.org',
      CHAT_URL: 'https://ntfy.sh/topic',
      CHAT_FORMAT: 'ntfy',
      NOTIFY_CONFIG: 'notify.yml',
    };
    const file = 'channels: [{ name: other, type: discord, url: https://discord.com/api/webhooks/1/2 }]';
    expect(load(environment, file)).toMatchObject([
      { name: 'email', type: 'email', email: { receivers: ['a@example.org'], host: 'smtp.gmail.com', secure: 'auto' } },
      { name: 'webhook', type: 'webhook', webhook: { url: 'https://example.org/hook', secret: [SECRET, SECRET] } },
      { name: 'alertmanager', type: 'alertmanager', alertmanager: { token: '', repeat_seconds: 60 } },
      { name: 'ntfy', type: 'ntfy', chat: { url: 'https://ntfy.sh/topic', token: '', allow_private: false } },
      { name: 'other', type: 'discord' },
    ]);
  });

  it.each<[Record<string, string>, string]>([
    [{ WEBHOOK_SECRET: SECRET }, 'WEBHOOK_SECRET is set without WEBHOOK_URL'],
    [{ ALERTMANAGER_TOKEN: 'abc' }, 'ALERTMANAGER_TOKEN is set without ALERTMANAGER_URL'],
    [{ ALERTMANAGER_REPEAT_SECONDS: '300' }, 'ALERTMANAGER_REPEAT_SECONDS must be a whole number from 10 to 240'],
    [{ CHAT_URL: 'https://example.org' }, 'CHAT_URL and CHAT_FORMAT go together'],
    [{ CHAT_FORMAT: 'slack' }, 'CHAT_URL and CHAT_FORMAT go together'],
    [{ CHAT_TOKEN: 'abc' }, 'CHAT_TOKEN is set without CHAT_URL'],
    [{ CHAT_URL: 'https://example.org', CHAT_FORMAT: 'gotify' }, 'CHAT_TOKEN is missing'],
    [{ CHAT_URL: 'https://ntfy.sh', CHAT_FORMAT: 'ntfy' }, 'CHAT_URL must end in the topic'],
    [{ CHAT_TO: '@abc' }, 'CHAT_TO is set without CHAT_URL'],
    [{ CHAT_URL: 'https://api.telegram.org', CHAT_FORMAT: 'telegram', CHAT_TOKEN: '1:a' }, 'CHAT_TO must be the id of'],
    [{ PUBLIC_URL: 'https://me:secret@example.org' }, 'PUBLIC_URL must have neither a user nor a query'],
    [{ PUBLIC_URL: 'example.org' }, 'PUBLIC_URL must be a URL'],
    [{ WEBHOOK_URL: 'https://[::1' }, 'WEBHOOK_URL must be a URL'],
    [{ WEBHOOK_URL: 'https://a', WEBHOOK_SECRET: 'whsec_c2hvcnQ=' }, 'WEBHOOK_SECRET must hold secrets'],
  ])('refuse %j', (environment, fault) => {
    expect(faultsOf(environment)).toEqual([expect.stringContaining(fault)]);
  });

  it('refuse a channel of the file that is called like one of them', () => {
    const file = 'channels: [{ name: email, type: discord, url: https://discord.com/api/webhooks/1/2 }]';
    expect(faultsOf({ ...MAIL, NOTIFY_CONFIG: 'notify.yml' }, file)).toEqual([
      "NOTIFY_CONFIG names a channel 'email', as the one of the environment is called",
    ]);
    expect(load({ NOTIFY_CONFIG: 'notify.yml' }, file)).toMatchObject([{ name: 'email', type: 'discord' }]);
  });

  it('repeat no secret in a fault', () => {
    const faults = faultsOf({ WEBHOOK_URL: 'hunter2', WEBHOOK_SECRET: 'hunter2', CHAT_URL: 'hunter2' });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('hunter2');
  });
});
