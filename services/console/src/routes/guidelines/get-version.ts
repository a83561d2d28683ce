import { type Route, sendJson } from '@moderato/http';
import { guidelinesVersionSchema } from '../../api/guidelines-contract.js';
import { readGuidelinesVersion, versionOf } from '../../api/guidelines-version.js';
import type { ConsoleDeps } from '../../deps.js';
import { sessionOf } from '../../sessions/require-session.js';
import { answers } from '../answers.js';

export const getVersion: Route<ConsoleDeps> = {
  operation: {
    method: 'get',
    path: '/api/guidelines/versions/{version}',
    summary: 'A version, what was understood of it, and what is live now',
    ...answers(guidelinesVersionSchema),
  },
  handle:
    ({ database }) =>
    async (req, res) => {
      const { siteId } = sessionOf(res);
      const version = versionOf(req.params);
      sendJson(res, 200, await database.withSite(siteId, (tx) => readGuidelinesVersion(tx, siteId, version)));
    },
};
