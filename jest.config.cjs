/**
 * Jest 30 on Node 20 cannot load Nest 12's ES modules as they are: everything is compiled to CommonJS on the fly,
 * including the packages that ship only ES modules.
 */
const ecmaScriptOnlyPackages = ['@nestjs', 'nodemailer', 'uuid'];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
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
  transformIgnorePatterns: [`node_modules/(?!(${ecmaScriptOnlyPackages.join('|')})/)`],
  // better-sqlite3 keeps native handles that workers cannot share: each file has a worker of its own memory budget.
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/count-reporter.cjs'],
};
