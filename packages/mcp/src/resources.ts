import type { Api } from '../../client/src/index.js';
import { answerText } from './answer-text.js';

// Incidents and alerts by their addresses: log-analyzer://incidents/ID. Their names hold no text of a log.

const SCHEME = 'log-analyzer:';
/** How many of each are listed. */
const MAX_LISTED = 20;
const JSON_TYPE = 'application/json';

/** What a client of MCP lists: the newest; any other by the templates. */
export interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly mimeType: string;
}

export const TEMPLATES = [
  {
    uriTemplate: `${SCHEME}//incidents/{id}`,
    name: 'incident',
    title: 'An incident with its story',
    mimeType: JSON_TYPE,
  },
  { uriTemplate: `${SCHEME}//alerts/{id}`, name: 'alert', title: 'An alert with its evidence', mimeType: JSON_TYPE },
];

/** The newest incidents and alerts. @throws Error where the service refuses */
export async function listResources(api: Api): Promise<Resource[]> {
  const query = { limit: MAX_LISTED };
  const [incidents, alerts] = [
    await api.GET('/incidents', { params: { query } }),
    await api.GET('/alerts', { params: { query } }),
  ];
  const refused = incidents.error ?? alerts.error;
  if (refused !== undefined) throw new Error(`${refused.code}: ${refused.detail}`);
  return [
    ...(incidents.data ?? []).map(({ id, severity, outcome, last_seen }) =>
      resource('incident', id, severity, outcome, last_seen),
    ),
    ...(alerts.data ?? []).map(({ id, severity, outcome, last_seen }) =>
      resource('alert', id, severity, outcome, last_seen),
    ),
  ];
}

function resource(kind: string, id: string, severity: string, outcome: string, lastSeen: string): Resource {
  const words = { none: 'no login', login_suspected: 'a suspicious login', login_succeeded: 'they got in' }[outcome];
  const description = `${severity}, ${words ?? outcome}, last seen ${lastSeen}`;
  return { uri: `${SCHEME}//${kind}s/${id}`, name: `${kind} ${id}`, description, mimeType: JSON_TYPE };
}

/** The text of a resource; null: there is no resource of that address. @throws Error where the service refuses */
export async function readResource(api: Api, uri: string): Promise<string | null> {
  const [, kind, id] = /^log-analyzer:\/\/(incidents|alerts)\/([0-9a-fA-F-]{36})$/.exec(uri) ?? [];
  if (kind === undefined || id === undefined) return null;
  const params = { params: { path: { id } } };
  const answer =
    kind === 'incidents' ? await api.GET('/incidents/{id}', params) : await api.GET('/alerts/{id}', params);
  if (answer.response.status === 404) return null;
  const { text, isError } = answerText(answer);
  if (isError) throw new Error(text);
  return text;
}
