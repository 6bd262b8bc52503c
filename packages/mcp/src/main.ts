import { readFileSync } from 'node:fs';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createApi } from '../../client/src/index.js';
import type { Api } from '../../client/src/index.js';
import { makeServer } from './server.js';

const DEFAULT_URL = 'http://127.0.0.1:8000';
/** How long the service may take for an answer. */
const TIMEOUT_MS = 30_000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Speaks the Model Context Protocol on standard input and output until the input ends. What people should know goes to
 * standard error.
 *
 * @throws Error where the environment names no address or no file that can be read
 */
export async function serveMcp(environment: Environment, version: string): Promise<void> {
  const api = configuredApi(environment);
  const ended = new Promise<void>((resolve) => process.stdin.once('end', resolve).once('close', resolve));
  await makeServer(api, version).connect(new StdioServerTransport());
  void adviseOnKey(api);
  await ended;
}

function configuredApi(environment: Environment): Api {
  const baseUrl = environment['LOG_ANALYZER_URL'] ?? DEFAULT_URL;
  if (!/^https?:$/.test(URL.canParse(baseUrl) ? new URL(baseUrl).protocol : ''))
    throw new Error(`LOG_ANALYZER_URL must be the address of the service, such as ${DEFAULT_URL}.`);
  return createApi({ baseUrl, key: keyOf(environment), fetch: asks });
}

function keyOf({ LOG_ANALYZER_KEY: key, LOG_ANALYZER_KEY_FILE: file }: Environment): string | undefined {
  if (file === undefined) return key;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`LOG_ANALYZER_KEY_FILE cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** The key goes to the configured service alone, which has so long to answer. */
const asks: typeof globalThis.fetch = (request) =>
  fetch(request, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });

/** A key that may do more than is asked of it does harm where it is stolen. */
async function adviseOnKey(api: Api): Promise<void> {
  const answer = await api.GET('/keys/current').catch((error: Error) => ({ error, data: undefined }));
  if (answer.data !== undefined && answer.data.name !== null && answer.data.scope !== 'read')
    process.stderr.write(`The key may do more than read; one of scope read is enough (docs/mcp.md).\n`);
  else if (answer.error !== undefined)
    process.stderr.write('The service does not answer, or refuses the key; every question will say so.\n');
}
