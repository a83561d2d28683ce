import { findLiveGuidelines } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { guidelinesView } from '../../guidelines-view.js';
import { operation } from './schema.js';

export const getGuidelines: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (_req, res) => {
      const { siteId } = auth.credentialOf(res);
      const live = await database.withSite(siteId, (tx) => findLiveGuidelines(tx, siteId));
      if (!live) throw new AppError('not_found', { detail: 'The site has no live guidelines yet.' });
      sendJson(res, 200, guidelinesView(live.policy, live.publishedAt));
    },
};
