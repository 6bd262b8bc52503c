import { htmlText as html } from '../../common/html-text.js';
import { visibleCharacters } from '../../common/visible-text.js';
import type { IncidentDetailDto } from './incident.dto.js';

/** A table of a report: texts of others are escaped by whoever writes it. */
interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** An incident as Markdown, for a ticket or a wiki. Texts of others are made visible and escaped. */
export function incidentMarkdown(incident: IncidentDetailDto): string {
  const lines = [
    `# ${markdown(incident.headline)}`,
    '',
    ...incident.story.map((sentence) => `${markdown(sentence)}\n`),
    ...tablesOf(incident).flatMap(({ title, head, rows }) => [
      `## ${title}`,
      '',
      `| ${head.join(' | ')} |`,
      `|${head.map(() => ' --- |').join('')}`,
      ...rows.map((row) => `| ${row.map(markdown).join(' | ')} |`),
      '',
    ]),
    `Incident ${incident.id}.`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as a page that needs nothing else: no script, and nothing is fetched. */
export function incidentHtml(incident: IncidentDetailDto): string {
  const tables = tablesOf(incident).map(
    ({ title, head, rows }) =>
      `<h2>${title}</h2>\n<table>\n<tr>${head.map((each) => `<th>${each}</th>`).join('')}</tr>\n` +
      `${rows.map((row) => `<tr>${row.map((each) => `<td>${html(each)}</td>`).join('')}</tr>`).join('\n')}\n</table>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${html(incident.headline)}</title>
<style>${STYLE}</style>
</head>
<body>
<p class="badge ${incident.outcome}">${OUTCOMES[incident.outcome]}</p>
<h1>${html(incident.headline)}</h1>
${incident.story.map((sentence) => `<p>${html(sentence)}</p>`).join('\n')}
${tables.join('\n')}
<p class="id">Incident ${html(incident.id)}. Times are UTC.</p>
</body>
</html>
`;
}

const OUTCOMES: Readonly<Record<IncidentDetailDto['outcome'], string>> = {
  login_succeeded: 'They got in',
  login_suspected: 'Look at a login',
  none: 'They never got in',
};

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}' +
  'h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.1rem;margin-top:2rem}' +
  'table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d5dbe3;overflow-wrap:anywhere}' +
  '.badge{display:inline-block;padding:.1rem .6rem;border-radius:1rem;background:#e3e8ef;font-weight:600}' +
  '.login_succeeded{background:#b3261e;color:#fff}.login_suspected{background:#f4c76b}.id{color:#5b6675;font-size:.85rem}';

function tablesOf(incident: IncidentDetailDto): Table[] {
  const { alert_list: alerts, ip_addresses: addresses, usernames, sessions } = incident;
  const tables: Table[] = [
    {
      title: sized('Sessions', sessions.length, sessions.length),
      head: ['From', 'User', 'Since', 'Until', 'What they did'],
      rows: sessions.map(({ ip_address: ip, username, started_at: since, ended_at: until, summary }) => [
        ip ?? '',
        username,
        since,
        until ?? 'still open',
        summary.join('; '),
      ]),
    },
    {
      title: sized('Addresses', addresses.length, incident.ip_address_count),
      head: ['Address', 'Attempts'],
      rows: addresses.map(({ ip_address: ip, attempts }) => [ip, String(attempts)]),
    },
    {
      title: sized('User names tried', usernames.length, incident.username_count),
      head: ['User name', 'Attempts'],
      rows: usernames.map(({ username, attempts }) => [username, String(attempts)]),
    },
    {
      title: sized('Alerts', alerts.length, incident.alerts),
      head: ['Fired', 'Rule', 'Severity', 'Attempts', 'Status'],
      rows: alerts.map(({ timestamp, reason, severity, attempts, status }) => [
        timestamp,
        reason,
        severity,
        String(attempts),
        status,
      ]),
    },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

/** Says where a table shows a part alone. */
function sized(title: string, shown: number, all: number): string {
  return shown < all ? `${title} (${shown} of ${all})` : title;
}

function markdown(text: string): string {
  return visibleCharacters(text).replace(/[\\`*_{}[\]()#+!|<>~&]/g, String.raw`\$&`);
}
