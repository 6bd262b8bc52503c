import { ValidationPipe } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import helmet from 'helmet';
import { hostGuard } from './common/host-guard.js';
import { jsonBodiesOnly } from './common/json-bodies.js';
import { ProblemDocument } from './common/problem-document.js';
import { ProblemFilter } from './common/problem.filter.js';
import { RequestInvalidError } from './common/request-invalid.error.js';
import { SETTINGS_TOKEN } from './config/config.module.js';
import { isLoopback } from './config/loopback.js';
import type { Settings } from './config/settings.schema.js';

/** Everything that an application needs besides its modules; the service, its tests and the OpenAPI script share it. */
export function setUpApp(app: NestExpressApplication): NestExpressApplication {
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  const { HOST, ALLOWED_HOSTS } = app.get<Settings>(SETTINGS_TOKEN);
  if (isLoopback(HOST)) app.use(hostGuard(ALLOWED_HOSTS));
  // TLS, where there is any, ends at a proxy: that is the place to promise it.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } }, hsts: false }));
  app.use(jsonBodiesOnly);
  app.useGlobalPipes(
    new ValidationPipe({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      exceptionFactory: (errors) => RequestInvalidError.fromValidation(errors),
    }),
  );
  app.useGlobalFilters(new ProblemFilter());
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'Log Analyzer and Alerting System: API',
    swaggerOptions: { tryItOutEnabled: true },
  });
  return app;
}

/** The OpenAPI document of the application as it stands. */
export function openApiDocument(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Log Analyzer and Alerting System')
    .setDescription(
      'Reads SSH authentication logs exactly once, detects attacks and raises alerts. Times are ISO 8601 UTC.',
    )
    .setVersion('0.1.0')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .build();
  return SwaggerModule.createDocument(app, config, { extraModels: [ProblemDocument] });
}
