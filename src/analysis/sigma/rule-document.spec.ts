import { nearestName } from './rule-document.js';

it.each([
  ['titel', 'title'],
  ['levl', 'level'],
  ['Level', 'level'],
  ['timespann', 'timespan'],
  ['unrelated', null],
  ['', null],
])('the name nearest to %j is %j', (name, nearest) => {
  expect(nearestName(name, ['title', 'level', 'timespan', 'id'])).toBe(nearest);
});
