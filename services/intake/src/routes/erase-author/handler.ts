import {
  eraseAuthor as erase,
  findReporterHashes,
  forgetBarredHashes,
  forgetParents,
  forgetReporters,
  recordActions,
} from '@moderato/database';
import { AppError, newId } from '@moderato/domain';
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
      const at = clock.now();
      const erasure = await database.withSite(siteId, async (tx) => {
        const asReporter = await findReporterHashes(tx, masterKeys, siteId, externalId);
        await forgetReporters(tx, siteId, asReporter);
        const done = await erase(tx, siteId, externalId, at);
        if (done && !done.erasedBefore) {
          const data = { comments: done.commentIds.length };
          const action = { id: newId(at), kind: 'author.erased', subjectId: done.authorId, data };
          await recordActions(tx, siteId, [{ ...action, actor: `api-key:${keyId}` }], at);
          await forgetBarredHashes(tx, siteId, done.authorId);
        }
        return done;
      });
      if (!erasure) throw new AppError('not_found');
      await database.withSite(siteId, (tx) => forgetParents(tx, siteId, erasure.externalIds));
      sendJson(res, 200, { authorId: erasure.authorId, erased: true, comments: erasure.commentIds.length });
    },
};
