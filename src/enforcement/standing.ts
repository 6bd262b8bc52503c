import { networkInterfaces } from 'node:os';
import type { Severity } from '../alerts/lifecycle/alert-terms.js';
import type { SqlReader, SqlRow } from '../database/sql-reader.js';
import { haveInCommon, overlaps, parseRange } from '../net/ip-range.js';
import type { IpRange } from '../net/ip-range.js';
import type { Culprit, EarlierDecision, Standing } from './policy.js';

/** Alerts that are looked at, the latest. */
const MAX_CULPRITS = 65_536;

/**
 * Whom alerts speak against that were seen at a moment or later (UTC milliseconds), the latest first.
 *
 * @param minAttempts of the addresses of an attack by many, those with fewer are left out
 */
export async function culpritsSince(reader: SqlReader, since: number, minAttempts: number): Promise<Culprit[]> {
  const own = await reader.rows(
    `SELECT ${OF_ONE}, NULL AS shared, group_by FROM alerts WHERE last_seen >= ? ORDER BY last_seen DESC LIMIT ${MAX_CULPRITS}`,
    [since],
  );
  const shared = await reader.rows(
    `SELECT ${OF_MANY}, p.attempts AS shared, NULL AS group_by FROM alerts AS a ` +
      'JOIN alert_addresses AS p ON p.alert_id = a.id WHERE a.last_seen >= ? AND a.ip_address IS NULL ' +
      `AND p.attempts >= ? ORDER BY a.last_seen DESC LIMIT ${MAX_CULPRITS}`,
    [since, minAttempts],
  );
  return [...own, ...shared].flatMap(culpritOf);
}

/** Alerts of one address, the latest. */
const MAX_ABOUT = 50;

/** The latest alerts that speak against an address, whatever their age. */
export async function culpritsAbout(reader: SqlReader, address: string): Promise<Culprit[]> {
  const own = await reader.rows(
    `SELECT ${OF_ONE}, NULL AS shared, group_by FROM alerts WHERE ip_address = ? ORDER BY last_seen DESC LIMIT ${MAX_ABOUT}`,
    [address],
  );
  const shared = await reader.rows(
    `SELECT ${OF_MANY}, p.attempts AS shared, NULL AS group_by FROM alert_addresses AS p JOIN alerts AS a ON a.id = p.alert_id ` +
      `WHERE p.ip_address = ? AND a.ip_address IS NULL ORDER BY a.last_seen DESC LIMIT ${MAX_ABOUT}`,
    [address],
  );
  return [...own, ...shared]
    .flatMap(culpritOf)
    .sort((one, other) => other.lastSeen - one.lastSeen)
    .slice(0, MAX_ABOUT);
}

const OF_ONE = 'id, rule, severity, ip_address AS value, fired_at, last_seen, resolution, forgeable';
const OF_MANY = 'a.id, a.rule, a.severity, p.ip_address AS value, a.fired_at, a.last_seen, a.resolution, a.forgeable';

function culpritOf(row: SqlRow): Culprit[] {
  const groupBy = row['group_by'] === null ? {} : (JSON.parse(String(row['group_by'])) as Record<string, string>);
  const value = row['value'] ?? groupBy['ip_network'] ?? null;
  if (value === null) return [];
  return [
    {
      value: String(value),
      isRange: row['value'] === null,
      alertId: String(row['id']),
      rule: String(row['rule']),
      severity: row['severity'] as Severity,
      sharedAttempts: row['shared'] === null ? null : Number(row['shared']),
      firedAt: Number(row['fired_at']),
      lastSeen: Number(row['last_seen']),
      isFalsePositive: row['resolution'] === 'false_positive',
      isForgeable: Boolean(row['forgeable']),
    },
  ];
}

/** What answers whether the allowlist covers an address. */
interface AddressAllowlist {
  find(address: string, at: number): string | null;
}

/** Whom nobody should turn away by a slip, as it stands now; read once for many questions. */
export class Friends {
  private constructor(
    private readonly reader: SqlReader,
    private readonly allowlist: AddressAllowlist,
    private readonly allowlisted: readonly { readonly range: IpRange; readonly until: number | null }[],
    private readonly logins: ReadonlyMap<string, NonNullable<Standing['login']>>,
    private readonly own: readonly IpRange[],
  ) {}

