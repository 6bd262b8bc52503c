import type { Setting } from './setting.js';
import { SETTINGS } from './settings.schema.js';

/** The text of `.env.example`: every setting, commented out at its default. */
export function envExample(): string {
  const rows = Object.entries<Setting<unknown>>(SETTINGS).map(([name, setting]) => {
    const file = setting.secret ? ` Or ${name}_FILE: the path of a file that holds it.` : '';
    return `# ${setting.description}${file}\n#${name}=${setting.defaultText}\n`;
  });
  return `# Copy to .env and uncomment what you change. The environment wins over this file.\n\n${rows.join('\n')}`;
}

/** The configuration table of the README, as Markdown. */
export function settingsTable(): string {
  const rows = Object.entries<Setting<unknown>>(SETTINGS).map(([name, setting]) => {
    const shown = setting.defaultText === '' ? '' : `\`${setting.defaultText}\``;
    const names = setting.secret ? `\`${name}\` or \`${name}_FILE\`` : `\`${name}\``;
    return `| ${names} | ${shown} | ${setting.description} |`;
  });
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}
