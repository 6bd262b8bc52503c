import { readFileSync } from 'node:fs';
import { loadSettings } from './load-settings.js';
import type { Settings } from './settings.schema.js';

/**
 * The settings of this process: its environment, filled up from an `.env` file in the working directory if there is
 * one (the environment wins). The one place that reads `process.env`.
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
