# Build: docker build -t log-analyzer-and-alerting-system .

FROM node:26-bookworm-slim AS build
WORKDIR /app
# better-sqlite3 is compiled from the source that the lock file vouches for, against the headers of this Node.
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
ENV npm_config_build_from_source=true npm_config_nodedir=/usr/local
COPY package.json package-lock.json ./
# What stands in for the telemetry of a package, which would run at installation.
COPY packages/no-scarf ./packages/no-scarf
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build
# The build holds every package that is only code. What is left are the two that have files of their own.
RUN mkdir -p /packages/better-sqlite3/build/Release \
  && cd node_modules \
  && cp -r better-sqlite3/lib better-sqlite3/package.json better-sqlite3/LICENSE /packages/better-sqlite3/ \
  && cp better-sqlite3/build/Release/better_sqlite3.node /packages/better-sqlite3/build/Release/ \
  && cp -r bindings file-uri-to-path swagger-ui-dist /packages/ \
  && find /packages -type f -name '*.map' -delete

FROM node:26-bookworm-slim
ARG VERSION=0.1.0
ARG BUILD_COMMIT=""
LABEL org.opencontainers.image.title="Log Analyzer and Alerting System" \
  org.opencontainers.image.description="Reads SSH logs exactly once, detects attacks, raises alerts and notifies people." \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${BUILD_COMMIT}" \
  org.opencontainers.image.base.name="docker.io/library/node:26-bookworm-slim"
# Nothing is installed at run time.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
    /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-* \
  && install -d -o node -g node -m 700 /data
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /packages ./node_modules
COPY --from=build /app/dist ./dist
COPY rules ./rules
COPY formats ./formats
COPY templates ./templates
COPY logs ./logs
# What V8 makes of the code is kept beside it, for every start: nothing can be written there later.
RUN HOST=127.0.0.1 LOG_FILES=logs/auth.log DATABASE_URL=sqlite:/tmp/once.sqlite timeout 20 node dist/main.js; \
  node dist/cli.js explain logs/auth.log >/dev/null \
  && rm -rf /tmp/* && chmod -R a+rX dist/compile-cache
# The default DATABASE_URL, sqlite:data/log-analyzer.sqlite, is then on the volume.
RUN ln -s /data data
# Beyond the container HOST is refused without API_KEYS; so is a start that nobody thought about.
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=8000 \
  LOG_FILES=/var/log/auth.log \
  BUILD_COMMIT=${BUILD_COMMIT}
USER node
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`, { signal: AbortSignal.timeout(4000) }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process: it stops cleanly at SIGTERM, and starts no other that it does not wait for.
CMD ["node", "dist/main.js"]
