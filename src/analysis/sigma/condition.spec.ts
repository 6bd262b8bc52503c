import fc from 'fast-check';
import { detectionEvent } from '../../../test/factories/detection-event.js';
import { compileCondition } from './detection.js';

const NAMES = ['sel_a', 'sel_b', 'filter_c', '_hidden'];
const EVENT = detectionEvent();

/** Evaluates a condition where the named selections are met. */
function evaluate(condition: string, met: readonly string[]): boolean {
  return compileCondition(condition, new Map(NAMES.map((name) => [name, () => met.includes(name)])))(EVENT);
}

describe('a condition', () => {
  it.each<[condition: string, met: string[], expected: boolean]>([
    ['sel_a', ['sel_a'], true],
    ['sel_a', [], false],
    ['not sel_a', [], true],
    ['not not sel_a', ['sel_a'], true],
    ['sel_a and sel_b', ['sel_a'], false],
    ['sel_a AND sel_b', ['sel_a', 'sel_b'], true],
    ['sel_a or sel_b', ['sel_b'], true],
    ['sel_a or sel_b and filter_c', ['sel_a'], true],
    ['(sel_a or sel_b) and filter_c', ['sel_a'], false],
    ['sel_a and not filter_c', ['sel_a'], true],
    ['sel_a and not filter_c', ['sel_a', 'filter_c'], false],
    ['not sel_a or sel_b', ['sel_b', 'sel_a'], true],
    ['not (sel_a or sel_b)', ['sel_b'], false],
    ['1 of sel_*', ['sel_b'], true],
    ['1 of sel_*', ['filter_c'], false],
    ['all of sel_*', ['sel_a'], false],
    ['all of sel_*', ['sel_a', 'sel_b'], true],
    ['1 of *_c', ['filter_c'], true],
    ['1 of sel_a', ['sel_a'], true],
    ['1 of them', ['_hidden'], false],
    ['1 of _*', ['_hidden'], true],
    ['all of them', ['sel_a', 'sel_b', 'filter_c'], true],
    ['all of them', ['sel_a', 'sel_b', '_hidden'], false],
    ['sel_a and not 1 of filter_*', ['sel_a'], true],
    ['all of sel_* and not 1 of filter_*', ['sel_a', 'sel_b', 'filter_c'], false],
    ['((sel_a))', ['sel_a'], true],
  ])('%s where %j are met: %j', (condition, met, expected) => {
    expect(evaluate(condition, met)).toBe(expected);
  });

  it.each([
    ['', 'the condition ends where a selection is expected'],
    ['sel_a and', 'the condition ends where a selection is expected'],
    ['sel_x', 'there is no selection "sel_x"; did you mean "sel_a"?'],
    ['and sel_a', '"and" stands where a selection is expected'],
    ['sel_a sel_b', '"sel_b" is not expected in the condition'],
    ['(sel_a', 'an opening parenthesis of the condition is never closed'],
    ['sel_a)', '")" is not expected in the condition'],
    ['()', '")" stands where a selection is expected'],
    ['2 of sel_*', '"2 of" is not supported: Sigma has "1 of" and "all of"'],
    ['1 of', '"1 of" is followed by nothing'],
    ['1 of nothing*', 'no selection matches "nothing*"'],
    ['sel_a | count() > 5', 'aggregation is not supported: Sigma 1 wrote counting'],
    [`${'('.repeat(60)}sel_a${')'.repeat(60)}`, 'the condition is nested more than 50 deep'],
    [`${'not '.repeat(60)}sel_a`, 'the condition is nested more than 50 deep'],
    ['sel_a or '.repeat(1000), 'the condition is longer than 4000 characters'],
  ])('refuses %s', (condition, reason) => {
    expect(() => evaluate(condition, [])).toThrow(reason);
  });

  it('means what the same expression of the language means', () => {
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('sel_a', 'sel_b', 'filter_c'),
        fc.tuple(tie('expression'), fc.constantFrom('and', 'or'), tie('expression')).map((parts) => parts.join(' ')),
        tie('expression').map((inner) => `not ${inner}`),
        tie('expression').map((inner) => `( ${inner} )`),
      ),
    }));
    fc.assert(
      fc.property(expression, fc.subarray(NAMES), (text, met) => {
        const script = text.replaceAll('and', '&&').replaceAll('or', '||').replaceAll('not', '!');
        const values = script.replace(/[a-z]+_[a-z]/g, (name) => String(met.includes(name)));
        // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
        expect(evaluate(text, met)).toBe(new Function(`return ${values}`)());
      }),
    );
  });
});
