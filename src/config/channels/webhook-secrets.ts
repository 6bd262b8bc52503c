import type { SettingFault } from '../setting.js';

/** `whsec_` and 24 to 64 bytes in base64, as the Standard Webhooks specification asks for. */
const SECRET = /^whsec_([A-Za-z0-9+/]{32,86}={0,2})$/;
const FEWEST_BYTES = 24;
const MOST_BYTES = 64;

/** Reads secrets of a webhook, separated by commas: while one takes another's place, both sign. */
export function parseWebhookSecrets(text: string): readonly string[] | SettingFault {
  const secrets = text.split(',').map((item) => item.trim());
  const given = secrets.filter((secret) => secret !== '');
  return given.every(isSecret)
    ? given
    : { fault: 'must hold secrets such as `echo whsec_$(openssl rand -base64 32)` prints, separated by commas' };
}

function isSecret(text: string): boolean {
  const base64 = SECRET.exec(text)?.[1];
  if (base64 === undefined || base64.length % 4 !== 0) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= FEWEST_BYTES && length <= MOST_BYTES;
}
