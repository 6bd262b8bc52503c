import { visibleText } from '../common/visible-text.js';
import { SETTINGS } from './settings.schema.js';
import { givenTexts } from './setting.js';
import type { Setting } from './setting.js';

/** Where the value of a setting is from: of a secret that `NAME_FILE` names, that file. */
export const SETTING_ORIGINS = ['default', 'environment', 'env_file', 'file'] as const;

export type SettingOrigin = (typeof SETTING_ORIGINS)[number];

/** A setting as this process has it. */
export interface GivenSetting {
  readonly name: string;
  /** As it was written, or the default; the path where a file holds it. Null for a secret that was written. */
  readonly value: string | null;
  readonly origin: SettingOrigin;
  readonly isSecret: boolean;
  /** As a user would write it; empty where nothing is set. */
  readonly defaultText: string;
  readonly description: string;
}

/** Lists of sources may be long; nobody reads more of one here. */
const LONGEST_VALUE = 2_000;

/**
 * Every setting, in the order of the documentation.
 *
 * @param environment with what `.env` added
 * @param fromEnvFile names of the variables that only `.env` gives
 */
export function givenSettings(
  environment: Readonly<Record<string, string | undefined>>,
  fromEnvFile: ReadonlySet<string> = new Set(),
): GivenSetting[] {
  const origin = (variable: string): SettingOrigin => (fromEnvFile.has(variable) ? 'env_file' : 'environment');
  return Object.entries<Setting<unknown>>(SETTINGS).map(([name, setting]) => {
    const { description, defaultText } = setting;
    const isSecret = setting.secret === true;
    const shown = { name, isSecret, defaultText, description };
    const { text, path } = givenTexts(name, setting, environment);
    if (path !== '') return { ...shown, value: visibleText(path, LONGEST_VALUE), origin: 'file' };
    if (text === '') return { ...shown, value: defaultText, origin: 'default' };
    return { ...shown, value: isSecret ? null : visibleText(text, LONGEST_VALUE), origin: origin(name) };
  });
}
