import { findIngestSource } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { sourceView } from '../../ingest/source-view.js';
import { idOf } from '../id-parameter.js';
import { operation } from './schema.js';

export const getIngestSource: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const source = await database.withSite(siteId, (tx) => findIngestSource(tx, siteId, idOf(req)));
      if (!source) throw new AppError('not_found');
      sendJson(res, 200, sourceView(source));
    },
};
