import type { IconName } from '../parts/icon.js';

/** A view that one can go to from everywhere. */
export interface View {
  /** First part of its address; empty for the overview. */
  readonly path: string;
  readonly title: string;
  readonly icon: IconName;
  /** What it answers, for those who look for it. */
  readonly words: string;
  /** True where the view is of a time: it is kept on the way there. */
  readonly hasTime?: boolean;
}

export interface ViewGroup {
  readonly title: string;
  readonly views: readonly View[];
}

/** Every view of the navigation, grouped by what somebody wants to do. */
export const VIEW_GROUPS: readonly ViewGroup[] = [
  {
    title: 'Watch',
    views: [
      { path: '', title: 'Overview', icon: 'activity', words: 'Are we under attack, did they get in?', hasTime: true },
      {
        path: 'incidents',
        title: 'Incidents',
        icon: 'incident',
        words: 'Each attacker once, break-ins first, with the whole story',
        hasTime: true,
      },
      { path: 'alerts', title: 'Alerts', icon: 'alert', words: 'Attacks, and what was done about them', hasTime: true },
    ],
  },
  {
    title: 'Investigate',
    views: [
      { path: 'entries', title: 'Entries', icon: 'list', words: 'The log, searched and followed', hasTime: true },
      {
        path: 'logins',
        title: 'Logins',
        icon: 'login',
        words: 'Who logged in from where, those never seen before first',
        hasTime: true,
      },
      { path: 'sessions', title: 'Sessions', icon: 'terminal', words: 'What they did who logged in', hasTime: true },
    ],
  },
  {
    title: 'Respond',
    views: [
      { path: 'blocking', title: 'Blocking', icon: 'shield', words: 'Who is turned away by firewalls' },
      { path: 'allowlist', title: 'Allowlist', icon: 'check', words: 'Addresses that raise no alert' },
      {
        path: 'notifications',
        title: 'Notifications',
        icon: 'bell',
        words: 'Who was notified, and whether it arrived',
        hasTime: true,
      },
    ],
  },
  {
    title: 'Set up',
    views: [
      { path: 'sources', title: 'Log files', icon: 'file', words: 'What is read, and what was not understood' },
      { path: 'rules', title: 'Rules', icon: 'rule', words: 'What raises an alert' },
      {
        path: 'settings',
        title: 'Settings',
        icon: 'settings',
        words: 'What is set up, what is off, and how to turn it on',
      },
    ],
  },
];

export const VIEWS: readonly View[] = VIEW_GROUPS.flatMap(({ views }) => views);

/** Those that a phone shows without asking for more. */
export const MAIN_VIEWS = ['', 'incidents', 'alerts', 'entries'] as const;
