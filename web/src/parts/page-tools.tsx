import { useCallback, useState } from 'preact/hooks';
import { usePreferences } from '../preferences.js';
import { usePageKeys } from '../use-page-keys.js';
import { CommandPalette } from './command-palette.js';
import { Icon } from './icon.js';
import { KeyHelp } from './key-help.js';

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** The field on top that goes anywhere, and the keys that open it. */
export function PageTools() {
  const { keys } = usePreferences();
  const [shown, setShown] = useState<'palette' | 'keys' | null>(null);
  const onPalette = useCallback(() => setShown('palette'), []);
  const onHelp = useCallback(() => setShown('keys'), []);
  usePageKeys({ onPalette, onHelp, hasSingleKeys: keys === 'on' });
  // The browser says so a moment later: what a command opened may be shown by then.
  const close = (which: 'palette' | 'keys') => () => setShown((now) => (now === which ? null : now));
  return (
    <>
      <button type="button" class="palette-button" onClick={onPalette}>
        <Icon name="search" /> <span>Go to or search</span>
        <kbd aria-hidden="true">{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <button type="button" class="quiet wide-only" aria-label="Keys" title="Keys" onClick={onHelp}>
        ?
      </button>
      {shown === 'palette' && <CommandPalette onClose={close('palette')} onKeys={onHelp} />}
      {shown === 'keys' && <KeyHelp onClose={close('keys')} />}
    </>
  );
}
