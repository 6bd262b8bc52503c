import { spanText } from '../../analysis/sessions/session-summary.js';
import { isoTime } from '../../common/clock.js';
import { quotedText, visibleText } from '../../common/visible-text.js';
import { FORGEABLE } from '../../alerts/alert-view.js';
import type { IncidentFacts } from './incident-facts.js';

const MAX_NAME = 60;
const MINUTE = 60_000;

/** What an incident is, in a line: `203.0.113.7 got in as deploy`, `203.0.113.7: 287 attempts on root and 9 other names`. */
export function incidentHeadline(facts: IncidentFacts): string {
  const { outcome, logins, rules } = facts;
  if (!facts.isAttack) return `${rules[0]?.reason ?? 'Alert'} ${subjectOf(facts)}`.trimEnd();
  const who = attackers(facts);
  const login = logins[0];
  if (outcome === 'login_succeeded' && login !== undefined) {
    return `${login.ipAddress ?? who} got in as ${nameOf(login.username)}`;
  }
  if (outcome === 'login_suspected' && login !== undefined) {
    return `${who}: look at a login as ${nameOf(login.username)}`;
  }
  if (facts.attempts === 0) return `${who}: ${rules[0]?.reason ?? 'alert'}`;
  return `${who}: ${attemptWords(facts)}${onNames(facts)}`;
}

/**
 * The story of an incident in plain words, a sentence each; texts of others are cut, made visible and quoted. Times are UTC.
 */
export function incidentStory(facts: IncidentFacts): string[] {
  if (!facts.isAttack) return [`${incidentHeadline(facts)}, since ${timeOf(facts.firstSeen)}.`];
  return [
    stay(facts),
    ...tries(facts),
    ...places(facts),
    ...entrances(facts),
    ...deeds(facts),
    raised(facts),
    ...caution(facts),
  ];
}

function caution({ isForgeable }: IncidentFacts): string[] {
  return isForgeable ? [FORGEABLE] : [];
}

function stay(facts: IncidentFacts): string {
  const { firstSeen, lastSeen, activity, now, outcome, addressCount } = facts;
  const at = timeAfter(lastSeen, firstSeen);
  const came = `${capital(attackers(facts))} came on ${timeOf(firstSeen)} and`;
  if (activity === 'active') return `${came} ${addressCount > 1 ? 'go' : 'goes'} on, seen last ${at}.`;
  if (activity === 'quiet') {
    return `${came} ${addressCount > 1 ? 'were' : 'was'} seen last ${at}; nothing more by ${clockAfter(now, lastSeen)}.`;
  }
  const length = lastSeen - firstSeen >= MINUTE ? `, after ${spanText(lastSeen - firstSeen)}` : '';
  // Who got in may have stayed: what is over is the attack.
  return outcome === 'none' ? `${came} left ${at}${length}.` : `${came} stopped trying ${at}${length}.`;
}

function tries(facts: IncidentFacts): string[] {
  const { attempts, usernames, usernameCount, firstSeen, lastSeen, outcome } = facts;
  const it = pronoun(facts);
  if (attempts === 0) return [`${it} did not try a password, as far as the log says.`];
  const perMinute = Math.round(attempts / ((lastSeen - firstSeen) / MINUTE));
  // Who got in may have stayed long after the last attempt.
  const rate =
    outcome === 'none' && lastSeen - firstSeen >= MINUTE && perMinute >= 2 ? `, ${number(perMinute)} a minute` : '';
  const [first] = usernames;
  if (first === undefined) return [`${it} made ${attemptWords(facts)}${rate}.`];
  if (usernameCount === 1) return [`${it} tried ${nameOf(first.value)} ${times(attempts)}${rate}.`];
  const others = usernameCount - 1;
  const otherNames = `${number(others)} other ${others === 1 ? 'name' : 'names'}`;
  return [
    `${it} tried ${nameOf(first.value)} ${times(first.attempts)} and ${otherNames}: ${attemptWords(facts)} in all${rate}.`,
  ];
}

