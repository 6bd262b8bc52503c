import { alertExtent } from '../alerts/alert-extent.js';
import { alertHeadline } from '../alerts/alert-headline.js';
import type { AlertView } from '../alerts/alert-view.js';
import { quotedText, visibleCharacters } from '../common/visible-text.js';

/** An alert in one line for a terminal; attacker text in it is shortened and made visible. */
export function alertLine(alert: AlertView): string {
  return visibleCharacters(lineOf(alert));
}

function lineOf(alert: AlertView): string {
  const { fired_at, severity, reason, attempts, details, first_seen, last_seen, outcome, login, explanation } = alert;
  const what = outcome === 'login_succeeded' ? 'LOGIN SUCCEEDED' : 'SUSPICIOUS LOGIN';
  const entered =
    outcome === 'none' || login === null
      ? ''
      : `; ${what} at ${login.timestamp} as ${quotedText(login.username ?? '?', 60)}`;
  const extent = alertExtent({ attempts, events: details.events });
  const title = `[${severity}] ${alertHeadline({ reason, groupBy: alert.group_by })}`;
  if (explanation !== null) return `${fired_at} ${title}: ${explanation}`;
  return `${fired_at} ${title}: ${extent}, ${first_seen} to ${last_seen}${entered}`;
}
