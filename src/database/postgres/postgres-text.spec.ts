import { postgresText } from './postgres-text.js';

describe('a SELECT in the words of PostgreSQL', () => {
  it.each([
    ['SELECT 1 WHERE a = ? AND b = ?', 'SELECT 1 WHERE a = $1 AND b = $2'],
    [String.raw`raw_log LIKE ? ESCAPE '\'`, String.raw`raw_log COLLATE "C" ILIKE $1 ESCAPE '\'`],
    ["ip_address NOT LIKE '%:%' AND id > ?", 'ip_address COLLATE "C" NOT ILIKE \'%:%\' AND id > $1'],
    ['(+timestamp, +id) > (?, ?) ORDER BY +timestamp', '(timestamp, id) > ($1, $2) ORDER BY timestamp'],
    ['address_in_range(+ip_address, ?) = 1', 'address_in_range(ip_address, $1) = 1'],
    ['SELECT MAX(id) - MIN(id) + 1 AS number, a + b', 'SELECT MAX(id) - MIN(id) + 1 AS number, a + b'],
    ["a = 'why? LIKE +this, it''s' AND b = ?", "a = 'why? LIKE +this, it''s' AND b = $1"],
  ])('%s', (sqlite, postgres) => {
    expect(postgresText(sqlite)).toBe(postgres);
  });
});
