import type { Api, paths } from '../../client/src/index.js';
import { WARNING } from './untrusted.js';

/** What the API answered: data, or a problem document; the response has the total of lists. */
export interface ApiAnswer {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

type Arguments = Readonly<Record<string, string | number | undefined>>;

/** Something that can be asked. None of them changes anything: each is one GET. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: {
    readonly type: 'object';
    readonly properties: Readonly<Record<string, object>>;
    readonly required: readonly string[];
    readonly additionalProperties: false;
  };
  readonly ask: (api: Api, args: Arguments) => Promise<ApiAnswer>;
}

type Query<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Parameters } } }
  ? NonNullable<Parameters>
  : never;

const text = (description: string, more: object = {}): object => ({
  type: 'string',
  minLength: 1,
  maxLength: 255,
  description,
  ...more,
});

const WHEN = 'a time such as 2026-11-29T10:00:00Z, or how long ago: 2h, 7d';
const RANGE = { since: text(`From when on: ${WHEN}.`), until: text(`Until when: ${WHEN}.`) };
const PAGE = {
  limit: { type: 'integer', minimum: 1, maximum: 50, default: 10, description: 'How many at most.' },
  skip: { type: 'integer', minimum: 0, maximum: 100_000, default: 0, description: 'How many to pass over.' },
};
const ID = text('As lists name it.', { pattern: '^[0-9a-fA-F-]{36}$' });
const ADDRESS = text('An IPv4 or IPv6 address.', { pattern: '^[0-9A-Fa-f:][0-9A-Fa-f:.]*$' });
const USERNAME = text('A user name, exactly.', { not: { enum: ['.', '..'] } });
const HOST = text('The host that wrote the log.');
const SEVERITY = { enum: ['informational', 'low', 'medium', 'high', 'critical'], description: 'The lowest severity.' };
const OUTCOME = {
  enum: ['none', 'login_suspected', 'login_succeeded'],
  description: 'Whether they got in: login_succeeded; login_suspected is worth a look.',
};
const STATUS = { enum: ['open', 'acknowledged', 'resolved', 'snoozed'], description: 'What people have done with it.' };

function tool(
  name: string,
  title: string,
  description: string,
  properties: Readonly<Record<string, object>>,
  required: readonly string[],
  ask: Tool['ask'],
): Tool {
  const inputSchema = { type: 'object', properties, required, additionalProperties: false } as const;
  return { name, title, description: `${description} ${WARNING}`, inputSchema, ask };
}

/** The first ones, where nothing else is asked for. */
function paged<Path extends keyof paths>(args: Arguments): Query<Path> {
  return { limit: PAGE.limit.default, ...args } as unknown as Query<Path>;
}

/** All of them, in so few words that none has to be left out. */
async function rulesInBrief(api: Api): Promise<ApiAnswer> {
  const answer = await api.GET('/rules');
  const data = answer.data?.map(({ id, name, title, level, raises_alerts, counters }) => ({
    id,
    name,
    title,
    level,
    raises_alerts,
    fired: counters?.fired ?? 0,
    last_fired_at: counters?.last_fired_at ?? null,
  }));
  return { ...answer, data };
}

/** Everything that can be asked. */
export const TOOLS: readonly Tool[] = [
  tool(
    'list_incidents',
    'Incidents',
    'Attacks, one for each attacker or campaign, what went on last first: who took part, what was tried, and whether they got in.',
    {
      ...RANGE,
      attacker: ADDRESS,
      username: USERNAME,
      host: HOST,
      min_severity: SEVERITY,
      outcome: OUTCOME,
      status: STATUS,
      ...PAGE,
    },
    [],
    (api, args) => api.GET('/incidents', { params: { query: paged<'/incidents'>(args) } }),
  ),
  tool(
    'get_incident',
    'One incident',
    'An incident with its story, its alerts, and what was done after a login.',
    { id: ID },
    ['id'],
    (api, { id }) => api.GET('/incidents/{id}', { params: { path: { id: String(id) } } }),
  ),
  tool(
    'list_alerts',
    'Alerts',
    'What detection rules have found, most recent first.',
    {
      ...RANGE,
      ip_address: ADDRESS,
      username: USERNAME,
      host: HOST,
      rule: text('The name of a rule, as list_rules has it.'),
      min_severity: SEVERITY,
      outcome: OUTCOME,
      status: STATUS,
      ...PAGE,
    },
    [],
    (api, args) => api.GET('/alerts', { params: { query: paged<'/alerts'>(args) } }),
  ),
  tool(
    'get_alert',
    'One alert',
    'An alert with the log entries that are its evidence.',
    { id: ID },
    ['id'],
    (api, { id }) => api.GET('/alerts/{id}', { params: { path: { id: String(id) } } }),
  ),
  tool(
    'list_logins',
    'Logins',
    'Logins that succeeded, most recent first: who, from where, whether that is new for the user, and the id of the session.',
    { ...RANGE, ip_address: ADDRESS, username: USERNAME, host: HOST, ...PAGE },
    [],
    (api, args) => api.GET('/logins', { params: { query: paged<'/logins'>(args) } }),
  ),
  tool(
    'get_session',
    'One session',
    'What somebody did between login and logout: commands by sudo, new users and keys, and the lines of the log.',
    { id: ID },
    ['id'],
    (api, { id }) => api.GET('/sessions/{id}', { params: { path: { id: String(id) } } }),
  ),
  tool(
    'get_address',
    'What is known of an address',
    'The dossier of a source address: attempts, user names, logins, alerts, network and country where these are known.',
    { ip_address: ADDRESS, ...RANGE },
    ['ip_address'],
    (api, { ip_address, ...query }) =>
      api.GET('/ips/{ip}', { params: { path: { ip: String(ip_address) }, query: query as Query<'/ips/{ip}'> } }),
  ),
  tool(
    'get_user',
    'What is known of a user name',
    'The dossier of a user name: attempts against it, its logins, and the addresses that tried it.',
    { username: USERNAME, ...RANGE },
    ['username'],
    (api, { username, ...query }) =>
      api.GET('/users/{name}', {
        params: { path: { name: String(username) }, query: query as Query<'/users/{name}'> },
      }),
  ),
  tool(
    'list_rules',
    'Detection rules',
    'The detection rules in use, and how often they have fired; get_rule has the rest.',
    {},
    [],
    rulesInBrief,
  ),
  tool('get_rule', 'One rule', 'A detection rule with its text.', { id: ID }, ['id'], (api, { id }) =>
    api.GET('/rules/{id}', { params: { path: { id: String(id) } } }),
  ),
  tool(
    'get_coverage',
    'What was understood of the logs',
    'For each log how many lines were understood, ignored on purpose, or not understood, and what the latter look like.',
    {},
    [],
    (api) => api.GET('/coverage'),
  ),
  tool(
    'get_overview',
    'Overview',
    'Figures of a time, by default the last day: attempts, logins, alerts, whether somebody got in, and who tried most.',
    { ...RANGE, host: HOST },
    [],
    (api, args) =>
      api.GET('/stats/overview', { params: { query: { ...args, limit: 10 } as Query<'/stats/overview'> } }),
  ),
];
