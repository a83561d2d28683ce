import { changeReportMail, findSite } from '@moderato/database';
import { AppError, reportMailSettingsSchema } from '@moderato/domain';
import { parseBody, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { getOperation, putOperation } from './schema.js';

export const getReportMailSettings: Route<IntakeDeps> = {
  operation: getOperation,
  handle:
    ({ auth, database }) =>
    async (_req, res) => {
      const { siteId } = auth.credentialOf(res);
      const site = await database.withSite(siteId, (tx) => findSite(tx, siteId));
      if (!site) throw new AppError('not_found');
      sendJson(res, 200, site.settings.reports);
    },
};

export const putReportMailSettings: Route<IntakeDeps> = {
  operation: putOperation,
  handle: (deps) => async (req, res) => {
    const { siteId, keyId } = deps.auth.credentialOf(res);
    const settings = parseBody(reportMailSettingsSchema, req.body);
    const staff = { actor: `api-key:${keyId}`, at: deps.clock.now() };
    await deps.database.withSite(siteId, (tx) => changeReportMail(tx, siteId, settings, staff));
    wakeDelivery(deps, siteId);
    sendJson(res, 200, settings);
  },
};
