import { findDelivery, listDeliveryAttempts } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

export const listAttempts: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const id = idOf(req);
      const data = await database.withSite(siteId, async (tx) => {
        if (!(await findDelivery(tx, siteId, id))) throw new AppError('not_found');
        return listDeliveryAttempts(tx, siteId, id);
      });
      sendJson(res, 200, { data });
    },
};
