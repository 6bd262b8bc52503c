import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { hostGuard } from '../http/host-guard.js';
import { BASE_PATH_SETTING } from '../http/public-path.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import { isLoopback } from '../config/loopback.js';
import type { Settings } from '../config/settings.schema.js';
import { accessLog } from './access-log.js';
import { authenticate } from './authenticate.js';
import { withoutBasePath } from './base-path.js';
import { KeyGuesses } from './key-guesses.js';
import { KeysService } from './keys.service.js';
import { originGuard } from './origin-guard.js';
import { rateLimits } from './rate-limits.js';
import { requestId } from './request-id.js';
import { answerUnreadableRequests, requireHost } from './unreadable-requests.js';

/** What a web page elsewhere may read of an answer. */
const EXPOSED_HEADERS = ['ETag', 'Link', 'Location', 'RateLimit', 'Retry-After', 'X-Request-Id', 'X-Total-Count'];

/** Everything that a request passes before it reaches a route, in this order. */
export function secureApp(app: NestExpressApplication): void {
  const settings = app.get<Settings>(SETTINGS_TOKEN);
  const { HOST, ALLOWED_HOSTS, TRUST_PROXY, BASE_PATH, ACCESS_LOG, CORS_ORIGINS, RATE_LIMIT_PER_MINUTE } = settings;
  answerUnreadableRequests(app.getHttpServer());
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  if (TRUST_PROXY.length > 0) app.set('trust proxy', [...TRUST_PROXY]);
  app.set(BASE_PATH_SETTING, BASE_PATH);
  app.use(requestId);
  app.use(requireHost);
  if (BASE_PATH !== '') app.use(withoutBasePath(BASE_PATH));
  if (ACCESS_LOG !== 'none') app.use(accessLog(ACCESS_LOG));
  if (isLoopback(HOST)) app.use(hostGuard(ALLOWED_HOSTS));
  // TLS, where there is any, ends at a proxy: that is the place to promise it.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } }, hsts: false }));
  if (CORS_ORIGINS.length > 0) {
    app.enableCors({ origin: [...CORS_ORIGINS], exposedHeaders: EXPOSED_HEADERS, maxAge: 600 });
  }
  app.use(originGuard(CORS_ORIGINS));
  app.use(authenticate(app.get(KeysService), new KeyGuesses(() => performance.now())));
  app.use(rateLimits(RATE_LIMIT_PER_MINUTE));
}
