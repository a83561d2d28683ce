import { findSite, listWebhookEndpoints, renameSite } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { parseBody, type Route, sendJson } from '@moderato/http';
import {
  type Endpoints,
  endpointsSchema,
  renameRequestSchema,
  type SiteView,
  siteSchema,
} from '../../api/account-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { staffOf } from '../../sessions/staff-of.js';
import { answers } from '../answers.js';

const mostEndpoints = 100;

export const getSite: Route<ConsoleDeps> = {
  operation: { method: 'get', path: '/api/site', summary: 'The site’s name and slug', ...answers(siteSchema) },
  handle:
    ({ database }) =>
    async (_req, res) => {
      const { siteId } = sessionOf(res);
      const site = await database.withSite(siteId, (tx) => findSite(tx, siteId));
      if (!site) throw new AppError('not_found');
      const answer: SiteView = { name: site.name, slug: site.slug };
      sendJson(res, 200, answer);
    },
};

export const changeSiteName: Route<ConsoleDeps> = {
  operation: {
    method: 'patch',
    path: '/api/site',
    summary: 'Change the name that mails and the desk show',
    request: { body: { content: { 'application/json': { schema: renameRequestSchema } } } },
    responses: { 204: { description: 'Done' } },
  },
  handle: (deps) => async (req, res) => {
    const { siteId } = sessionOf(res);
    const { name } = parseBody(renameRequestSchema, req.body);
    await deps.database.withSite(siteId, (tx) => renameSite(tx, siteId, name, staffOf(deps, res)));
    res.status(204).end();
  },
};

/** Without their queries, which may be secrets. */
const shown = (url: string): string => {
  if (!URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
};

export const listEndpoints: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/webhook-endpoints',
    summary: 'Where the site has its webhooks sent',
    ...answers(endpointsSchema),
  },
  handle:
    ({ database }) =>
    async (_req, res) => {
      const { siteId } = sessionOf(res);
      const found = await database.withSite(siteId, (tx) =>
        listWebhookEndpoints(tx, siteId, { limit: mostEndpoints + 1 }),
      );
      const answer: Endpoints = {
        data: found.slice(0, mostEndpoints).map(({ id, url, description, eventTypes, disabledAt, disabledReason }) => ({
          id,
          url: shown(url),
          description,
          eventTypes,
          disabledReason: disabledAt ? (disabledReason ?? 'disabled') : null,
        })),
        has_more: found.length > mostEndpoints,
      };
      sendJson(res, 200, answer);
    },
};
