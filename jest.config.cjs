const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
const common = {
  // Packages are Node's: half of a file's time went into loading them again, and Jest 30 cannot load ES modules on Node 20.
  testEnvironment: '<rootDir>/test/support/one-context-environment.cjs',
  runtime: '<rootDir>/test/support/packages-once-runtime.cjs',
  transform: {
    '^.+\\.[cm]?[tj]s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

/**
 * Where the tests are that keep something in a database. The others know nothing of one, or hold the shape of answers against
 * the API's document (api), and run once; with TEST_EVERYTHING=1 these, too, run on both.
 */
const ON_A_DATABASE = ['database', 'e2e', 'insight', 'lists', 'metrics', 'notification', 'push', 'sequences'];

/**
 * Slow tests of what lies in front of the database: reading, arguments, mails, keys, broken rules, a full disk of this
 * machine, and of what detection makes of lines. They run on SQLite, and so does one that mostly waits; on both with TEST_EVERYTHING=1.
 */
const ALIKE_ON_EVERY_ENGINE =
  '(?:e2e/(?:after-login|allowlist|client|clock|command-line|dashboard|demo|filters|import-fail2ban|journal|json-log|mail|mcp|' +
  'notification-kill|ocsf|old-client|outcome|reaction|report|rules|scan|security|source-health|sources|tail|trouble)|' +
  'push/forwarding)\\.';

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'sqlite',
      roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/web/src', '<rootDir>/packages'],
      testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
    },
    {
      ...common,
      displayName: 'postgres',
      roots: [...ON_A_DATABASE, ...(process.env.TEST_EVERYTHING === undefined ? [] : ['api'])].map(
        (folder) => `<rootDir>/test/${folder}`,
      ),
      testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
      testPathIgnorePatterns: process.env.TEST_EVERYTHING === undefined ? [ALIKE_ON_EVERY_ENGINE] : [],
      globals: { TEST_ENGINE: 'postgres' },
      globalSetup: '<rootDir>/test/support/postgres-setup.cjs',
      globalTeardown: '<rootDir>/test/support/postgres-teardown.cjs',
    },
  ],
  // Many tests wait for a process or a clock, and leave the machine to others meanwhile.
  maxWorkers: availableParallelism() * 2,
  // Says that something hangs, not that a machine is slow: services start within these tests, beside other work.
  testTimeout: 300_000,
  // better-sqlite3 keeps native handles that workers cannot share: each file has a worker of its own memory budget.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/test/slow-first.cjs',
  reporters: ['default', '<rootDir>/test/count-reporter.cjs'],
};
