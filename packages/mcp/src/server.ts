import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourceTemplatesRequestSchema,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { Ajv } from 'ajv';
import type { Api } from '../../client/src/index.js';
import { answerText, failureText } from './answer-text.js';
import { TEMPLATES, listResources, readResource } from './resources.js';
import { TOOLS } from './tools.js';
import { WARNING } from './untrusted.js';

const INSTRUCTIONS =
  'Answers questions about attacks on the servers of a Log Analyzer and Alerting System, and changes nothing. ' +
  'list_incidents says who attacked and whether they got in; get_incident has the story; list_logins and get_session say who ' +
  `logged in and what they did. ${WARNING}`;

/** How every tool is: it reads, asks only the one service, and may be called again. */
const ANNOTATIONS = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** A server of the Model Context Protocol that reads from a service. */
export function makeServer(api: Api, version: string): Server {
  const server = new Server(
    { name: 'log-analyzer', version },
    { capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: TOOLS.map(({ name, title, description, inputSchema }) => ({
      name,
      title,
      description,
      inputSchema: { ...inputSchema, required: [...inputSchema.required] },
      annotations: { title, ...ANNOTATIONS },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => call(api, params.name, params.arguments ?? {}));
  server.setRequestHandler(ListResourcesRequestSchema, async () => ({ resources: await listResources(api) }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: TEMPLATES }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }) => {
    const text = await readResource(api, uri);
    if (text === null) throw new McpError(RESOURCE_NOT_FOUND, 'There is no such incident or alert.');
    return { contents: [{ uri, mimeType: 'application/json', text }] };
  });
  return server;
}

/** As the protocol has it (server/resources, error handling). */
const RESOURCE_NOT_FOUND = -32_002;

const ajv = new Ajv({ allErrors: false, strict: false });
const checks = new Map(TOOLS.map(({ name, inputSchema }) => [name, ajv.compile(inputSchema)]));

/** Asks what a tool asks. What goes wrong is an answer that the model reads, but for a tool that there is not. */
async function call(api: Api, name: string, args: Record<string, unknown>): Promise<CallToolResult> {
  const found = TOOLS.find((each) => each.name === name);
  if (found === undefined) throw new McpError(ErrorCode.InvalidParams, 'There is no such tool.');
  const isValid = checks.get(name)!;
  if (!isValid(args)) {
    const [fault] = isValid.errors ?? [];
    const { text } = failureText('ARGUMENTS_INVALID', `${fault?.instancePath ?? ''} ${fault?.message ?? ''}`.trim());
    return { content: [{ type: 'text', text }], isError: true };
  }
  const { text, isError } = await asked(() => found.ask(api, args as Record<string, string | number>), args['skip']);
  return { content: [{ type: 'text', text }], isError };
}

async function asked(ask: () => ReturnType<(typeof TOOLS)[number]['ask']>, skip: unknown) {
  try {
    return answerText(await ask(), typeof skip === 'number' ? skip : 0);
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? `${message}: ${cause.message}` : message;
    return failureText('SERVICE_UNREACHABLE', `The service does not answer: ${why}`);
  }
}
