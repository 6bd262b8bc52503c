import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import type { Week } from '../policy/weekly-summary.js';

/** A figure of the week, as people read it: `1,204`, or `at least 10,000`. */
export interface WeekFigure {
  /** `Failed attempts`. */
  readonly label: string;
  readonly value: string;
  /** That of the week before; null where nothing is stored of it. */
  readonly before: string | null;
}

/** A sentence, and the page of the dashboard that it is about: what stands behind `#`. */
export interface WeekNews {
  readonly words: string;
  readonly route: string | null;
}

/** An incident that nobody has looked at. */
export interface OpenIncident {
  readonly id: string;
  readonly severity: Severity;
  readonly headline: string;
}

/**
 * What a week was like, as it was stored when it had ended: sentences and figures as everybody else says them. Texts of attackers in
 * it are cut, visible, and in quotes where they could mislead.
 */
export interface WeeklySummary extends Week {
  /** IANA time zone that its times are shown in. */
  readonly timeZone: string;
  /** What the subject says: `nobody got in, 3 incidents that nobody looked at`. */
  readonly subject: string;
  /** Whether anybody got in, in a sentence. */
  readonly verdict: string;
  /** True where somebody got in, or may have, and nobody has resolved it. */
  readonly isAlarming: boolean;
  readonly figures: readonly WeekFigure[];
  /** The addresses with the most failed attempts. */
  readonly sources: readonly { readonly address: string; readonly attempts: string }[];
  /** What had not been there before; null where nothing is stored from before. */
  readonly news: readonly WeekNews[] | null;
  /** The worst incidents that nobody has looked at. */
  readonly open: readonly OpenIncident[];
  /** How many there are, as a figure; `0`: none. */
  readonly openCount: string;
  /** What the figures do not cover, a sentence each. */
  readonly cautions: readonly string[];
}

/** Reads what a week was like. */
export interface WeekReader {
  /** @param before the week that it is compared with */
  read(week: Week, before: Week, timeZone: string): Promise<WeeklySummary>;
}

/** Injection token of the {@link WeekReader}. */
export const WEEK_READER = Symbol('WeekReader');
