import type { Schemas } from '@log-analyzer/client';

type Change = Schemas['HandlingDto'];

/** What of an alert a change may touch. */
export type TriageState = Pick<Schemas['AlertDto'], 'id' | 'status' | 'resolution' | 'snoozed_until'>;

/**
 * The changes that take one back, in order; none where there is nothing to take back, or no way: a note stays in the
 * history. Between acknowledged and resolved the way leads over open.
 *
 * @param now a snooze that has ended meanwhile is not set again
 */
export function undoSteps(before: TriageState, change: Change, now: number): Change[] {
  const steps: Change[] = [];
  if (change.status !== undefined && change.status !== before.status) {
    if (change.status !== 'open') steps.push({ status: 'open' });
    if (before.status === 'acknowledged') steps.push({ status: 'acknowledged' });
    if (before.status === 'resolved') {
      steps.push({ status: 'resolved', resolution: before.resolution ?? 'true_positive' });
    }
  }
  const snoozedBefore = before.snoozed_until !== null && Date.parse(before.snoozed_until) > now;
  if (change.snooze_until !== undefined && (change.snooze_until !== null || snoozedBefore)) {
    steps.push({ snooze_until: snoozedBefore ? before.snoozed_until : null });
  }
  return steps;
}

/** A change of several alerts at once. */
export interface UndoStep {
  readonly ids: readonly string[];
  readonly change: Change;
}

/** The same for many alerts: those that need the same are taken back together, whatever comes first for each stays first. */
export function undoStepsOf(before: readonly TriageState[], change: Change, now: number): UndoStep[] {
  const steps = new Map<string, { readonly place: number; readonly ids: string[]; readonly change: Change }>();
  for (const alert of before) {
    for (const [place, step] of undoSteps(alert, change, now).entries()) {
      const key = `${place} ${JSON.stringify(step)}`;
      const known = steps.get(key);
      if (known === undefined) steps.set(key, { place, ids: [alert.id], change: step });
      else known.ids.push(alert.id);
    }
  }
  return [...steps.values()].sort((a, b) => a.place - b.place).map(({ ids, change: step }) => ({ ids, change: step }));
}
