import { recordWatch } from '@moderato/database';
import { parseBody, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { checkPageUrl } from '../../endpoint-url.js';
import { watchView } from '../../guidelines-watch-view.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { operation, putWatchSchema } from './schema.js';

export const putGuidelinesWatch: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { siteId, keyId } = deps.auth.credentialOf(res);
    const settings = parseBody(putWatchSchema, req.body);
    checkPageUrl(settings.url, deps);
    const at = deps.clock.now();
    const view = await deps.database.withSite(siteId, async (tx) => {
      await recordWatch(tx, siteId, settings, { actor: `api-key:${keyId}`, at });
      return watchView(tx, siteId);
    });
    wakeDelivery(deps, siteId);
    sendJson(res, 200, view);
  },
};
