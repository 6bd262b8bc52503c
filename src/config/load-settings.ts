import { readFileSync } from 'node:fs';
import { MisconfiguredError } from '../common/misconfigured-error.js';
import { channelContradictions } from './channels/environment-channels.js';
import { givenSettings } from './given-settings.js';
import type { GivenSetting } from './given-settings.js';
import { misspeltSettings } from './misspelt-settings.js';
import { givenTexts, isFault } from './setting.js';
import type { ReadFile, Setting, SettingFault } from './setting.js';
import { SETTINGS } from './settings.schema.js';
import type { SettingName, Settings } from './settings.schema.js';
import { syslogContradictions } from './syslog-settings.js';
import { isLoopback } from './value-formats.js';

/** Every fault of the configuration, found in one go. */
export class SettingsError extends MisconfiguredError {
  readonly code = 'SETTINGS_INVALID';

  constructor(readonly faults: readonly string[]) {
    super(`The configuration is not valid:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

interface SettingsSource {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Reads the files that variables name, such as those of `NAME_FILE`. */
  readonly readFile: ReadFile;
}

/**
 * Turns an environment into checked settings.
 *
 * @throws SettingsError listing every fault, by the variable's name; secrets are not repeated in it.
 */
export function loadSettings(source: SettingsSource, use: 'service' | 'command' = 'service'): Settings {
  const faults: string[] = [];
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of Object.keys(SETTINGS) as SettingName[]) {
    const setting: Setting<unknown> = SETTINGS[name];
    const text = settingText(name, setting, source, faults);
    const value = setting.parse(text, source.readFile);
    if (isFault(value)) faults.push(...faultTexts(name, setting, text, value));
    else values[name] = value;
  }
  if (faults.length === 0 && use === 'service') faults.push(...contradictions(values as Settings));
  if (faults.length > 0) throw new SettingsError(faults);
  return values as Settings;
}

function faultTexts(name: SettingName, setting: Setting<unknown>, text: string, { fault }: SettingFault): string[] {
  const given = setting.secret || setting.faultsQuote ? '' : `, not ${JSON.stringify(text)}`;
  return [fault].flat().map((each) => `${name} ${each}${given}`);
}

function settingText(
  name: SettingName,
  setting: Setting<unknown>,
  { environment, readFile }: SettingsSource,
  faults: string[],
): string {
  const { text: direct, path } = givenTexts(name, setting, environment);
  const fileVariable = `${name}_FILE`;
  if (path === '') return direct === '' ? setting.defaultText : direct;
  if (direct !== '') faults.push(`${name} and ${fileVariable} are both set; keep one of them`);
  try {
    return readFile(path).trim();
  } catch (error) {
    faults.push(`${fileVariable} names a file that cannot be read: ${(error as Error).message}`);
    return '';
  }
}

/** Faults that only show when several settings are seen together; of a service, which a command does not start. */
function contradictions(settings: Settings): string[] {
  const faults: string[] = [];
  if (!isLoopback(settings.HOST) && settings.API_KEYS.length === 0 && !settings.ALLOW_ANONYMOUS)
    faults.push(
      `HOST=${settings.HOST} would let anybody on the network read the logs; set API_KEYS ` +
        '(make one with: openssl rand -hex 32), use HOST=127.0.0.1, or set ALLOW_ANONYMOUS=true if that is what you want',
    );
  faults.push(...syslogContradictions(settings));
  faults.push(...channelContradictions(settings));
  return faults;
}

/** The settings of a service, and how they were given. */
export interface ServiceSettings {
  readonly settings: Settings;
  readonly given: readonly GivenSetting[];
  /** A sentence for each variable that looks like a misspelt setting. */
  readonly misspelt: readonly string[];
}

/**
 * The settings of this process, which is a service: its environment, filled up from an `.env` file in the working directory
 * if there is one (the environment wins).
 *
 * @throws SettingsError listing every fault.
 */
export function loadServiceSettings(): ServiceSettings {
  const before = new Set(Object.keys(process.env));
  const settings = loadProcessSettings('service');
  const fromEnvFile = new Set(Object.keys(process.env).filter((name) => !before.has(name)));
  return { settings, given: givenSettings(process.env, fromEnvFile), misspelt: misspeltSettings(process.env) };
}

/**
 * The same of a process that is a command.
 *
 * @throws SettingsError listing every fault.
 */
export function loadProcessSettings(use: 'service' | 'command'): Settings {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return loadSettings({ environment: process.env, readFile: (path) => readFileSync(path, 'utf8') }, use);
}

/** The text of `.env.example`: every setting, commented out at its default. */
export function envExample(): string {
  const rows = Object.entries<Setting<unknown>>(SETTINGS).map(([name, setting]) => {
    const file = setting.secret ? ` Or ${name}_FILE: the path of a file that holds it.` : '';
    return `# ${setting.description}${file}\n#${name}=${setting.defaultText}\n`;
  });
  return `# Copy to .env and uncomment what you change. The environment wins over this file.\n\n${rows.join('\n')}`;
}

/** The table of docs/configuration.md, as Markdown. */
export function settingsTable(): string {
  const rows = Object.entries<Setting<unknown>>(SETTINGS).map(([name, setting]) => {
    const shown = setting.defaultText === '' ? '' : `\`${setting.defaultText}\``;
    const names = setting.secret ? `\`${name}\` or \`${name}_FILE\`` : `\`${name}\``;
    return `| ${names} | ${shown} | ${setting.description} |`;
  });
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}
