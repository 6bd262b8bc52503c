import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import { PACKAGE_VERSION } from '../common/package-version.js';

/** Says which program runs, in labels. */
export function addBuildInfo(registry: Registry, commit: string): void {
  new Gauge({
    name: 'log_analyzer_build_info',
    help: 'Which program runs; always 1.',
    labelNames: ['version', 'commit', 'node_version'],
    registers: [registry],
  }).set({ version: PACKAGE_VERSION, commit, node_version: process.version }, 1);
}
