import fc from 'fast-check';
import { PriorityQueue } from './priority-queue.js';

describe('a priority queue', () => {
  it('hands out what a sort would, whatever is added, taken and changed in between', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('add' as const), value: fc.nat(20) }),
        fc.record({ kind: fc.constant('take' as const), value: fc.constant(0) }),
        fc.record({ kind: fc.constant('raise' as const), value: fc.nat(20) }),
      ),
      { maxLength: 60 },
    );
    const property = fc.property(steps, (taken) => {
      const queue = new PriorityQueue<{ value: number }>((one, other) => one.value < other.value);
      const model: { value: number }[] = [];
      for (const { kind, value } of taken) {
        model.sort((one, other) => one.value - other.value);
        if (kind === 'add') {
          const item = { value };
          queue.add(item);
          model.push(item);
        } else if (kind === 'take') {
          expect(queue.takeFirst()?.value).toBe(model[0]?.value);
          // Of equal ones either may have been first.
          model.shift();
        } else if (queue.first !== undefined && model.length > 0) {
          queue.first.value += value;
          model[0]!.value = queue.first.value;
          queue.firstChanged();
        }
        expect(queue.size).toBe(model.length);
      }
      const values = model.map((item) => item.value).sort((one, other) => one - other);
      expect(values.map(() => queue.takeFirst()?.value)).toEqual(values);
    });
    fc.assert(property);
  });
});
