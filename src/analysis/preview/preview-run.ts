import { setImmediate } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { EntityRows } from '../../database/entity-rows.js';
import { sqlReader } from '../../database/make-sql-reader.js';
import { inParts } from '../../database/bulk-sql.js';
import { isOneOf } from '../../lists/sql-condition.js';
import { LogEntry } from '../../logs/entries/log-entry.entity.js';
import { EntryReview } from '../detection/entry-review.js';
import { reachOf, withReferred } from '../detection/referred-rules.js';
import { compareAlerts, previewedAlerts, storedAlertsOf } from './compared-alerts.js';
import type { ComparedAlerts } from './compared-alerts.js';
import { previewEntries } from './preview-range.js';
import type { PreviewSpan } from './preview-range.js';
import { variantOf } from './rule-variant.js';
import type { RulesInUse, VariantRequest } from './rule-variant.js';

/** What a preview is asked; JSON-serialisable. */
export interface PreviewOrder {
  readonly variant: VariantRequest;
  readonly rules: RulesInUse;
  readonly span: PreviewSpan;
  /** How many entries are looked at: the newest ones. */
  readonly mostEntries: number;
  /** How many alerts each list names. */
  readonly mostListed: number;
}

/** What a preview has found; JSON-serialisable. The lists are cut, the counts are not. */
export interface PreviewOutcome extends ComparedAlerts {
  readonly counts: { readonly appear: number; readonly vanish: number; readonly stay: number };
  readonly entries: number;
  /** The first moment of which entries were looked at, UTC milliseconds; null: from the first one on. */
  readonly from: number | null;
  /** True where there were too many entries: alerts that began before `from` are not compared. */
  readonly isCut: boolean;
}

/** Nobody waits for the answer any more. */
export class PreviewStoppedError extends Error {
  constructor() {
    super('The preview was stopped.');
  }
}

/** Entries that are read and judged before others have a turn, and before it is asked whether to stop. */
const AT_ONCE = 1_000;

/**
 * Puts stored entries to a rule as it would be, and holds what it finds against the alerts that are stored. Changes nothing.
 *
 * @throws PreviewStoppedError
 */
export async function runPreview(
  dataSource: DataSource,
  { variant, rules, span, mostEntries, mostListed }: PreviewOrder,
  shouldStop: () => boolean,
): Promise<PreviewOutcome> {
  const compiled = variantOf(variant, rules);
  if ('fault' in compiled) throw new Error(`There is no such rule (${compiled.fault.kind}).`);
  const { rule } = compiled;
  const reader = sqlReader(dataSource);
  const { ids, from, isComplete } = await previewEntries(reader, span, reachOf(rule), mostEntries);
  const review = new EntryReview(withReferred([rule]), true);
  const rows = new EntityRows(dataSource, LogEntry);
  for (const part of inParts(ids, AT_ONCE)) {
    await setImmediate();
    if (shouldStop()) throw new PreviewStoppedError();
    const { text, values } = isOneOf('id', part);
    const sql = `SELECT ${rows.columns.join(', ')} FROM log_entries WHERE ${text} ORDER BY id`;
    for (const row of await reader.rows(sql, values)) {
      const entry = rows.entity(row);
      if (!entry.allowlisted) review.take(review.meet(entry));
    }
  }
  const { alerts, ongoing } = await storedAlertsOf(reader, rule.name, span, from);
  const compared = compareAlerts(alerts, previewedAlerts(review.attacks(), rule.name, span, ongoing));
  const { appear, vanish, stay } = compared;
  return {
    appear: appear.slice(0, mostListed),
    vanish: vanish.slice(0, mostListed),
    stay: stay.slice(0, mostListed),
    counts: { appear: appear.length, vanish: vanish.length, stay: stay.length },
    entries: ids.length,
    from: isComplete && span.since === null ? null : from,
    isCut: !isComplete,
  };
}
