import type { Api, Schemas } from '@log-analyzer/client';
import type { ComponentChildren } from 'preact';
import { dataOf, RequestError } from '../model/answers.js';
import { routeTo } from '../model/route.js';
import { count, formatNumber } from '../model/words.js';
import { useLiveVersion } from '../live.js';
import { AttackerText } from '../parts/attacker-text.js';
import { askingBouncers } from '../parts/block-control.js';
import { ChannelTest } from '../parts/channel-test.js';
import { Fact } from '../parts/fact.js';
import { FaultList } from '../parts/fault-list.js';
import { WhenLoaded } from '../parts/loading.js';
import { Time } from '../parts/time.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';

/** What is set up, what is off, and how to turn it on. It shows settings; they are changed where the service runs. */
export function SettingsView() {
  const { api } = useSession();
  const version = useLiveVersion(['sources']);
  const loaded = useData((signal) => loadSettings(api, signal), 'settings', version);
  return (
    <>
      <ViewTitle title="Settings" />
      <p class="muted">
        What is set up here. Settings are variables of the environment, such as systemd or a container is told them, or
        lines of the file <code>.env</code>, where the service runs; they are read when it starts.
      </p>
      <WhenLoaded loaded={loaded}>{(settings) => <SettingsOf settings={settings} />}</WhenLoaded>
    </>
  );
}

const MOST_DECISIONS = 1000;

async function loadSettings(api: Api, signal: AbortSignal) {
  const [version, sources, channels, rules, bouncers, allowlist, faults, origins, decisions, given] = await Promise.all(
    [
      dataOf(api.GET('/version', { signal })),
      dataOf(api.GET('/sources', { signal })),
      dataOf(api.GET('/channels', { signal })),
      dataOf(api.GET('/rules', { signal })),
      askingBouncers(api, signal),
      dataOf(api.GET('/allowlist', { params: { query: { limit: 1000 } }, signal })),
      dataOf(api.GET('/faults', { signal })).catch(unlessRefused),
      dataOf(api.GET('/origins', { signal })),
      dataOf(api.GET('/decisions', { params: { query: { state: 'active', limit: MOST_DECISIONS } }, signal })),
      dataOf(api.GET('/settings', { signal })).catch(unlessRefused),
    ],
  );
  return { version, sources, channels, rules, bouncers, allowlist, faults, origins, decisions, given };
}

/** How many are decided, and whether anybody enforces it. */
function blockingWords(active: readonly Schemas['DecisionDto'][], bouncers: number): string {
  const decisions = active.length;
  const most = decisions >= MOST_DECISIONS ? 'at least ' : '';
  const decided = decisions === 0 ? 'nobody is turned away' : `${most}${count(decisions, 'active decision')}`;
  if (isDryRun(active)) return `a dry run: ${decided}, of which no firewall hears`;
  if (bouncers > 0) return `${decided}; ${count(bouncers, 'bouncer asks', 'bouncers ask')}`;
  return decisions === 0 ? 'no firewall asks whom to turn away' : `${decided}, but no firewall asks for them`;
}

function isDryRun(active: readonly Schemas['DecisionDto'][]): boolean {
  return active.length > 0 && active.every(({ simulated }) => simulated);
}

/** What a key may not see is left out. */
function unlessRefused(error: unknown): null {
  if (error instanceof RequestError && error.status === 403) return null;
  throw error;
}

type Settings = Awaited<ReturnType<typeof loadSettings>>;

function SettingsOf({ settings }: { settings: Settings }) {
  const { version, sources, channels, rules, bouncers, allowlist, faults, origins, decisions, given } = settings;
  const failing = sources.filter(({ error }) => error !== null).length;
  const alerting = rules.filter(({ raises_alerts: raises }) => raises).length;
  return (
    <>
      {faults !== null && faults.total > 0 && <FaultList faults={faults} />}
      <div class="grid-cards wide">
        <Setting
          title="Log files"
          state={sources.length === 0 ? 'off' : failing > 0 ? 'failing' : 'on'}
          words={
            sources.length === 0
              ? 'nothing is read'
              : `${count(sources.length, 'log file')}${failing > 0 ? `, ${failing} cannot be read` : ''}`
          }
          help={<>Set LOG_FILES to the logs that sshd writes to, or to journald; or send lines to POST /ingest.</>}
          href={routeTo(['sources'])}
        />
        <Setting
          title="Notifications"
          state={channels.length === 0 ? 'off' : hasFailed(channels) ? 'failing' : 'on'}
          words={
            channels.length === 0
              ? 'no one is notified: no channel is set up'
              : channels.map(({ name }) => name).join(', ')
          }
          help={
            <>Set SENDER_EMAIL, RECEIVER_EMAIL and EMAIL_PASSWORD for mail; docs/notifications.md has the others.</>
          }
          href={routeTo(['notifications'])}
        >
          {channels.length === 0 && (
            <button type="button" disabled aria-describedby="no-channel">
              Send a test message
            </button>
          )}
          {channels.length === 0 && (
            <p id="no-channel" class="muted">
              There is nobody to send it to yet.
            </p>
          )}
          {channels.map((channel) => (
            <div key={channel.name} class="channel">
              <strong>
                <AttackerText text={channel.name} most={40} />
              </strong>{' '}
              {channel.type !== channel.name && <span class="muted">{channel.type}</span>}
              <ChannelTest channel={channel} />
            </div>
          ))}
        </Setting>
        <Setting
          title="Rules"
          state={alerting === 0 ? 'off' : 'on'}
          words={`${count(alerting, 'rule')} that raise alerts`}
          help={
            <>Set RULES_DIR to a folder with rules of your own; SHIPPED_RULES=false leaves out those that come along.</>
          }
          href={routeTo(['rules'])}
        />
        <Setting
          title="Blocking"
          state={
            isDryRun(decisions) ? 'dryRun' : bouncers.length > 0 ? 'on' : decisions.length > 0 ? 'off' : 'optional'
          }
          words={blockingWords(decisions, bouncers.length)}
          help={<>Set DECISIONS=on and let a bouncer ask for them; docs/blocking.md says how.</>}
          href={routeTo(['blocking'])}
        />
        <Setting
          title="Allowlist"
          state={allowlist.length === 0 ? 'optional' : 'on'}
          words={
            allowlist.length === 0 ? 'every address may raise alerts' : count(allowlist.length, 'entry', 'entries')
          }
          help={<>Set ALLOWLIST, ALLOWLIST_PATH, or add addresses on the page.</>}
          href={routeTo(['allowlist'])}
        />
        <Setting
          title="Country and network"
          state={origins.files.length === 0 ? 'optional' : origins.files.some(({ error }) => error) ? 'failing' : 'on'}
          words={
            origins.files.length === 0
              ? 'nobody says where addresses are from'
              : `${count(origins.files.length, 'file')} ${origins.files.length === 1 ? 'says' : 'say'} where addresses are from`
          }
          help={
            <>
              Set GEOIP_COUNTRY, GEOIP_ASN to MMDB files, or to /usr/share/tor/geoip of Debian's tor-geoipdb;
              docs/operate.md says more.
            </>
          }
        >
          {origins.files.map((file) => (
            <OriginFile key={file.setting} file={file} />
          ))}
        </Setting>
        <section class="card">
          <h2>This service</h2>
          <dl class="facts-list">
            <Fact name="Version">
              {version.version}
              {version.commit != null && <span class="muted"> ({version.commit.slice(0, 12)})</span>}
            </Fact>
            <Fact name="Node.js">{version.node}</Fact>
            <Fact name="Runs since">
              <Time at={version.started_at} />
            </Fact>
            <Fact name="Lines read">{formatNumber(sources.reduce((sum, { lines }) => sum + lines.read, 0))}</Fact>
          </dl>
        </section>
      </div>
      {given !== null && <GivenSettings given={given} />}
    </>
  );
}

