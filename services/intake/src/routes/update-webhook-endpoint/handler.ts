import { updateWebhookEndpoint as update } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { parseBody, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { checkEndpointUrl } from '../../endpoint-url.js';
import { endpointView } from '../../webhook-endpoint-view.js';
import { idOf } from '../id-parameter.js';
import { operation, updateEndpointSchema } from './schema.js';

export const updateWebhookEndpoint: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { auth, database, clock } = deps;
    const { siteId } = auth.credentialOf(res);
    const changes = parseBody(updateEndpointSchema, req.body);
    checkEndpointUrl(changes.url, deps);
    const change = { id: idOf(req), changes };
    const endpoint = await database.withSite(siteId, (tx) => update(tx, siteId, change, clock.now()));
    if (!endpoint) throw new AppError('not_found');
    sendJson(res, 200, endpointView(endpoint));
  },
};
