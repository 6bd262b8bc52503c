import { liveName, rotationOrder } from './rotation-names.js';

describe('rotationOrder', () => {
  it.each([
    [
      ['auth.log', 'auth.log.1', 'auth.log.2.gz', 'auth.log.10.gz'],
      ['auth.log.10.gz', 'auth.log.2.gz', 'auth.log.1', 'auth.log'],
    ],
    [
      ['auth.log-20261108', 'auth.log', 'auth.log-20261101.gz'],
      ['auth.log-20261101.gz', 'auth.log-20261108', 'auth.log'],
    ],
    [
      ['auth.log-2026-11-08', 'auth.log-2026-11-01'],
      ['auth.log-2026-11-01', 'auth.log-2026-11-08'],
    ],
    [
      ['auth.log.1', 'auth.log.1.gz', 'auth.log'],
      ['auth.log.1', 'auth.log.1.gz', 'auth.log'],
    ],
    [['auth.log', 'auth.log.old', 'auth.log~', 'auth.logs', 'other.log.1', 'auth.log.1.bz2'], ['auth.log']],
    [['kern.log'], []],
  ])('orders %j oldest first', (names, expected) => {
    expect(rotationOrder('auth.log', names)).toEqual(expected);
  });
});

describe('liveName', () => {
  it.each([
    ['auth.log', 'auth.log'],
    ['auth.log.1', 'auth.log'],
    ['auth.log.2.gz', 'auth.log'],
    ['auth.log-20261101.gz', 'auth.log'],
    ['my-host.auth.log.3', 'my-host.auth.log'],
    ['OpenSSH_2k.log', 'OpenSSH_2k.log'],
    ['.1', '.1'],
  ])('of %s is %s', (name, live) => {
    expect(liveName(name)).toBe(live);
  });
});
