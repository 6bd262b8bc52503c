import { visibleText } from '../../common/visible-text.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import type { WeekFigure, WeeklySummary } from './weekly-summary.js';

/** A line of a summary, and where it leads; null where the service has no public address. */
interface LinkedLine {
  readonly words: string;
  readonly link: string | null;
}

/**
 * A weekly summary in plain values, as {@link MessageText} has alerts: attacker text among them is short, visible and without links.
 * Whoever shows them escapes them for where they stand.
 */
export interface SummaryText {
  readonly heading: string;
  readonly span: string;
  readonly verdict: string;
  readonly isAlarming: boolean;
  readonly figures: readonly WeekFigure[];
  /** Whether any figure has one of the week before. */
  readonly isCompared: boolean;
  readonly sources: readonly { readonly address: string; readonly attempts: string }[];
  readonly news: readonly LinkedLine[];
  /** In place of news, where there are none. */
  readonly noNews: string | null;
  readonly open: readonly (LinkedLine & { readonly severity: Severity })[];
  readonly openWords: string;
  /** All that nobody has looked at, of the week. */
  readonly openLink: LinkedLine | null;
  readonly cautions: readonly string[];
  /** The overview of the week. */
  readonly link: string | null;
}

/** Long enough for a sentence with a user name and an address. */
const MAX_LINE = 300;

/** @param publicUrl without a slash at its end; empty: none */
export function summaryText(summary: WeeklySummary, publicUrl: string): SummaryText {
  const { since, until, timeZone, news, open, openCount } = summary;
  const time = { since: new Date(since).toISOString(), until: new Date(until).toISOString() };
  const linkTo = (route: string | null): string | null =>
    route === null || publicUrl === '' ? null : `${publicUrl}/dashboard#${route}`;
  const inWeek = (route: string, more: Readonly<Record<string, string>> = {}): string =>
    `${route}?${new URLSearchParams({ ...more, ...time }).toString()}`;
  const rest = linkTo(inWeek('/incidents', { status: 'open' }));
  return {
    heading: 'Weekly summary',
    span: `${timeIn(timeZone, since)} to ${timeIn(timeZone, until)} (${timeZone})`,
    verdict: safe(summary.verdict),
    isAlarming: summary.isAlarming,
    figures: summary.figures,
    isCompared: summary.figures.some(({ before }) => before !== null),
    sources: summary.sources.map(({ address, attempts }) => ({ address: safe(address), attempts })),
    news: (news ?? []).map(({ words, route }) => ({ words: safe(words), link: linkTo(route) })),
    noNews: noNews(summary),
    open: open.map(({ id, severity, headline }) => ({
      severity,
      words: safe(headline),
      link: linkTo(`/incidents/${encodeURIComponent(id)}`),
    })),
    openWords: openWords(summary),
    openLink: openCount === '0' || rest === null ? null : { words: 'All of them', link: rest },
    cautions: summary.cautions.map((each) => safe(each)),
    link: linkTo(inWeek('/')),
  };
}

function noNews({ news }: WeeklySummary): string | null {
  if (news === null) return 'Nothing is stored from before this week: everything was new.';
  return news.length > 0
    ? null
    : 'Nothing: no login from a new address, no new host, no rule that found something for the first time.';
}

function openWords({ openCount, open }: WeeklySummary): string {
  if (openCount === '0') return 'Nothing: no incident of this week is open.';
  if (openCount === '1') return '1 incident of this week is open: nobody has acknowledged or resolved it.';
  const worst = openCount === String(open.length) ? '' : ' The worst of them:';
  return `${openCount} incidents of this week are open: nobody has acknowledged or resolved them.${worst}`;
}

/** The text part of the mail. */
export function plainSummary(text: SummaryText): string {
  const figures = text.figures.map(
    ({ label, value, before }) => `${label}: ${value}${before === null ? '' : ` (week before: ${before})`}`,
  );
  const blocks: readonly (readonly string[])[] = [
    [`${text.heading}: ${text.span}`, '', text.verdict],
    ['WHAT CAME', '', ...figures],
    text.sources.length === 0
      ? []
      : ['Most failed attempts:', ...text.sources.map(({ address, attempts }) => `- ${address}: ${attempts}`)],
    ['WHAT WAS NEW', '', ...(text.noNews === null ? text.news.flatMap(linked) : [text.noNews])],
    [
      'WHAT NOBODY LOOKED AT',
      '',
      text.openWords,
      ...text.open.flatMap(({ severity, words, link }) => linked({ words: `[${severity}] ${words}`, link })),
      ...(text.openLink === null ? [] : linked(text.openLink)),
    ],
    text.cautions,
    text.link === null ? [] : [`The week: ${text.link}`],
  ];
  return blocks.flatMap((lines) => (lines.length === 0 ? [] : [`${lines.join('\n')}\n`])).join('\n');
}

function linked({ words, link }: LinkedLine): string[] {
  return [`- ${words}`, ...(link === null ? [] : [`  ${link}`])];
}

/** Mail programs make links of what looks like an address: an attacker's name is not to be one. */
function safe(words: string): string {
  return visibleText(words, MAX_LINE).replaceAll('://', '[:]//');
}

/** `Mon, 23 Nov 2026, 08:00`, by the clocks of a zone. */
function timeIn(timeZone: string, moment: number): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, ...day, ...time }).formatToParts(moment);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')}`;
}
