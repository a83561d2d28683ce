import { recordUnwatched } from '@moderato/database';
import { AppError } from '@moderato/domain';
import type { Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { operation } from './schema.js';

export const deleteGuidelinesWatch: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, clock }) =>
    async (_req, res) => {
      const { siteId, keyId } = auth.credentialOf(res);
      const change = { actor: `api-key:${keyId}`, at: clock.now() };
      if (!(await database.withSite(siteId, (tx) => recordUnwatched(tx, siteId, change)))) {
        throw new AppError('not_found', { detail: 'No page is watched.' });
      }
      res.status(204).end();
    },
};
