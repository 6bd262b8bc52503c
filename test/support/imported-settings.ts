import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';

/**
 * The settings that `import-fail2ban` has printed, for a service in this process: the files that they name are written
 * below `folder`, and their paths are whole.
 */
export function importedSettings(printed: string, folder: string): Record<string, string> {
  const settings = parseEnv(printed.split('\n\n#')[0]!) as Record<string, string>;
  for (const [, path, commented] of printed.matchAll(/^# (fail2ban-\S+)\n((?:.*\n)+?)(?=\n# fail2ban-|$(?!\n))/gm)) {
    const whole = join(folder, path!);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, commented!.replaceAll(/^# ?/gm, ''));
  }
  const rules = settings['RULES_DIR'] === undefined ? {} : { RULES_DIR: join(folder, settings['RULES_DIR']) };
  const logs = settings['LOG_FILES']!.replaceAll('fail2ban-filters/', `${folder}/fail2ban-filters/`);
  return { ...settings, ...rules, LOG_FILES: logs };
}
