import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { addCommonResponses } from './common-responses.js';
import { PACKAGE_VERSION } from '../common/package-version.js';
import { ProblemDocument } from '../http/problem-document.js';

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
  addCommonResponses(document);
  return document;
}
