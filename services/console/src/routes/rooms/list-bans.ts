import { findSite, listPenalties, penaltyView } from '@moderato/database';
import { AppError, type PenaltyKind } from '@moderato/domain';
import { pageOf, pageParameters, parseParameters, type Route, sendJson } from '@moderato/http';
import { z } from 'zod';
import { authorOf, nameOfAuthor } from '../../api/author-view.js';
import { type Bans, bansPageSchema } from '../../api/authors-contract.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

const querySchema = z.strictObject({
  ...pageParameters,
  view: z.enum(['proposed', 'ban', 'suspension', 'active', 'all']).default('active'),
});
const kinds: Partial<Record<z.infer<typeof querySchema>['view'], PenaltyKind>> = {
  proposed: 'proposed_ban',
  ban: 'ban',
  suspension: 'suspension',
};

export const listBans: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/bans',
    summary: 'What authors were given, newest first, with the site’s ladder',
    ...answers(bansPageSchema),
  },
  handle:
    ({ database, cursors, masterKeys, clock }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const { limit, cursor, view } = parseParameters(querySchema, req.query);
      const scope = { list: 'bans', siteId, filters: { view } };
      const before = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const at = clock.now();
      const filter = { before, limit: limit + 1, kind: kinds[view], activeAt: view === 'all' ? undefined : at };
      const answer = await database.withSite(siteId, async (tx): Promise<Bans> => {
        const rows = await listPenalties(tx, siteId, filter);
        const site = await findSite(tx, siteId);
        if (!site) throw new AppError('not_found');
        const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ penalty }) => [penalty.id] });
        const data: Bans['data'] = [];
        for (const { penalty, externalId } of page.data) {
          const name = nameOfAuthor(await authorOf(tx, siteId, externalId), masterKeys);
          data.push({ penalty: penaltyView(penalty, externalId, at), author: { name } });
        }
        return { ...page, data, settings: site.settings.bans };
      });
      sendJson(res, 200, answer);
    },
};
