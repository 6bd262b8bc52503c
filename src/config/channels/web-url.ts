import type { SettingFault } from '../setting.js';

/** Reads an http or https URL; nothing is nothing. The fault does not repeat it, since it may hold a secret. */
export function parseWebUrl(text: string): string | SettingFault {
  if (text === '') return '';
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    return { fault: 'must be a URL such as https://example.org/path' };
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

/** Reads the URL under which people reach this service, without a slash at its end. */
export function parsePublicUrl(text: string): string | SettingFault {
  const href = parseWebUrl(text);
  if (typeof href !== 'string' || href === '') return href;
  const { username, password, search } = new URL(href);
  if (username + password + search !== '') return { fault: 'must have neither a user nor a query' };
  return href.replace(/\/$/, '');
}
