import { isoTime } from '../common/clock.js';
import type { SqlReader } from '../database/sql-reader.js';
import { SPARE_REASONS, judge } from './policy.js';
import type { Culprit, DecisionPolicy, EarlierDecision, SpareReason } from './policy.js';
import { Friends, culpritsSince } from './standing.js';

/** What would have been decided about an address when an alert fired, or why nothing. */
export interface DecidedInHistory {
  readonly at: string;
  readonly value: string;
  readonly rule: string;
  readonly alert_id: string;
  readonly verdict: 'ban' | 'spared';
  /** Null where it was spared. */
  readonly until: string | null;
  readonly reason: SpareReason | null;
  readonly explanation: string | null;
}

/**
 * What the policy would have decided over stored alerts, in the order of their firing: as if the service had followed them with
 * the clock of their events. Nothing is taken for an address of this machine.
 */
export async function decisionHistory(
  reader: SqlReader,
  policy: DecisionPolicy,
  allowlist: Parameters<typeof Friends.read>[1],
): Promise<DecidedInHistory[]> {
  const friends = await Friends.read(reader, allowlist, []);
  const culprits = await culpritsSince(reader, 0, policy.minAttempts);
  const bans = new Map<string, EarlierDecision[]>();
  const decided: DecidedInHistory[] = [];
  for (const culprit of culprits.sort((a, b) => a.firedAt - b.firedAt || (a.alertId < b.alertId ? -1 : 1))) {
    const before = bans.get(culprit.value) ?? [];
    const isAllowlisted = friends.isAllowlisted(culprit.value, culprit.firedAt);
    const past = await friends.pastOf(culprit.value);
    let at = culprit.firedAt;
    // Whoever goes on when a ban is over is turned away again.
    for (let again = true; again;) {
      if (before.some((ban) => ban.createdAt <= at && ban.endedAt > at)) break;
      const standing = { isAllowlisted, isOwn: false, ...past, before: before.filter((ban) => ban.endedAt <= at) };
      const verdict = judge(policy, culprit, standing, at);
      if (verdict === null) break;
      decided.push(shown(culprit, at, verdict));
      again = verdict.kind === 'ban' && culprit.lastSeen > verdict.until;
      if (verdict.kind !== 'ban') break;
      before.push({
        alertId: culprit.alertId,
        createdAt: at,
        endedAt: verdict.until,
        endReason: 'expired',
        seenTo: verdict.until,
      });
      at = verdict.until;
    }
    bans.set(culprit.value, before);
  }
  return decided;
}

function shown(
  { value, rule, alertId }: Culprit,
  at: number,
  verdict: NonNullable<ReturnType<typeof judge>>,
): DecidedInHistory {
  const reason = verdict.kind === 'spared' ? verdict.reason : null;
  return {
    at: isoTime(at),
    value,
    rule,
    alert_id: alertId,
    verdict: verdict.kind,
    until: verdict.kind === 'ban' ? isoTime(verdict.until) : null,
    reason,
    explanation: reason === null ? null : SPARE_REASONS[reason],
  };
}
