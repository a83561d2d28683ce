import { findGuidelines, findLiveGuidelines } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { guidelinesView } from '@moderato/guidelines';
import { parseParameters, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { getGuidelinesQuery, operation } from './schema.js';

export const getGuidelines: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, database }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const { version } = parseParameters(getGuidelinesQuery, req.query);
      const { found, live } = await database.withSite(siteId, async (tx) => {
        const current = await findLiveGuidelines(tx, siteId);
        return { live: current, found: version === undefined ? current : await findGuidelines(tx, siteId, version) };
      });
      if (!found) {
        const detail = version === undefined ? 'The site has no live guidelines yet.' : 'There is no such version.';
        throw new AppError('not_found', { detail });
      }
      sendJson(res, 200, guidelinesView(found, live));
    },
};
