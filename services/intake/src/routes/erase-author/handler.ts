import { erasePerson, forgetEchoes } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { parseParameters, type Route, sendJson } from '@moderato/http';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { authorParameter, operation } from './schema.js';

export const eraseAuthor: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, clock, masterKeys }) =>
    async (req, res) => {
      const { siteId, keyId } = auth.credentialOf(res);
      const externalId = storableText(parseParameters(authorParameter, req.params).id);
      const staff = { actor: `api-key:${keyId}`, at: clock.now() };
      const erasure = await database.withSite(siteId, (tx) =>
        erasePerson(tx, masterKeys, { siteId, externalId, staff }),
      );
      if (!erasure) throw new AppError('not_found');
      await database.withSite(siteId, (tx) => forgetEchoes(tx, siteId, erasure));
      sendJson(res, 200, { authorId: erasure.authorId, erased: true, comments: erasure.commentIds.length });
    },
};
