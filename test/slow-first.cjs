const Sequencer = require('@jest/test-sequencer').default;

/**
 * Tests that take the longest, longest first: started last, one of them would run alone at the end. Jest orders by what
 * tests took before, which a fresh machine does not know.
 */
const SLOW = [
  'e2e/notification-kill',
  'e2e/replicas',
  'e2e/command-line',
  'e2e/postgres-trouble',
  'e2e/rules',
  'push/forwarding',
  'push/ingest-kill',
  'docs/commands',
  'sequences/',
  'e2e/kill',
  'browser/',
  'deploy/build-context',
];

function rank({ path }) {
  const at = SLOW.findIndex((name) => path.includes(`/test/${name}`));
  return at === -1 ? SLOW.length : at;
}

module.exports = class SlowFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
};
