import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { addCommonResponses } from './common-responses.js';
import { PACKAGE_VERSION } from '../common/package-version.js';
import { ProblemDocument } from '../http/problem-document.js';

/** What the routes are grouped by, in the order in which Swagger UI shows them. */
const TAGS: Readonly<Record<string, string>> = {
  logs: 'Stored log entries: lists with filters, counts, and lines sent by other hosts.',
  alerts: 'Attacks that rules have found, did they get in, and what people did about them.',
  incidents: 'Alerts that belong together as one story: who came, what was tried, what they did who got in.',
  insight: 'Figures, timelines, and what is known of an address, a user or a host.',
  sessions: 'Who logged in from where, and what was done from then on.',
  enforcement: 'What firewalls are told to turn away, the blocklist, and who enforces it.',
  notifications: 'The channels that reach people, and whether each message arrived.',
  rules: 'The Sigma rules that raise alerts.',
  allowlist: 'Addresses that raise no alert.',
  live: 'A stream of what happens, as it happens.',
  keys: 'API keys and what they may do.',
  operations: 'How the service itself is: health, log sources, faults, metrics.',
};

/** The OpenAPI document of the application as it stands. @param basePath path under which a proxy shows it */
export function openApiDocument(app: NestExpressApplication, basePath = ''): OpenAPIObject {
  const builder = new DocumentBuilder();
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  const config = builder
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
  addCommonResponses(document);
  return document;
}
