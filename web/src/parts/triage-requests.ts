import type { Api, Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { undoStepsOf } from '../model/undo.js';
import type { TriageState, UndoStep } from '../model/undo.js';
import type { AlertFilter } from '../views/load-alerts.js';
import type { IncidentFilter } from '../views/load-incidents.js';

export type TriageBody = Schemas['HandlingDto'];

/** Everything that a filter leaves, and how much that was when somebody chose it. */
export interface AllMatching {
  readonly query: AlertFilter | IncidentFilter;
  /** Rows of the list. */
  readonly count: number;
  /** Alerts, which the change is of. */
  readonly alerts: number;
}

/** What became of a change. */
export interface Changed {
  /** Alerts that are different now. */
  readonly changed: number;
  readonly refusals: readonly string[];
  /** What takes it back; none where nothing does. */
  readonly steps: readonly UndoStep[];
}

/** What the rows of a list are, and how they are changed. */
export interface TriageSubject {
  readonly noun: 'alert' | 'incident';
  countAll(query: AlertFilter | IncidentFilter): Promise<AllMatching>;
  changeEach(ids: readonly string[], body: TriageBody): Promise<Changed>;
  /** @throws RequestError, and nothing is done */
  changeAll(all: AllMatching, body: TriageBody): Promise<Changed>;
}

/** @param shown the alerts as they are: what was done to them can be taken back */
export function alertTriage(api: Api, shown: readonly TriageState[]): TriageSubject {
  return {
    noun: 'alert',
    countAll: async (query) => {
      const asked = api.PATCH('/alerts', { params: { query: query as AlertFilter }, body: COUNT_ONLY });
      const { matched } = await dataOf(asked);
      return { query, count: matched, alerts: matched };
    },
    changeEach: async (ids, body) => {
      const refusals: string[] = [];
      const before: TriageState[] = [];
      // One after the other: each may be refused for a reason of its own.
      for (const id of ids) {
        await dataOf(api.PATCH('/alerts/{id}', { params: { path: { id } }, body })).then(
          () => before.push(...shown.filter((alert) => alert.id === id)),
          (error: RequestError) => refusals.push(error.message),
        );
      }
      return { changed: ids.length - refusals.length, refusals, steps: undoStepsOf(before, body, Date.now()) };
    },
    changeAll: async ({ query, alerts: expected }, body) => {
      const whole = { ...body, dry_run: false, expected_count: expected };
      const asked = api.PATCH('/alerts', { params: { query: query as AlertFilter }, body: whole });
      return changeOf(await dataOf(asked), body);
    },
  };
}

/** The same with all alerts of each incident. */
export function incidentTriage(api: Api): TriageSubject {
  return {
    noun: 'incident',
    countAll: async (query) => {
      const asked = api.PATCH('/incidents', { params: { query: query as IncidentFilter }, body: COUNT_ONLY });
      const { matched, incidents } = await dataOf(asked);
      return { query, count: incidents, alerts: matched };
    },
    changeEach: async (ids, body) => {
      const done: Changed[] = [];
      for (const some of partsOf(ids, INCIDENTS_AT_ONCE)) {
        // An alert that is so already is left alone, which is no fault.
        done.push(
          await patchMany(api, { incident: [...some] }, body).then(
            (outcome) => ({ ...changeOf(outcome, body), refusals: [] }),
            (error: RequestError) => ({ changed: 0, refusals: [error.message], steps: [] }),
          ),
        );
      }
      const isWhole = done.every(
        ({ changed, steps, refusals }) => refusals.length > 0 || changed === 0 || steps.length > 0,
      );
      return {
        changed: done.reduce((sum, { changed }) => sum + changed, 0),
        refusals: done.flatMap(({ refusals }) => refusals),
        steps: isWhole ? done.flatMap(({ steps }) => steps) : [],
      };
    },
    changeAll: async ({ query, alerts: expected }, body) => {
      const whole = { ...body, dry_run: false, expected_count: expected };
      const asked = api.PATCH('/incidents', { params: { query: query as IncidentFilter }, body: whole });
      return changeOf(await dataOf(asked), body);
    },
  };
}

const COUNT_ONLY = { note: '-', dry_run: true };

/** As many as a filter takes. */
const INCIDENTS_AT_ONCE = 20;
const ALERTS_AT_ONCE = 100;

/** Of more alerts the answer does not say what they were. */
export const MAX_UNDONE = 1_000;

/** What takes a change back; where the answer does not say of every alert what it was, nothing does. */
function changeOf({ changed, refused, before }: Schemas['HandledAlertsDto'], body: TriageBody): Changed {
  const steps = before.length < changed ? [] : undoStepsOf(before, body, Date.now());
  return { changed, refusals: refused.map(({ detail }) => detail), steps };
}

async function patchMany(api: Api, query: AlertFilter, body: TriageBody): Promise<Schemas['HandledAlertsDto']> {
  const patch = (more: object) => dataOf(api.PATCH('/alerts', { params: { query }, body: { ...body, ...more } }));
  const { matched } = await patch({ dry_run: true });
  return patch({ dry_run: false, expected_count: matched });
}

/** Takes changes back, one step after the other. @returns why some of it could not be */
export async function takeBack(api: Api, steps: readonly UndoStep[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { ids, change } of steps) {
    for (const some of partsOf(ids, ALERTS_AT_ONCE)) {
      await patchMany(api, { id: [...some] }, change).then(
        ({ refused }) => faults.push(...refused.map(({ detail }) => detail)),
        (error: RequestError) => faults.push(error.message),
      );
    }
  }
  return faults;
}

function partsOf<Item>(items: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) =>
    items.slice(index * most, (index + 1) * most),
  );
}
