import { deleteIngestSource as remove } from '@moderato/database';
import { AppError } from '@moderato/domain';
import type { Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

export const deleteIngestSource: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, sources }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const id = idOf(req);
      if (!(await database.withSite(siteId, (tx) => remove(tx, siteId, id)))) throw new AppError('not_found');
      sources.forget(id);
      res.status(204).end();
    },
};
