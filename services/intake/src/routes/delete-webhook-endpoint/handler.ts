import { deleteWebhookEndpoint as remove } from '@moderato/database';
import { AppError } from '@moderato/domain';
import type { Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

export const deleteWebhookEndpoint: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, clock }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const deleted = await database.withSite(siteId, (tx) => remove(tx, siteId, idOf(req), clock.now()));
      if (!deleted) throw new AppError('not_found');
      res.status(204).end();
    },
};