  /** @param own addresses of this machine */
  static async read(reader: SqlReader, allowlist: AddressAllowlist, own: readonly IpRange[]): Promise<Friends> {
    const entries = await reader.rows('SELECT range, expires_at FROM allowlist_entries');
    const logins = await reader.rows(
      `SELECT value, MIN(first_seen) AS first_seen, MAX(last_seen) AS last_seen FROM known_logins WHERE trait = 'address' GROUP BY value`,
    );
    return new Friends(
      reader,
      allowlist,
      entries.flatMap((row) => {
        const range = parseRange(String(row['range']));
        const until = row['expires_at'] === null ? null : Number(row['expires_at']);
        return 'fault' in range ? [] : [{ range, until }];
      }),
      new Map(
        logins.map((row) => [
          String(row['value']),
          { firstSeen: Number(row['first_seen']), lastSeen: Number(row['last_seen']) },
        ]),
      ),
      own,
    );
  }

  /** Whether the allowlist covers an address, or any of a range. @param at UTC milliseconds */
  isAllowlisted(value: string, at: number): boolean {
    if (!value.includes('/')) return this.allowlist.find(value, at) !== null;
    const given = parseRange(value);
    if ('fault' in given) return false;
    return this.allowlisted.some(({ range, until }) => (until === null || until > at) && haveInCommon(range, given));
  }

  isOwn(value: string): boolean {
    const given = parseRange(value);
    return !('fault' in given) && this.own.some((each) => haveInCommon(each, given));
  }

  /** What the logs have told of an address, or of those of a range. */
  async pastOf(value: string): Promise<Pick<Standing, 'firstAlertAt' | 'login'>> {
    const addresses = value.includes('/')
      ? [...this.logins.keys()].filter((address) => overlaps(value, address))
      : this.logins.has(value)
        ? [value]
        : [];
    for (const address of addresses) {
      const past = { login: this.logins.get(address)!, firstAlertAt: await this.firstAlertAt(address) };
      // Of a range, the first friend is enough.
      if (!value.includes('/') || past.firstAlertAt === null || past.login.firstSeen < past.firstAlertAt) return past;
    }
    return { login: null, firstAlertAt: null };
  }

  private async firstAlertAt(address: string): Promise<number | null> {
    const [first] = await this.reader.rows(
      `SELECT MIN(first_seen) AS first_seen FROM alerts WHERE ip_address = ? AND (resolution IS NULL OR resolution <> 'false_positive')`,
      [address],
    );
    return first?.['first_seen'] == null ? null : Number(first['first_seen']);
  }
}

/** The last event of alerts about a value, by their own times, UTC milliseconds; null: there is none. */
export async function seenTo(reader: SqlReader, value: string): Promise<number | null> {
  const [row] = value.includes('/')
    ? await reader.rows('SELECT MAX(last_seen) AS last_seen FROM alerts WHERE ip_address IS NULL AND group_by LIKE ?', [
        `%"${value}"%`,
      ])
    : await reader.rows(
        'SELECT MAX(last_seen) AS last_seen FROM (SELECT last_seen FROM alerts WHERE ip_address = ? UNION ALL ' +
          'SELECT a.last_seen FROM alert_addresses AS p JOIN alerts AS a ON a.id = p.alert_id ' +
          'WHERE p.ip_address = ? AND a.ip_address IS NULL) AS seen',
        [value, value],
      );
  return row?.['last_seen'] == null ? null : Number(row['last_seen']);
}

/** Decisions about a value that are over, the latest first. */
export async function earlierDecisions(
  reader: SqlReader,
  value: string,
  isSimulated: boolean,
): Promise<EarlierDecision[]> {
  const rows = await reader.rows(
    'SELECT alert_id, created_at, ended_at, end_reason, seen_to FROM decisions WHERE value = ? AND ended_at IS NOT NULL ' +
      `AND ${isSimulated ? '' : 'NOT '}simulated ORDER BY created_at DESC LIMIT 100`,
    [value],
  );
  return rows.map((row) => ({
    alertId: row['alert_id'] as string | null,
    createdAt: Number(row['created_at']),
    endedAt: Number(row['ended_at']),
    endReason: row['end_reason'] as string | null,
    seenTo: row['seen_to'] === null ? null : Number(row['seen_to']),
  }));
}

/** Canonical addresses of this machine. */
export function ownAddresses(): IpRange[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.flatMap(({ address }) => {
    const parsed = parseRange(address.split('%')[0]!);
    return 'fault' in parsed ? [] : [parsed];
  });
}
