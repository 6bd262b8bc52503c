import { parseQuery } from '../../../src/common/query/query.js';
import type { ParsedQuery } from '../../../src/common/query/query.js';
import type { TimeContext } from '../../../src/common/query/time-text.js';
import type { IconName } from '../parts/icon.js';
import { isNetwork } from './networks.js';
import { routeTo } from './route.js';
import { VIEWS } from './views.js';

/** Something that the palette offers: a place, or something to do. */
export interface Command {
  readonly icon: IconName;
  /** What it does, in our words. */
  readonly title: string;
  /** Whom or what it is about, as it was typed. */
  readonly subject?: string;
  /** What else there is to say. */
  readonly words?: string;
  /** Where it leads; undefined: it does something here. */
  readonly href?: string;
  readonly run?: () => void;
}

/** What can be done besides going somewhere. */
export type Action = Command & { readonly run: () => void };

interface Known {
  readonly rules: readonly { readonly name: string; readonly title: string }[];
  readonly actions: readonly Action[];
}

export interface Offer {
  readonly commands: readonly Command[];
  /** What the text asks for as a query; its faults are shown. */
  readonly query: ParsedQuery;
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*::|(?:[^:]*:){7})[\da-f:.]+)$/i;
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Rules beside others are only offered up to here. */
const MAX_RULES = 6;

/** What somebody who typed a text may want: what it names, views, rules, the lists searched for it, things to do. */
export function commandsFor(text: string, known: Known, context: TimeContext): Offer {
  const typed = text.trim();
  const query = parseQuery(typed, context);
  if (typed === '') return { commands: [...VIEWS.map(viewCommand), ...known.actions], query };
  const rules = known.rules
    .filter(({ name, title }) => matches(typed, `${title} ${name}`))
    .slice(0, MAX_RULES)
    .map(({ name, title }) => ({ icon: 'rule' as const, title: `Rule: ${title}`, href: routeTo(['rules', name]) }));
  return {
    commands: [
      ...named(typed),
      ...VIEWS.filter(({ title }) => matches(typed, title)).map(viewCommand),
      ...known.actions.filter(({ title, words = '' }) => matches(typed, `${title} ${words}`)),
      ...searches(typed, query),
      ...dossiers(typed),
      ...rules,
      ...VIEWS.filter(({ title, words }) => !matches(typed, title) && matches(typed, words)).map(viewCommand),
    ],
    query,
  };
}

function viewCommand({ path, title, icon, words }: (typeof VIEWS)[number]): Command {
  return { icon, title, words, href: routeTo(path === '' ? [] : [path]) };
}

/** What a text is beyond doubt. */
function named(typed: string): Command[] {
  if (ADDRESS.test(typed)) {
    return [{ icon: 'globe', title: 'Address', subject: typed, href: routeTo(['addresses', typed]) }];
  }
  if (isNetwork(typed)) {
    return [{ icon: 'network', title: 'Network', subject: typed, href: routeTo(['networks', typed]) }];
  }
  return ID.test(typed) ? [{ icon: 'alert', title: 'Alert', subject: typed, href: routeTo(['alerts', typed]) }] : [];
}

function searches(typed: string, { params, on, problems }: ParsedQuery): Command[] {
  if (problems.length > 0 || Object.keys(params).length === 0) return [];
  const titles = { entries: 'Entries that match', alerts: 'Alerts that match' };
  return on.map((list) => ({ icon: 'search', title: titles[list], subject: typed, href: routeTo([list], params) }));
}

/** A word may be a user name or a host: only who asks knows. */
function dossiers(typed: string): Command[] {
  if (/[\s:"/]/.test(typed) || ADDRESS.test(typed) || ID.test(typed)) return [];
  return [
    { icon: 'user', title: 'User name', subject: typed, href: routeTo(['users', typed]) },
    { icon: 'server', title: 'Host', subject: typed, href: routeTo(['hosts', typed]) },
  ];
}

/** Every word of a text begins a word of another. */
function matches(typed: string, text: string): boolean {
  const words = text.toLowerCase().split(/[\s_,:]+/);
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}
