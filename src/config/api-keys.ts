import type { SettingFault } from './setting.js';

const SCOPES = ['ingest', 'bouncer', 'read', 'write', 'admin'] as const;

/** A key that the configuration gives out. */
interface ConfiguredKey {
  readonly name: string;
  readonly scope: (typeof SCOPES)[number];
  readonly key: string;
}

/** Shorter keys can be guessed. */
const SHORTEST_KEY = 24;

/**
 * Reads `KEY` or `NAME:SCOPE:KEY`, several of them separated by commas. A key alone may do everything. Faults say which
 * one is meant by its place, never by its text.
 */
export function parseApiKeys(text: string): readonly ConfiguredKey[] | SettingFault {
  const items = text
    .split(/[,\s]+/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const keys: ConfiguredKey[] = [];
  const faults: string[] = [];
  for (const [index, item] of items.entries()) {
    const key = readKey(item, `key-${index + 1}`);
    if ('fault' in key) faults.push(`has a fault in key ${index + 1}: it ${String(key.fault)}`);
    else if (keys.some(({ name }) => name === key.name)) faults.push(`has two keys of the name '${key.name}'`);
    else if (keys.some((each) => each.key === key.key)) faults.push(`has key ${index + 1} twice`);
    else keys.push(key);
  }
  return faults.length > 0 ? { fault: faults } : keys;
}

function readKey(item: string, defaultName: string): ConfiguredKey | SettingFault {
  const parts = item.split(':');
  if (parts.length !== 1 && parts.length !== 3) return { fault: 'is neither KEY nor NAME:SCOPE:KEY' };
  const [name, scopeText, key] =
    parts.length === 1 ? [defaultName, 'admin', item] : (parts as [string, string, string]);
  const scope = SCOPES.find((each) => each === scopeText);
  if (!/^[\w.-]{1,64}$/.test(name)) return { fault: 'has a name that is not made of letters, digits, . - and _' };
  if (scope === undefined) return { fault: `has a scope that is none of ${SCOPES.join(', ')}` };
  if (key.length < SHORTEST_KEY || key.length > 256 || !/^[\x21-\x7e]+$/.test(key)) {
    return { fault: `must have ${SHORTEST_KEY} to 256 visible characters; make one with: openssl rand -hex 32` };
  }
  return { name, scope, key };
}
