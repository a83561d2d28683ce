import { findWebhookEndpoint, insertWebhookEndpoint } from '@moderato/database';
import { AppError, newId } from '@moderato/domain';
import { parseBody, type Route, sendJson } from '@moderato/http';
import { newSecret } from '@moderato/webhooks';
import type { IntakeDeps } from '../../deps.js';
import { checkEndpointUrl } from '../../endpoint-url.js';
import { endpointView } from '../../webhook-endpoint-view.js';
import { createEndpointSchema, operation } from './schema.js';

export const createWebhookEndpoint: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { auth, database, masterKeys, clock } = deps;
    const { siteId } = auth.credentialOf(res);
    const { secret = deps.standardWebhookSecret ?? newSecret(), ...input } = parseBody(createEndpointSchema, req.body);
    checkEndpointUrl(input.url, deps);
    const at = clock.now();
    const id = newId(at);
    const endpoint = await database.withSite(siteId, async (tx) => {
      await insertWebhookEndpoint(tx, masterKeys, siteId, { ...input, id, secret }, at);
      return findWebhookEndpoint(tx, siteId, id);
    });
    if (!endpoint) throw new AppError('internal');
    res.setHeader('Location', `/v1/webhook-endpoints/${id}`);
    sendJson(res, 201, { ...endpointView(endpoint), secret });
  },
};