function places({ hosts }: IncidentFacts): string[] {
  if (hosts.length === 0) return [];
  const named = hosts.slice(0, 5).map(({ value }) => quotedText(value, MAX_NAME));
  return [`It happened on ${list(named, hosts.length > 5 ? ['others'] : [])}.`];
}

function entrances(facts: IncidentFacts): string[] {
  const { outcome, logins, endedAt } = facts;
  const [login] = logins;
  if (outcome === 'none' || login === undefined) {
    return [
      endedAt === null
        ? `${pronoun(facts)} ${facts.addressCount > 1 ? 'have' : 'has'} not got in so far.`
        : `${pronoun(facts)} never got in.`,
    ];
  }
  const at = timeAfter(login.at, facts.firstSeen);
  const from = login.ipAddress === null ? '' : ` from ${login.ipAddress}`;
  const by = login.method === null ? '' : ` by ${quotedText(login.method, MAX_NAME)}`;
  if (outcome === 'login_suspected') {
    return [
      `Somebody should look at the login of ${nameOf(login.username)}${from}${by} ${at}: it may not be the user.`,
    ];
  }
  const more = logins.length > 1 ? `, and ${number(logins.length - 1)} more of its logins are known` : '';
  return [`${pronoun(facts)} got in as ${nameOf(login.username)}${from}${by} ${at}${more}.`];
}

function deeds({ afterLogin }: IncidentFacts): string[] {
  return afterLogin.length === 0 ? [] : [`Inside, they ${afterLogin.join('; ')}.`];
}

function raised({ alerts, rules }: IncidentFacts): string {
  const names = rules.slice(0, 5).map(({ reason }) => visibleText(reason, 120));
  const count = `${number(alerts)} ${alerts === 1 ? 'alert was' : 'alerts were'} raised`;
  return `${count}: ${list(names, rules.length > 5 ? ['others'] : [])}.`;
}

/** Who attacks: the address, or how many there are. */
function attackers({ addressCount, addresses, usernames }: IncidentFacts): string {
  if (addressCount === 1 && addresses[0] !== undefined) return addresses[0].value;
  if (addressCount > 0) return `${number(addressCount)} ${addressCount === 1 ? 'address' : 'addresses'}`;
  return usernames[0] === undefined ? 'somebody' : `somebody who tried ${nameOf(usernames[0].value)}`;
}

function pronoun({ addressCount }: IncidentFacts): string {
  return addressCount > 1 ? 'They' : 'It';
}

function attemptWords({ attempts, attemptsAreLeast }: IncidentFacts): string {
  return `${attemptsAreLeast ? 'at least ' : ''}${number(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}`;
}

function onNames({ usernames, usernameCount }: IncidentFacts): string {
  const [first] = usernames;
  if (first === undefined) return '';
  const others = usernameCount - 1;
  const more = others === 0 ? '' : ` and ${number(others)} other ${others === 1 ? 'name' : 'names'}`;
  return ` on ${nameOf(first.value)}${more}`;
}

function subjectOf({ groupBy }: IncidentFacts): string {
  const values = Object.values(groupBy).map((value) => visibleText(value, 200));
  return values.length === 0 ? '' : `(${values.join(', ')})`;
}

function nameOf(username: string | null): string {
  return username === null ? 'an unknown user' : quotedText(username, MAX_NAME);
}

function timeOf(at: number): string {
  const text = isoTime(at);
  return `${text.slice(0, 10)} at ${text.slice(11, 19)} UTC`;
}

/** The day is said once. */
function timeAfter(at: number, first: number): string {
  const text = isoTime(at);
  return text.slice(0, 10) === isoTime(first).slice(0, 10) ? `at ${text.slice(11, 19)}` : `on ${timeOf(at)}`;
}

function clockAfter(at: number, first: number): string {
  const text = isoTime(at);
  return text.slice(0, 10) === isoTime(first).slice(0, 10) ? text.slice(11, 19) : timeOf(at);
}

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${number(count)} times`;
}

function list(values: readonly string[], more: readonly string[]): string {
  const all = [...values, ...more];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

const NUMBER = new Intl.NumberFormat('en');

function number(value: number): string {
  return NUMBER.format(value);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
