import { changeDsaSettings, viewDsaSettings } from '@moderato/database';
import { AppError, dsaSettingsInputSchema } from '@moderato/domain';
import { parseBody, type Route, sendJson } from '@moderato/http';
import { refuseUrl } from '@moderato/webhooks';
import type { IntakeDeps } from '../../deps.js';
import { getOperation, putOperation } from './schema.js';

export const getDsaSettings: Route<IntakeDeps> = {
  operation: getOperation,
  handle:
    ({ auth, database }) =>
    async (_req, res) => {
      const { siteId } = auth.credentialOf(res);
      sendJson(res, 200, await database.withSite(siteId, (tx) => viewDsaSettings(tx, siteId)));
    },
};

export const putDsaSettings: Route<IntakeDeps> = {
  operation: putOperation,
  handle:
    ({ auth, database, masterKeys, clock, allowPrivateUrls: allowPrivate }) =>
    async (req, res) => {
      const { siteId, keyId } = auth.credentialOf(res);
      const settings = parseBody(dsaSettingsInputSchema, req.body);
      const detail = refuseUrl(settings.submission.url, { allowPrivate });
      if (detail !== null) {
        throw new AppError('validation', { errors: [{ pointer: '/submission/url', code: 'invalid_value', detail }] });
      }
      const staff = { actor: `api-key:${keyId}`, at: clock.now() };
      const view = await database.withSite(siteId, (tx) =>
        changeDsaSettings(tx, masterKeys, { siteId, settings, staff }),
      );
      sendJson(res, 200, view);
    },
};
