import { FIRST_PAGE, LAST_PAGE, decodeCursor, encodeCursor } from './list-order.js';
import type { ListPosition } from './list-order.js';

const BINDING = '["log_entries","timestamp"]';

describe('a cursor', () => {
  it.each<ListPosition>([
    FIRST_PAGE,
    LAST_PAGE,
    { side: 'after', key: [1795166366000, 17], skip: 0 },
    { side: 'before', key: [1795166366000, '0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11'], skip: 12 },
  ])('is read as it was written: %j', (position) => {
    expect(decodeCursor(encodeCursor(position, BINDING), BINDING)).toEqual(position);
  });

  it('begins with *', () => {
    expect(decodeCursor('*', BINDING)).toEqual(FIRST_PAGE);
  });

  it('is refused elsewhere', () => {
    const cursor = encodeCursor({ side: 'after', key: [17], skip: 0 }, BINDING);
    expect(decodeCursor(cursor, '["log_entries","id"]')).toEqual({
      fault: expect.stringContaining('belongs to another'),
    });
  });

  it('is refused when a single character of it is changed, missing or too many', () => {
    const cursor = encodeCursor({ side: 'after', key: [1795166366000, 17], skip: 0 }, BINDING);
    for (let at = 0; at < cursor.length; at++) {
      const changed = cursor[at] === 'A' ? 'B' : 'A';
      for (const mangled of [
        cursor.slice(0, at) + changed + cursor.slice(at + 1),
        cursor.slice(0, at) + cursor.slice(at + 1),
        `${cursor.slice(0, at)}!${cursor.slice(at)}`,
        `${cursor.slice(0, at)}.${cursor.slice(at)}`,
      ]) {
        expect(decodeCursor(mangled, BINDING)).toHaveProperty('fault');
      }
    }
  });

  it.each(['', '.', 'x', '[0,[1],0]', 'WzAsWzFdLDBd', `${'A'.repeat(500)}`, '../../etc/passwd', "' OR 1=1 --"])(
    'is not %j',
    (text) => {
      expect(decodeCursor(text, BINDING)).toEqual({ fault: expect.stringContaining('is none') });
    },
  );
});
