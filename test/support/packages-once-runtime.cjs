const { createRequire } = require('node:module');
const Runtime = require('jest-runtime').default;

/** Packages are loaded by Node itself, once for a worker, and stay as fast as they have become. */
module.exports = class PackagesOnceRuntime extends Runtime {
  requireModuleOrMock(from, moduleName) {
    const isPackage =
      /^(?:@[\w-]+\/)?[\w-]/.test(moduleName) && !moduleName.startsWith('node:') && !moduleName.startsWith('@jest/');
    if (!isPackage || from.includes('/node_modules/')) return super.requireModuleOrMock(from, moduleName);
    return createRequire(from)(moduleName);
  }
};
