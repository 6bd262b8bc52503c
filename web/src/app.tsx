import { LiveProvider } from './live.js';
import { NoticeProvider } from './parts/notices.js';
import { PreferencesProvider } from './preferences.js';
import { OriginsProvider } from './origins.js';
import { SessionGate } from './session.js';
import { Frame } from './frame.js';
import { CurrentView } from './views/current-view.js';

/** The whole page: how it is shown, who asks, what comes in live, and the view that the address names. */
export function App() {
  return (
    <PreferencesProvider>
      <NoticeProvider>
        <SessionGate>
          <LiveProvider>
            <OriginsProvider>
              <Frame>
                <CurrentView />
              </Frame>
            </OriginsProvider>
          </LiveProvider>
        </SessionGate>
      </NoticeProvider>
    </PreferencesProvider>
  );
}