const ORIGINS: Record<Schemas['SettingOrigin'], string> = {
  default: 'default',
  environment: 'environment',
  env_file: '.env',
  file: 'file',
};

/** Every setting as it was given; those that are left at their default are folded away. */
function GivenSettings({ given }: { given: readonly Schemas['SettingDto'][] }) {
  const [set, left] = [given.filter(isSet), given.filter((each) => !isSet(each))];
  return (
    <section class="card given">
      <h2>What was set</h2>
      {set.length === 0 ? <p>Nothing: every setting has its default.</p> : <SettingRows settings={set} />}
      <details>
        <summary>{count(left.length, 'setting')} left at the default</summary>
        <SettingRows settings={left} />
      </details>
    </section>
  );
}

function isSet({ origin }: Schemas['SettingDto']): boolean {
  return origin !== 'default';
}

function SettingRows({ settings }: { settings: readonly Schemas['SettingDto'][] }) {
  return (
    <table class="wide-table">
      <thead>
        <tr>
          <th scope="col">Setting</th>
          <th scope="col">Value</th>
          <th scope="col">From</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {settings.map(({ name, value, origin, description }) => (
          <tr key={name}>
            <td data-title="Setting">
              <code>{name}</code>
            </td>
            <td data-title="Value">
              {value === null ? (
                <span class="muted">set, and not shown</span>
              ) : (
                <AttackerText text={value} most={200} />
              )}
            </td>
            <td data-title="From">{ORIGINS[origin]}</td>
            <td data-title="Meaning" class="muted">
              {description}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function hasFailed(channels: readonly Schemas['ChannelDto'][]): boolean {
  return channels.some(({ failed, last_error: error }) => failed > 0 || error !== null);
}

function OriginFile({ file: { setting, path, kind, built_at: builtAt, error } }: OriginFileProps) {
  return (
    <p>
      <code>{setting}</code> <AttackerText text={path} most={120} />
      {kind !== null && (
        <span class="muted">
          {' · '}
          <AttackerText text={kind} most={60} />
        </span>
      )}
      {builtAt !== null && (
        <span class="muted">
          , made <Time at={builtAt} />
        </span>
      )}
      {error !== null && (
        <span class="fault">
          {' '}
          <AttackerText text={error} most={200} />
        </span>
      )}
    </p>
  );
}

interface OriginFileProps {
  readonly file: Schemas['OriginFileDto'];
}

const STATES = {
  on: ['state-good', 'on'],
  off: ['state-waiting', 'off'],
  failing: ['state-bad', 'not working'],
  optional: ['muted', 'off'],
  dryRun: ['state-waiting', 'dry run'],
} as const;

interface SettingProps {
  readonly title: string;
  /** `optional`: off, and nothing is amiss. */
  readonly state: keyof typeof STATES;
  readonly words: string;
  readonly help: ComponentChildren;
  /** The view that has more of it. */
  readonly href?: string;
  readonly children?: ComponentChildren;
}

function Setting({ title, state, words, help, href, children }: SettingProps) {
  const [kind, name] = STATES[state];
  return (
    <section class="card">
      <div class="card-head">
        <h2>{title}</h2>
        <span class={kind}>{name}</span>
      </div>
      <p>
        {href === undefined ? (
          <AttackerText text={words} />
        ) : (
          <a href={href}>
            <AttackerText text={words} />
          </a>
        )}
      </p>
      {children}
      <p class="muted">{help}</p>
    </section>
  );
}
