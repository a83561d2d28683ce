import { lookSoon } from '@moderato/database';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { watchView } from '../../guidelines-watch-view.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { operation } from './schema.js';

export const checkGuidelinesWatch: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (_req, res) => {
    const { siteId } = deps.auth.credentialOf(res);
    const view = await deps.database.withSite(siteId, async (tx) => {
      await lookSoon(tx, siteId, deps.clock.now());
      return watchView(tx, siteId);
    });
    wakeDelivery(deps, siteId);
    sendJson(res, 202, view);
  },
};
