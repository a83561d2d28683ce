import { recordActions, withdrawComment as withdraw } from '@moderato/database';
import { AppError, newId } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

export const withdrawComment: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, clock }) =>
    async (req, res) => {
      const { siteId, keyId } = auth.credentialOf(res);
      const at = clock.now();
      const withdrawn = await database.withSite(siteId, async (tx) => {
        const done = await withdraw(tx, siteId, idOf(req));
        if (done?.changed) {
          const action = { id: newId(at), kind: 'comment.withdrawn', subjectId: done.id, data: {} };
          await recordActions(tx, siteId, [{ ...action, actor: `api-key:${keyId}` }], at);
        }
        return done;
      });
      if (!withdrawn) throw new AppError('not_found');
      sendJson(res, 200, { id: withdrawn.id, externalId: withdrawn.externalId, status: 'withdrawn' });
    },
};
