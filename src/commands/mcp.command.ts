import { PACKAGE_VERSION } from '../common/package-version.js';
import { UsageError, parsedArguments } from './usage.js';

/** What the bundle has beside the command line: a client of the service, of which nothing else here knows. */
const SCRIPT = new URL('./mcp.js', import.meta.url);

interface McpScript {
  readonly serveMcp: (environment: NodeJS.ProcessEnv, version: string) => Promise<void>;
}

/** `mcp`: answers questions of a program of the Model Context Protocol on standard input and output; changes nothing. */
export async function mcp(args: readonly string[]): Promise<number> {
  const { files } = parsedArguments(args, {});
  if (files.length > 0) throw new UsageError('mcp takes no arguments; LOG_ANALYZER_URL says where the service is.');
  const { serveMcp } = (await import(SCRIPT.href)) as McpScript;
  await serveMcp(process.env, PACKAGE_VERSION);
  return 0;
}
