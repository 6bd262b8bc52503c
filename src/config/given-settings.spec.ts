import { givenSettings } from './given-settings.js';

function given(environment: Record<string, string>, fromEnvFile: readonly string[] = []) {
  return new Map(givenSettings(environment, new Set(fromEnvFile)).map((each) => [each.name, each]));
}

describe('givenSettings', () => {
  it('says of each setting what it is, and where that is from', () => {
    const settings = given({ RETENTION_DAYS: '90', PORT: ' 8080 ', HOST: '' }, ['RETENTION_DAYS']);
    expect(settings.get('RETENTION_DAYS')).toMatchObject({ value: '90', origin: 'env_file', defaultText: '0' });
    expect(settings.get('PORT')).toMatchObject({ value: '8080', origin: 'environment', isSecret: false });
    expect(settings.get('HOST')).toMatchObject({ value: '127.0.0.1', origin: 'default' });
    expect(settings.size).toBeGreaterThan(50);
  });

  it('shows no secret, but where it is kept', () => {
    const settings = given({
      EMAIL_PASSWORD: 'hidden',
      DATABASE_URL: 'postgres://logs:hidden@db/logs',
      WEBHOOK_URL: 'https://hooks.example.org/hidden',
      CHAT_URL: 'https://chat.example.org/hidden',
      CHAT_TOKEN: 'hidden',
      ALERTMANAGER_URL: 'http://u:hidden@am/',
      ALERTMANAGER_TOKEN: 'hidden',
      WEBHOOK_SECRET: 'hidden',
      API_KEYS_FILE: '/run/keys',
    });
    expect(JSON.stringify([...settings.values()])).not.toContain('hidden');
    expect(settings.get('EMAIL_PASSWORD')).toMatchObject({ value: null, origin: 'environment', isSecret: true });
    expect(settings.get('API_KEYS')).toMatchObject({ value: '/run/keys', origin: 'file' });
    expect(settings.get('CHAT_URL')).toMatchObject({ value: null, origin: 'environment' });
  });

  it('makes visible what would hide, and cuts what is long', () => {
    const settings = given({ LOG_FILES: `/var/log/\u202ex${'y'.repeat(9_000)}` });
    expect(settings.get('LOG_FILES')!.value).toMatch(/\\u202e/);
    expect(settings.get('LOG_FILES')!.value!.length).toBeLessThan(2_100);
  });
});
