import { reportOnClauses } from '@moderato/database';
import { AppError } from '@moderato/domain';
import { parseParameters, type Route, sendJson } from '@moderato/http';
import type { IntakeDeps } from '../../deps.js';
import { operation, reportQuery } from './schema.js';

export const getGuidelinesReport: Route<IntakeDeps> = {
  operation,
  handle:
    ({ auth, clock, database }) =>
    async (req, res) => {
      const { siteId } = auth.credentialOf(res);
      const { days, version } = parseParameters(reportQuery, req.query);
      const to = clock.now();
      const report = await reportOnClauses(database, siteId, { days, version, to });
      if (report) return sendJson(res, 200, report);
      if (version === undefined) throw new AppError('no_guidelines');
      throw new AppError('not_found', { detail: 'The site has no such version of its guidelines.' });
    },
};
