import { changeBanSettings, findSite } from '@moderato/database';
import { AppError, ladderSettingsSchema } from '@moderato/domain';
import { parseBody, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { getOperation, putOperation } from './schema.js';

export const getBanSettings: Route<IntakeDeps> = {
  operation: getOperation,
  handle:
    ({ auth, database }) =>
    async (_req, res) => {
      const { siteId } = auth.credentialOf(res);
      const site = await database.withSite(siteId, (tx) => findSite(tx, siteId));
      if (!site) throw new AppError('not_found');
      sendJson(res, 200, site.settings.bans);
    },
};

export const putBanSettings: Route<IntakeDeps> = {
  operation: putOperation,
  handle:
    ({ auth, database, clock }) =>
    async (req, res) => {
      const { siteId, keyId } = auth.credentialOf(res);
      const settings = parseBody(ladderSettingsSchema, req.body);
      const staff = { actor: `api-key:${keyId}`, at: clock.now() };
      await database.withSite(siteId, (tx) => changeBanSettings(tx, siteId, settings, staff));
      sendJson(res, 200, settings);
    },
};
