import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { watchView } from '../../guidelines-watch-view.js';
import { operation } from './schema.js';

export const getGuidelinesWatch: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (_req, res) => {
      const { siteId } = auth.credentialOf(res);
      sendJson(res, 200, await database.withSite(siteId, (tx) => watchView(tx, siteId)));
    },
};
