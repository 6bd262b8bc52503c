import type { TriageState } from './undo.js';
import { undoSteps, undoStepsOf } from './undo.js';

const NOW = Date.UTC(2026, 10, 20);
const LATER = '2026-11-21T00:00:00.000Z';
const EARLIER = '2026-11-19T00:00:00.000Z';

const state = (given: Partial<TriageState>): TriageState => ({
  id: 'a',
  status: 'open',
  resolution: null,
  snoozed_until: null,
  ...given,
});

describe('what takes a change of an alert back', () => {
  it.each([
    [{}, { status: 'acknowledged' }, [{ status: 'open' }]],
    [{}, { status: 'resolved', resolution: 'true_positive' }, [{ status: 'open' }]],
    [
      { status: 'acknowledged' },
      { status: 'resolved', resolution: 'true_positive' },
      [{ status: 'open' }, { status: 'acknowledged' }],
    ],
    [{ status: 'acknowledged' }, { status: 'open' }, [{ status: 'acknowledged' }]],
    [
      { status: 'resolved', resolution: 'false_positive' },
      { status: 'open' },
      [{ status: 'resolved', resolution: 'false_positive' }],
    ],
    [{}, { snooze_until: LATER }, [{ snooze_until: null }]],
    [{ snoozed_until: LATER }, { snooze_until: null }, [{ snooze_until: LATER }]],
    [{ snoozed_until: EARLIER }, { snooze_until: null }, []],
    [{ snoozed_until: EARLIER }, { snooze_until: LATER }, [{ snooze_until: null }]],
    [{}, { note: 'seen' }, []],
    [{}, { status: 'open' }, []],
  ] as const)('of %j, after %j: %j', (before, change, steps) => {
    expect(undoSteps(state(before), change, NOW)).toEqual(steps);
  });

  it('is taken back together for alerts that need the same', () => {
    const alerts = [
      state({ id: 'a' }),
      state({ id: 'b', status: 'acknowledged' }),
      state({ id: 'c' }),
      state({ id: 'd', status: 'resolved', resolution: 'false_positive' }),
    ];
    expect(undoStepsOf(alerts, { status: 'resolved', resolution: 'true_positive' }, NOW)).toEqual([
      { ids: ['a', 'b', 'c'], change: { status: 'open' } },
      { ids: ['b'], change: { status: 'acknowledged' } },
    ]);
  });
});
