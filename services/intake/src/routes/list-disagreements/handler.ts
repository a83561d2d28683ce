import { findGuidelines, listDisagreements as list, listShadowCounts, summedShadow } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { pageOf, parseParameters, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { versionOf } from '../version-parameter.js';
import { listDisagreementsQuery, operation } from './schema.js';

export const listDisagreements: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database, cursors }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const version = versionOf(req);
      const { limit, cursor } = parseParameters(listDisagreementsQuery, req.query);
      const scope = { list: 'disagreements', siteId, filters: { version: String(version) } };
      const before = cursor === undefined ? undefined : cursors.decode(scope, cursor)[0];
      const { rows, counts } = await database.withSite(siteId, async (tx) => {
        const guidelinesId = (await findGuidelines(tx, siteId, version))?.id;
        if (!guidelinesId) throw new AppError('not_found', { detail: 'The site has no such version.' });
        return {
          rows: await list(tx, siteId, { guidelinesId, before, limit: limit + 1 }),
          counts: await listShadowCounts(tx, siteId, guidelinesId),
        };
      });
      const page = pageOf({ req, res, cursors }, scope, { rows, limit, positionOf: ({ id }) => [id] });
      const data = page.data.map(({ id, decidedAt, ...row }) => ({ ...row, decidedAt: decidedAt.toISOString() }));
      sendJson(res, 200, { ...page, data, counts: summedShadow(counts) });
    },
};
