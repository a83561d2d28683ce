import { countAuthorComments, findLiveGuidelines, loadLife, penaltyView } from '@moderato/database';
import { AppError, commentStatuses, isExempt, standingOf } from '@moderato/domain';
import { parseParameters, type Route, sendJson } from '@moderato/http';
import { standingView } from '../../ban-view.js';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { authorParameter } from '../erase-author/schema.js';
import { operation } from './schema.js';

const mostShown = 100;

export const getAuthor: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, clock }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const id = storableText(parseParameters(authorParameter, req.params).id);
      const at = clock.now();
      const found = await database.withSite(siteId, async (tx) => {
        const loaded = await loadLife(tx, siteId, id);
        if (!loaded) throw new AppError('not_found', { detail: 'Nobody of that id has commented at this site.' });
        const counts = await countAuthorComments(tx, siteId, loaded.life.authorId);
        const policy = (await findLiveGuidelines(tx, siteId))?.policy ?? null;
        return { penalties: loaded.life.penalties, counts, exempt: isExempt(policy, id) };
      });
      sendJson(res, 200, {
        id,
        standing: standingView(standingOf(found.penalties, at)),
        exempt: found.exempt,
        penalties: found.penalties
          .toReversed()
          .slice(0, mostShown)
          .map((penalty) => penaltyView(penalty, id, at)),
        comments: Object.fromEntries(commentStatuses.map((status) => [status, found.counts[status] ?? 0])),
      });
    },
};
