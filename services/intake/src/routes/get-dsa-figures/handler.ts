import { findSite, readFigures } from '@moderato/database';
import { AppError, figuresCsv } from '@moderato/domain';
import { parseParameters, type Route } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { figuresQuery, operation } from './schema.js';

export const getDsaFigures: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const { year } = parseParameters(figuresQuery, req.query);
      const site = await database.withSite(siteId, (tx) => findSite(tx, siteId));
      if (!site) throw new AppError('not_found');
      const figures = await readFigures(database, siteId, year);
      res.setHeader('Cache-Control', 'no-store');
      res
        .status(200)
        .type('text/csv')
        .send(figuresCsv(figures, { site: site.slug, year }));
    },
};
