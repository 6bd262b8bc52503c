import type { SqlReader, SqlRow } from '../../database/sql-reader.js';
import type { FoundAttack } from '../detection/entry-review.js';
import type { PreviewSpan } from './preview-range.js';

/** An alert as a preview names it; JSON-serialisable. Moments are UTC milliseconds; names are attacker text. */
export interface PreviewedAlert extends Omit<FoundAttack, 'rule'> {
  readonly ipAddress: string | null;
  readonly username: string | null;
}

/** The alerts that are stored against those that there would be. */
export interface ComparedAlerts {
  readonly appear: readonly PreviewedAlert[];
  readonly vanish: readonly PreviewedAlert[];
  /** Those that are about the same attack: with the same id, or in the same group at the same time. */
  readonly stay: readonly { readonly stored: PreviewedAlert; readonly previewed: PreviewedAlert }[];
}

/** Alerts of a rule that a preview compares. */
const MAX_STORED = 50_000;

/** What is stored of a rule for a preview. */
interface StoredAlerts {
  readonly alerts: readonly PreviewedAlert[];
  /** By group: until when attacks went on that began before the entries that are looked at. */
  readonly ongoing: ReadonlyMap<string, number>;
}

/**
 * The stored alerts of a rule that fired within a time.
 *
 * @param from the first moment of which entries are looked at, UTC milliseconds
 */
export async function storedAlertsOf(
  reader: SqlReader,
  rule: string,
  { since, until }: PreviewSpan,
  from: number,
): Promise<StoredAlerts> {
  const rows = await reader.rows(`${COLUMNS} WHERE rule = ? AND fired_at >= ? AND fired_at < ? LIMIT ?`, [
    rule,
    Math.max(since ?? 0, from),
    until ?? Number.MAX_SAFE_INTEGER,
    MAX_STORED,
  ]);
  const before = await reader.rows(`${COLUMNS} WHERE rule = ? AND first_seen < ? AND ends_at >= ? LIMIT ?`, [
    rule,
    from,
    from,
    MAX_STORED,
  ]);
  const ongoing = new Map<string, number>();
  for (const { groupBy, endsAt } of before.map(alertOf)) {
    const key = JSON.stringify(groupBy);
    ongoing.set(key, Math.max(endsAt, ongoing.get(key) ?? endsAt));
  }
  return { alerts: rows.map(alertOf).filter(({ firstSeen }) => firstSeen >= from), ongoing };
}

const COLUMNS =
  'SELECT id, group_by, ip_address, username, first_seen, fired_at, last_seen, ends_at, attempts, events FROM alerts';

function alertOf(row: SqlRow): PreviewedAlert {
  const text = (name: string): string | null => row[name] as string | null;
  return {
    id: String(row['id']),
    groupBy: JSON.parse(String(row['group_by'])) as Record<string, string>,
    ipAddress: text('ip_address'),
    username: text('username'),
    firstSeen: Number(row['first_seen']),
    firedAt: Number(row['fired_at']),
    lastSeen: Number(row['last_seen']),
    endsAt: Number(row['ends_at']),
    attempts: Number(row['attempts']),
    events: Number(row['events']),
  };
}

/** The attacks that a review has found, as alerts of the time; not those that began before its entries. */
export function previewedAlerts(
  attacks: readonly FoundAttack[],
  rule: string,
  { since, until }: PreviewSpan,
  ongoing: StoredAlerts['ongoing'],
): PreviewedAlert[] {
  return attacks
    .filter((attack) => attack.rule.rule.name === rule)
    .filter(({ firedAt }) => firedAt >= (since ?? 0) && firedAt < (until ?? Infinity))
    .filter(({ groupBy, firstSeen }) => firstSeen > (ongoing.get(JSON.stringify(groupBy)) ?? -1))
    .map(({ rule: planned, ...attack }) => ({
      ...attack,
      // An event without an address is grouped by none.
      ipAddress: attack.groupBy['ip_address'] || null,
      username: planned.usernameAt < 0 ? null : (attack.groupBy['username'] ?? null),
    }));
}

/** Holds the stored alerts of a rule against those that there would be; each list the latest first. */
export function compareAlerts(stored: readonly PreviewedAlert[], previewed: readonly PreviewedAlert[]): ComparedAlerts {
  const byId = new Map(previewed.map((alert) => [alert.id, alert]));
  const stay = stored.flatMap((alert) => {
    const same = byId.get(alert.id);
    return same === undefined ? [] : [{ stored: alert, previewed: same }];
  });
  const taken = new Set(stay.map(({ stored: { id } }) => id));
  const free = grouped(previewed.filter(({ id }) => !taken.has(id)));
  const vanish: PreviewedAlert[] = [];
  for (const alert of stored.filter(({ id }) => !taken.has(id))) {
    const candidates = free.get(JSON.stringify(alert.groupBy)) ?? [];
    const at = candidates.findIndex((each) => each.firstSeen <= alert.endsAt && each.endsAt >= alert.firstSeen);
    if (at < 0) vanish.push(alert);
    else stay.push({ stored: alert, previewed: candidates.splice(at, 1)[0]! });
  }
  return {
    appear: [...free.values()].flat().sort(byFiring),
    vanish: vanish.sort(byFiring),
    stay: stay.sort((a, b) => byFiring(a.stored, b.stored)),
  };
}

function grouped(alerts: readonly PreviewedAlert[]): Map<string, PreviewedAlert[]> {
  const groups = new Map<string, PreviewedAlert[]>();
  for (const alert of alerts.toSorted((a, b) => a.firstSeen - b.firstSeen)) {
    const key = JSON.stringify(alert.groupBy);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [alert]);
    else known.push(alert);
  }
  return groups;
}

function byFiring(a: PreviewedAlert, b: PreviewedAlert): number {
  return b.firedAt - a.firedAt || (a.id < b.id ? -1 : 1);
}
