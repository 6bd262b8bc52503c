import * as nodeModule from 'node:module';
import { shippedPath } from './project-folder.js';

interface SinceNode22 {
  /** @returns what became of it; it never throws */
  enableCompileCache?(folder: string): unknown;
}

/**
 * Keeps what V8 makes of the code beside the code itself, so that the next start does not make it anew: a third of the time.
 * To be called before the rest is loaded. Node.js 20 has no such thing; where the folder cannot be written nothing is kept.
 *
 * The usual place, a folder in /tmp that anybody may make first, would let them choose what we run.
 */
export function keepCompiledCode(): void {
  (nodeModule as SinceNode22).enableCompileCache?.(shippedPath('dist', 'compile-cache'));
}
