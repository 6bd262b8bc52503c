import { THEMES, usePreferences } from '../preferences.js';
import type { Theme } from '../preferences.js';
import { Icon } from './icon.js';
import type { IconName } from './icon.js';
import { Menu } from './menu.js';

const THEME_ICONS: Readonly<Record<Theme, IconName>> = { system: 'screen', light: 'sun', dark: 'moon' };

/** Light or dark, or as the system has it. */
export function ThemeMenu() {
  const { theme, setTheme } = usePreferences();
  return (
    <Menu kind="to-left" name="Colours" label={<Icon name={THEME_ICONS[theme]} />}>
      <fieldset class="menu-choices">
        <legend>Colours</legend>
        {THEMES.map((each) => (
          <label key={each}>
            <input type="radio" name="theme" checked={theme === each} onChange={() => setTheme(each)} />
            <Icon name={THEME_ICONS[each]} /> {each === 'system' ? 'As the system' : capitalised(each)}
          </label>
        ))}
      </fieldset>
    </Menu>
  );
}

/** The zone that every time on the page is in; a press changes it. */
export function ZoneSwitch() {
  const { zone, setZone, times } = usePreferences();
  const other = zone === 'utc' ? 'local time' : 'UTC';
  return (
    <button
      type="button"
      class="zone"
      title={`All times are ${times.name}. Show ${other}`}
      onClick={() => setZone(zone === 'utc' ? 'local' : 'utc')}
    >
      <Icon name="clock" /> <span class="wide-only">{times.name.replaceAll('_', ' ')}</span>
      <span class="phone-only">{times.shortName}</span>
      <span class="unseen">: show {other}</span>
    </button>
  );
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
