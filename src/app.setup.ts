import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { absoluteMoments } from './lists/absolute-moments.js';
import { CLOCK } from './common/clock.js';
import type { Clock } from './common/clock.js';
import { jsonBodiesOnly } from './http/request-checks.js';
import { SETTINGS_TOKEN } from './config/config.module.js';
import type { Settings } from './config/settings.schema.js';
import { HttpMetrics } from './metrics/service.metrics.js';
import { openApiDocument } from './openapi/openapi-document.js';
import { secureApp } from './security/secure-app.js';

/** Everything that an application needs besides its modules; the service, its tests and the OpenAPI script share it. */
export function setUpApp(app: NestExpressApplication): NestExpressApplication {
  const { BASE_PATH } = app.get<Settings>(SETTINGS_TOKEN);
  const metrics = app.get(HttpMetrics);
  app.use((request: Request, response: Response, next: NextFunction) => metrics.observe(request, response, next));
  secureApp(app);
  app.use(jsonBodiesOnly);
  app.use(absoluteMoments(app.get<Clock>(CLOCK)));
  SwaggerModule.setup('docs', app, () => openApiDocument(app, BASE_PATH), {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'Log Analyzer and Alerting System: API',
    swaggerOptions: { tryItOutEnabled: true, persistAuthorization: false },
  });
  return app;
}
