import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { PACKAGE_VERSION } from './common/package-version.js';
import { PROBLEM_TYPE, problemDocument, ProblemDocument } from './common/problem-document.js';
import { defaultScope, NO_SCOPE, SCOPE_EXTENSION } from './common/scope.js';

/** What every route can answer besides what it says of itself, by status. */
const COMMON_PROBLEMS = {
  401: ['Unauthenticated', 'No key, or one that is not known.', 'KEY_MISSING', 'This route asks for an API key.'],
  403: ['Forbidden', 'The key has another scope.', 'SCOPE_MISSING', 'This route asks for the scope write.'],
  413: ['BodyTooLarge', 'The body is too large.', 'BODY_TOO_LARGE', 'request entity too large'],
  415: ['MediaTypeUnsupported', 'The body is of another type.', 'MEDIA_TYPE_UNSUPPORTED', 'The body must be JSON.'],
  429: ['TooManyRequests', 'Too many requests.', 'TOO_MANY_REQUESTS', 'More than 1200 requests in a minute.'],
  500: ['InternalError', 'Something went wrong on our side.', 'INTERNAL_ERROR', 'The log of the service says what.'],
} as const;

type CommonStatus = keyof typeof COMMON_PROBLEMS;

interface Operation {
  security?: object[];
  requestBody?: object;
  responses: Record<string, object>;
  [SCOPE_EXTENSION]?: string;
}

/** The OpenAPI document of the application as it stands. @param basePath path under which a proxy shows it */
export function openApiDocument(app: NestExpressApplication, basePath = ''): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Log Analyzer and Alerting System')
    .setDescription(
      'Reads SSH authentication logs exactly once, detects attacks and raises alerts. Times are ISO 8601 UTC.',
    )
    .setVersion(PACKAGE_VERSION)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer(basePath === '' ? '/' : basePath)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key.' }, 'bearer')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'An API key.' }, 'api-key')
    .build();
  const document = SwaggerModule.createDocument(app, config, { extraModels: [ProblemDocument] });
  document.components!.responses = Object.fromEntries(
    Object.entries(COMMON_PROBLEMS).map(([status, [name, description, code, detail]]) => [
      name,
      {
        description,
        content: {
          [PROBLEM_TYPE]: {
            schema: { $ref: `#/components/schemas/${ProblemDocument.name}` },
            example: problemDocument(Number(status), code, detail, '/alerts'),
          },
        },
      },
    ]),
  );
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path)) describe(method, operation as Operation);
  }
  return document;
}

/** Adds to an operation what all of its kind have in common. */
function describe(method: string, operation: Operation): void {
  operation[SCOPE_EXTENSION] ??= defaultScope(method);
  const isPublic = operation[SCOPE_EXTENSION] === NO_SCOPE;
  operation.security = isPublic ? [] : [{ bearer: [] }, { 'api-key': [] }];
  const statuses: CommonStatus[] = [
    ...(isPublic ? [] : ([401, 403] as const)),
    ...(operation.requestBody === undefined ? [] : ([413, 415] as const)),
    429,
    500,
  ];
  for (const status of statuses) {
    operation.responses[status] ??= { $ref: `#/components/responses/${COMMON_PROBLEMS[status][0]}` };
  }
}
