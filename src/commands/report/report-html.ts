import { createHash } from 'node:crypto';
import { counted, grouped } from '../../common/figure-words.js';
import { htmlText as html } from '../../common/html-text.js';
import { quotedText } from '../../common/visible-text.js';
import type { IncidentDetailDto } from '../../insight/incidents/incident.dto.js';
import type { RankingDto, TimelinePartDto } from '../../insight/stats.dto.js';
import { timeText } from '../../insight/verdict-words.js';
import type { Report } from './read-report.js';
import { OUTCOME_WORDS, cautions, figuresSentence, reportVerdict } from './report-words.js';

const STYLE = `:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#d5dbe3;--page:#fff;--card:#f5f7fa;--bad:#b3261e;--warn:#a45b00;--good:#1b7a3d;--bar:#c2571a;--login:#1b7a3d}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#9aa5b4;--line:#333c49;--page:#12161c;--card:#1a2029;--bad:#ff8a80;--warn:#f0b35a;--good:#6fd08c;--bar:#e08a4f;--login:#6fd08c}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;max-width:68rem;margin:2rem auto;padding:0 1rem;color:var(--ink);background:var(--page)}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}p{margin:.3rem 0}.soft{color:var(--soft)}
.got_in{color:var(--bad)}.suspected,.under_attack,.attacked,.unknown{color:var(--warn)}.quiet{color:var(--good)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.7rem;margin:1.2rem 0}.figures div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem}.figures b{display:block;font-size:1.5rem;line-height:1.2}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:0 2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .5rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere;vertical-align:top}th{color:var(--soft);font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}.wide table{min-width:40rem}
article{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;margin:.7rem 0}article h3{margin:0;font-size:1rem;overflow-wrap:anywhere}.badge{font-size:.8rem;font-weight:700;text-transform:uppercase;letter-spacing:.03em;color:var(--warn)}.in .badge{color:var(--bad)}.in{border-color:var(--bad)}ul{margin:.3rem 0;padding-left:1.2rem}
svg{width:100%;height:10rem;display:block;border-bottom:1px solid var(--line)}.axis{display:flex;justify-content:space-between;color:var(--soft);font-size:.8rem}.bar{fill:var(--bar)}.login{fill:var(--login)}`;

/** A report as one page that needs nothing else: no script runs, and nothing is fetched. Attacker text in it is text. */
export function reportHtml(report: Report): string {
  const { overview, incidents } = report;
  const said = cautions(report);
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
  const range = report.since === null ? '' : `${timeText(report.since)} to ${timeText(report.until!)} UTC`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(reportVerdict(report))}</title>
<style>${STYLE}</style>
</head>
<body>
<p class="soft">${report.logs.map(html).join(', ')}${range === '' ? '' : ` · ${range}`}</p>
<h1 class="${overview?.verdict.kind ?? 'unknown'}">${html(reportVerdict(report))}</h1>
<p>${html(figuresSentence(report))}</p>
${said.map((each) => `<p class="soft">${html(each)}</p>`).join('\n')}
${overview === null ? '' : figures(report)}
${chart(report.parts)}
${incidents.length === 0 ? '' : `<h2>Incidents (${grouped(overview!.verdict.incidents)})</h2>`}
${incidents.map(incidentArticle).join('\n')}
${overview === null ? '' : rankings(report)}
${loginTable(report)}
</body>
</html>
`;
}

function figures({ overview }: Report): string {
  const { attempts, attacking_addresses: addresses, attacked_usernames: names, logins, verdict } = overview!;
  const all: readonly (readonly [number, string])[] = [
    [verdict.break_ins, 'break-in'],
    [verdict.incidents, 'incident'],
    [attempts, 'failed attempt'],
    [addresses, 'source'],
    [names, 'user name'],
    [logins, 'login'],
  ];
  const cards = all.map(([number, what]) => `<div><b>${grouped(number)}</b>${what}${number === 1 ? '' : 's'}</div>`);
  return `<div class="figures">${cards.join('')}</div>`;
}

const [WIDTH, HEIGHT] = [960, 160];

/** Failed attempts as bars, logins as a mark above them; what each is, is said where the pointer rests. */
function chart(parts: readonly TimelinePartDto[]): string {
  const most = Math.max(0, ...parts.map(({ attempts }) => attempts));
  if (most === 0) return '';
  const step = WIDTH / parts.length;
  const bars = parts.map(({ start, attempts, logins }, index) => {
    if (attempts === 0 && logins === 0) return '';
    const height = attempts === 0 ? 0 : Math.max(2, (attempts / most) * (HEIGHT - 12));
    const at = `x="${round(index * step)}" width="${round(Math.max(1, step - 1))}"`;
    const mark = logins === 0 ? '' : `<rect class="login" ${at} y="${round(HEIGHT - height - 9)}" height="6"/>`;
    const title = `${timeText(start)} UTC: ${counted(attempts, 'failed attempt')}, ${counted(logins, 'login')}`;
    return `<g><title>${title}</title><rect class="bar" ${at} y="${round(HEIGHT - height)}" height="${round(height)}"/>${mark}</g>`;
  });
  return `<h2>Failed attempts, and logins (green)</h2>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="Failed attempts over time, at most ${grouped(most)} in one bar">${bars.join('')}</svg>
