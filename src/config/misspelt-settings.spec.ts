import { misspeltSettings } from './misspelt-settings.js';

const said = (...names: string[]) => misspeltSettings(Object.fromEntries(names.map((name) => [name, '1'])));

describe('misspeltSettings', () => {
  it.each([
    ['RETENTION_DAY', 'RETENTION_DAYS'],
    ['LOG_FILE', 'LOG_FILES'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['API_KEY_FILE', 'API_KEYS_FILE'],
    ['retention_days', 'RETENTION_DAYS'],
  ])('%s is said to mean %s', (name, meant) => {
    expect(said(name)).toEqual([`${name} is no setting, and changes nothing; did you mean ${meant}?`]);
  });

  it('says nothing of settings, of files with secrets, and of what other programs have', () => {
    expect(said('RETENTION_DAYS', 'API_KEYS_FILE', 'PORT', 'EMAIL_PASSWORD_FILE')).toEqual([]);
    const others = [
      'HOME',
      'HOSTNAME',
      'LOGNAME',
      'PATH',
      'LANGUAGE',
      'NODE_ENV',
      'NODE_OPTIONS',
      'HISTSIZE',
      'SSH_CLIENT',
    ];
    const more = ['KUBERNETES_PORT', 'KUBERNETES_SERVICE_HOST', 'INVOCATION_ID', 'JOURNAL_STREAM', 'XDG_SESSION_ID'];
    expect(said(...others, ...more, 'MAIL', 'TEST_POSTGRES_URL', 'LOG_ANALYZER_PORT', 'DEBIAN_FRONTEND')).toEqual([]);
  });
});
