const vm = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Stands for the context that everything runs in. */
const HERE = vm.createContext();
const compileFunction = vm.compileFunction;
vm.compileFunction = (code, parameters, options) =>
  compileFunction(
    code,
    parameters,
    options?.parsingContext === HERE ? { ...options, parsingContext: undefined } : options,
  );

/** What packages keep in a global of theirs: each file of tests begins without what another one declared. */
const DECLARED = ['typeormMetadataArgsStorage', 'classValidatorMetadataStorage'];

/**
 * Runs tests in the context of their worker: packages are loaded once for all files (see packages-once-runtime.cjs), and their
 * objects are of the same classes as ours. What a file leaves behind in the environment is taken away after it.
 */
module.exports = class OneContextEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.before = {
      console: globalThis.console,
      env: { ...process.env },
      globals: new Set(Object.getOwnPropertyNames(globalThis)),
    };
    for (const [name, value] of Object.entries(projectConfig.globals)) globalThis[name] = value;
    for (const name of DECLARED) delete globalThis[name];
    this.moduleMocker = new ModuleMocker(globalThis);
    const timerConfig = {
      idToRef: (id) => ({
        id,
        ref() {
          return this;
        },
        unref() {
          return this;
        },
      }),
      refToId: (timer) => timer?.id,
    };
    this.fakeTimers = new LegacyFakeTimers({
      config: projectConfig,
      global: globalThis,
      moduleMocker: this.moduleMocker,
      timerConfig,
    });
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    globalThis.console = this.before.console;
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    for (const name of Object.keys(process.env)) if (!(name in this.before.env)) delete process.env[name];
    Object.assign(process.env, this.before.env);
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      if (this.before.globals.has(name)) continue;
      if (Object.getOwnPropertyDescriptor(globalThis, name)?.configurable) delete globalThis[name];
    }
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return HERE;
  }
};