<p class="axis"><span>${timeText(parts[0]!.start)} UTC</span><span>up to ${grouped(most)}</span><span>${timeText(parts.at(-1)!.start)} UTC</span></p>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const SESSIONS_TOLD = 5;

function incidentArticle(incident: IncidentDetailDto): string {
  const { severity, outcome, headline, story, sessions } = incident;
  const word = OUTCOME_WORDS[outcome];
  const told = sessions.slice(0, SESSIONS_TOLD).map(({ username, ip_address: ip, started_at: at, summary }) => {
    const from = ip === null ? '' : ` from ${html(ip)}`;
    return `<li>${html(quotedText(username, 60))}${from} at ${timeText(at)}: ${html(summary.join('; '))}</li>`;
  });
  const more = sessions.length > SESSIONS_TOLD ? `<li>and ${sessions.length - SESSIONS_TOLD} more sessions</li>` : '';
  return `<article${outcome === 'login_succeeded' ? ' class="in"' : ''}>
<h3><span class="badge">${severity}${word === '' ? '' : ` · ${word}`}</span> ${html(headline)}</h3>
<p>${html(story.join(' '))}</p>
${told.length === 0 ? '' : `<ul>${told.join('')}${more}</ul>`}
</article>`;
}

function rankings({ overview }: Report): string {
  const { ips, users, networks, hosts, attacking_addresses: addresses, attacked_usernames: names } = overview!;
  return `<div class="columns">
${ranking(`Attackers (${grouped(addresses)})`, 'Address', ips)}
${ranking(`User names (${grouped(names)})`, 'User name', users)}
${ranking('Networks', 'Network', networks)}
${ranking('Hosts', 'Host', hosts)}
</div>`;
}

function ranking(title: string, what: string, { top }: RankingDto): string {
  const rows = top.filter(({ attempts }) => attempts > 0);
  if (rows.length === 0) return '';
  const cells = rows.map(
    ({ value, attempts }) => `<tr><td>${html(value)}</td><td class="n">${grouped(attempts)}</td></tr>`,
  );
  return `<section><h2>${title}</h2><table><tr><th>${what}</th><th class="n">Attempts</th></tr>${cells.join('')}</table></section>`;
}

function loginTable({ logins, overview }: Report): string {
  if (logins.length === 0) return '';
  const all =
    logins.length < overview!.logins ? `${logins.length} of ${grouped(overview!.logins)}` : grouped(logins.length);
  const rows = logins.map(
    (login) =>
      `<tr><td>${timeText(login.timestamp)}</td><td>${html(login.username)}</td><td>${html(login.ip_address ?? '')}</td>` +
      `<td>${html(login.host ?? '')}</td><td>${html(login.method ?? '')}</td><td class="n">${grouped(login.failures_before)}</td></tr>`,
  );
  return `<h2>Logins (${all})</h2>
<div class="wide"><table><tr><th>Time (UTC)</th><th>User</th><th>From</th><th>Host</th><th>By</th><th class="n">Failed before, within a day</th></tr>
${rows.join('\n')}</table></div>`;
}
